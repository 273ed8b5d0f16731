import type { Key } from "./kinds.ts";
import { nearest } from "./nearest.ts";
import type { Destination } from "./settings.ts";

const STREAMS = ["stderr", "stdout"] as const;

/** `LOG_DESTINATION=logs/app.log`: a path shows itself by a separator or an extension, so that a typo is no file. */
export const destination: Key<Destination> = {
  env: "LOG_DESTINATION",
  initial: "stderr",
  allowed:
    'stderr, stdout or a file (from code { path: "…" }, in the environment a path with a / or an extension)',
  accepts: (value) =>
    (STREAMS as readonly unknown[]).includes(value) || isFile(value) || isLineDestination(value),
  fromText: (text) => (/[/\\]|\.\w+$/.test(text) ? { path: text } : text.toLowerCase()),
  suggest: (text) => nearest(text, STREAMS),
  lacking: (value) => (asksForRotation(value) ? "rotation of log files" : undefined),
};

const ROTATION = [
  "maxSize",
  "maxBytes",
  "rotate",
  "rotation",
  "interval",
  "daily",
  "size",
  "keep",
  "gzip",
  "compress",
];

function isFile(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { path, ...others } = value as { readonly path?: unknown };
  return (
    typeof path === "string" && path !== "" && Object.keys(others).every((key) => ROTATION.includes(key))
  );
}

const asksForRotation = (value: unknown): boolean =>
  isFile(value) && Object.keys(value as object).some((key) => ROTATION.includes(key));

export function isLineDestination(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && typeof (value as { write?: unknown }).write === "function"
  );
}
