import type { FileDestination } from "../files/file-sink.ts";
import { ROTATION } from "../files/rotation.ts";
import type { Key } from "./kinds.ts";
import { nearest } from "./nearest.ts";
import type { Destination } from "./settings.ts";

const STREAMS = ["stderr", "stdout"] as const;

/**
 * `LOG_DESTINATION=logs/app.log`, `LOG_DESTINATION=logs/app.log?maxSize=10MB&daily&keep=7&gzip`: a path shows itself by
 * a separator or an extension, so that a typo is no file.
 */
export const destination: Key<Destination> = {
  env: "LOG_DESTINATION",
  initial: "stderr",
  allowed:
    'stderr, stdout or a file (from code { path: "…" }, in the environment a path with a / or an extension), which may have maxSize (bytes from 1024 on, or a text such as 10MB), daily, keep (files) and gzip: logs/app.log?maxSize=10MB&daily&keep=7&gzip',
  accepts: (value) =>
    (STREAMS as readonly unknown[]).includes(value) || isFile(value) || isLineDestination(value),
  fromText: (text) => (/[/\\]|\.\w+$/.test(text) ? fileOf(text) : text.toLowerCase()),
  suggest: (text) => nearest(text, STREAMS),
};

/** Whatever stands behind the `?` is checked as if it came from code. */
function fileOf(text: string): Readonly<Record<string, unknown>> {
  const [path = "", ...options] = text.split(/[?&]/);
  const entries = options.map((option) => {
    const [name = "", value] = option.split("=");
    return [name, name === "maxSize" ? value : plain(value)] as const;
  });
  return { path, ...Object.fromEntries(entries) };
}

const plain = (value: string | undefined): unknown =>
  value === undefined || value === "true" ? true : value === "false" ? false : Number(value);

function isFile(value: unknown): value is FileDestination {
  if (typeof value !== "object" || value === null) return false;
  const { path, ...others } = value as { readonly path?: unknown };
  return (
    typeof path === "string" &&
    path !== "" &&
    Object.entries(others).every(
      ([key, option]) => Object.hasOwn(ROTATION, key) && ROTATION[key as keyof typeof ROTATION](option),
    )
  );
}

export function isLineDestination(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && typeof (value as { write?: unknown }).write === "function"
  );
}
