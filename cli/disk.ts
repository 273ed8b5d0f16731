import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Source } from "../transforms/model.ts";

/** Files as the linking stages ask for them. */
export type Disk = {
  readonly read: (path: string) => Source | undefined;
  readonly exists: (path: string) => boolean;
  readonly text: (path: string) => string | undefined;
  /** Names of the folders in a folder. */
  readonly folders: (path: string) => readonly string[];
};

/**
 * What a path that leads nowhere, or to something else, is answered with. Paths come from the imports of any code: below
 * a file, around a loop of links, longer than a name can be, with a NUL in it.
 */
function unlessAbsent<T>(read: () => T, absent: T): T {
  try {
    return read();
    // blog-ignore-next-line err/swallowed-catch -- what cannot be read is not there, for who follows an import
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return absent;
  }
}

const folders = (path: string): readonly string[] =>
  unlessAbsent(() => readdirSync(path, { withFileTypes: true }), [])
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** The files of the run, and behind them the disk: what is not among them may still be imported. */
export function createDisk(all: readonly Source[], cwd: string): Disk {
  const byPath = new Map(all.map((source) => [source.path, source]));
  const text = (path: string): string | undefined =>
    unlessAbsent<string | undefined>(() => readFileSync(path, "utf8"), undefined);
  return {
    text,
    folders,
    read: (path) => {
      const known = byPath.get(path);
      if (known) return known;
      const found = text(path);
      return found === undefined
        ? undefined
        : { path, relativePath: path.slice(cwd.length + 1), text: found };
    },
    exists: (path) =>
      byPath.has(path) ||
      unlessAbsent(() => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false, false),
  };
}
