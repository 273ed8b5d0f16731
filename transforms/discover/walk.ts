import { type Dirent, existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { statsAt } from "./disk.ts";
import { enter, type Ignores, isIgnored } from "./ignores.ts";
import { fileLeftAlone, folderLeftAlone, type LeftAlone, SILENT_FOLDERS, SOURCE_FILE } from "./left-alone.ts";

/** What a walk finds, in the order found; paths are absolute. */
export type Found = {
  readonly files: string[];
  readonly leftAlone: { readonly path: string; readonly folder: boolean; readonly code: LeftAlone }[];
  readonly unreadable: { readonly path: string; readonly reason: string }[];
};

export type Scope = {
  readonly found: Found;
  /** Rules of the configuration. */
  readonly configured: Ignores;
  /** Whether a file is asked for; a glob asks for some only. */
  readonly wanted: (path: string) => boolean;
};

/** Collects the sources below `folder`. Links are not followed, so there are no loops. */
export function walk(folder: string, outer: Ignores, scope: Scope): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    scope.found.unreadable.push({ path: folder, reason: (error as NodeJS.ErrnoException).message });
    return;
  }
  const names = new Set(entries.map(({ name }) => name));
  const ignores = enter(outer, folder, names);
  const atRoot = names.has("package.json") || names.has("tsconfig.json");
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (SILENT_FOLDERS.has(entry.name)) continue;
      const code = ignoredBy(path, true, ignores, scope) ?? folderLeftAlone(entry.name, atRoot);
      if (code) scope.found.leftAlone.push({ path, folder: true, code });
      else walk(path, ignores, scope);
    } else if (entry.isSymbolicLink()) {
      leaveLink(path, ignores, scope);
    } else if (entry.isFile() && SOURCE_FILE.test(entry.name) && scope.wanted(path)) {
      takeFile(path, ignores, atRoot, scope);
    }
  }
}

/** Takes a file or says why not. */
export function takeFile(path: string, ignores: Ignores, atRoot: boolean, scope: Scope): void {
  const code = ignoredBy(path, false, ignores, scope) ?? fileLeftAlone(basename(path), atRoot);
  if (code) scope.found.leftAlone.push({ path, folder: false, code });
  else scope.found.files.push(path);
}

function ignoredBy(path: string, isFolder: boolean, ignores: Ignores, scope: Scope): LeftAlone | undefined {
  if (isFolder && basename(path) === "node_modules") return "node-modules";
  if (isIgnored(ignores, path, isFolder)) return "gitignored";
  return isIgnored(scope.configured, path, isFolder) ? "config-ignore" : undefined;
}

/** Links to sources and folders are reported, others are of no interest; so are broken ones. */
function leaveLink(path: string, ignores: Ignores, scope: Scope): void {
  const target = statsAt(path);
  const folder = target?.isDirectory() ?? false;
  if (!folder && !(target?.isFile() && SOURCE_FILE.test(path) && scope.wanted(path))) return;
  const code = ignoredBy(path, folder, ignores, scope) ?? "symlink";
  scope.found.leftAlone.push({ path, folder, code });
}

/** Whether the folder of a file that was named looks like the root of a package. */
export const isAtPackageRoot = (path: string): boolean =>
  ["package.json", "tsconfig.json"].some((name) => existsSync(join(dirname(path), name)));
