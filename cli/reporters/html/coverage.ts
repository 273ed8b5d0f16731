import type { FileReport } from "../../../transforms/report.ts";

/** How many of the error paths below a folder are logged or handled, before the run and after it. */
export type FolderCoverage = {
  /** With a slash at its end; `./` for files beside the command. */
  readonly folder: string;
  readonly found: number;
  readonly before: number;
  readonly after: number;
};

/** More rows than this are no overview. */
const MOST_FOLDERS = 24;

/** Error paths by folder, as deep as gives a row for each and not too many; the largest first. */
export function coverage(files: readonly FileReport[]): readonly FolderCoverage[] {
  const counted = files.filter(({ errorPaths }) => errorPaths && errorPaths.found > 0);
  const depths = counted.map(({ path }) => path.split("/").length - 1);
  let rows = atDepth(counted, 1);
  for (let depth = 2; depth <= Math.max(0, ...depths); depth++) {
    const deeper = atDepth(counted, depth);
    if (deeper.length > MOST_FOLDERS) break;
    rows = deeper;
  }
  return rows;
}

function atDepth(files: readonly FileReport[], depth: number): readonly FolderCoverage[] {
  const folders = new Map<string, FolderCoverage>();
  for (const { path, errorPaths } of files) {
    if (!errorPaths) continue;
    const folder = `${path.split("/").slice(0, -1).slice(0, depth).join("/") || "."}/`;
    const sum = folders.get(folder) ?? { folder, found: 0, before: 0, after: 0 };
    folders.set(folder, {
      folder,
      found: sum.found + errorPaths.found,
      before: sum.before + errorPaths.already,
      after: sum.after + errorPaths.done,
    });
  }
  return [...folders.values()].sort((a, b) => b.found - a.found || (a.folder < b.folder ? -1 : 1));
}
