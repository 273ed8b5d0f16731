import { readFileSync } from "node:fs";

/** The package's own version: package.json is beside `cli/`, and two folders up from `dist/cli/`. */
export function ownVersion(): string {
  for (const up of ["../package.json", "../../package.json"]) {
    const text = readOwn(new URL(up, import.meta.url));
    const version = text && (JSON.parse(text) as { name?: string; version?: string });
    if (version && version.name === "blog-migrate") return version.version ?? "unknown";
  }
  return "unknown";
}

function readOwn(url: URL): string | undefined {
  try {
    return readFileSync(url, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
