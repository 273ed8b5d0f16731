import { readFileSync, type Stats, statSync } from "node:fs";

/** What stands at a path, links followed; `undefined` where nothing can be asked for. */
export function statsAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
    // blog-ignore-next-line err/swallowed-catch -- what cannot be asked for is not there, for every caller
  } catch {
    return undefined;
  }
}

/** The text of a file that may be missing or be no file; `undefined` where there is none to read. */
export function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
    // blog-ignore-next-line err/swallowed-catch -- without the file nothing is said by it, for every caller
  } catch {
    return undefined;
  }
}
