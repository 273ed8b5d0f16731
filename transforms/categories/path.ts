import { nameSignals } from "./names.ts";
import type { Signal } from "./score.ts";
import { NEUTRAL_FOLDERS } from "./words.ts";

const FILE = 4;
const FOLDER = 3.5;
/** A folder counts this much less than the one inside it. */
const FARTHER = 0.6;

/** Signals of a relative path: the file's own name, then its folders from the nearest outwards. */
export function pathSignals(relativePath: string): readonly Signal[] {
  const segments = relativePath.split("/");
  const file = (segments.pop() ?? "").replace(/\.[cm]?[jt]sx?$/, "");
  const folders = segments.reverse().filter((s) => s && s !== "." && !NEUTRAL_FOLDERS.has(s.toLowerCase()));
  return [
    ...(file === "index" ? [] : nameSignals(file, FILE, "file", `file name "${file}"`)),
    ...folders.flatMap((folder, distance) =>
      nameSignals(folder, FOLDER * FARTHER ** distance, "folder", `path segment "${folder}"`),
    ),
  ];
}
