import { readFileSync, statSync } from "node:fs";
import type { Source } from "../transforms/model.ts";

/** Files as the linking stages ask for them. */
export type Disk = {
  readonly read: (path: string) => Source | undefined;
  readonly exists: (path: string) => boolean;
  readonly text: (path: string) => string | undefined;
};

/** The files of the run, and behind them the disk: what is not linted may still be imported. */
export function createDisk(all: readonly Source[], cwd: string): Disk {
  const byPath = new Map(all.map((source) => [source.path, source]));
  const text = (path: string): string | undefined => {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      if (/^(?:ENOENT|ENOTDIR|EISDIR|EACCES)$/.test((error as NodeJS.ErrnoException).code ?? ""))
        return undefined;
      throw error;
    }
  };
  return {
    text,
    read: (path) => {
      const known = byPath.get(path);
      if (known) return known;
      const found = text(path);
      return found === undefined
        ? undefined
        : { path, relativePath: path.slice(cwd.length + 1), text: found };
    },
    exists: (path) => byPath.has(path) || (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false),
  };
}
