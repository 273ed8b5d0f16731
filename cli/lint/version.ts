import { readFileSync } from "node:fs";

/** The package's own version: package.json is two folders up, and three from `dist/cli/lint/`. */
export function ownVersion(): string {
  for (const up of ["../../package.json", "../../../package.json"]) {
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
