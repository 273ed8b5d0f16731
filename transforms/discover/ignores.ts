import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ignore, { type Ignore } from "ignore";
import { slashed } from "../slashed.ts";
import { textAt } from "./disk.ts";

/*
 * What `.gitignore` files name, by git's own rules: the deepest file that says something about a path wins,
 * a folder that is ignored hides all below it, negations take back. Out of scope: the user's global excludes file.
 */

/** Rules of one folder's ignore file. */
type Level = { readonly folder: string; readonly matcher: Ignore };

/** The ignore files that hold in a folder, the outermost first. */
export type Ignores = readonly Level[];

/** Git compares names as the file system does. */
const OPTIONS = { ignorecase: process.platform === "darwin" || process.platform === "win32" };

/** Rules of gitignore syntax from elsewhere, such as the configuration, for paths under `folder`. */
export function ignoresOf(folder: string, patterns: readonly string[]): Ignores {
  return patterns.length === 0 ? [] : [{ folder, matcher: ignore(OPTIONS).add(patterns) }];
}

/** Whether the rules name a path whose folders they do not name. */
export function isIgnored(ignores: Ignores, path: string, isFolder: boolean): boolean {
  for (let n = ignores.length - 1; n >= 0; n--) {
    const { folder, matcher } = ignores[n]!;
    const name = slashed(relative(folder, path)) + (isFolder ? "/" : "");
    if (!ignore.isPathValid(name)) continue;
    const { ignored, unignored } = matcher.test(name);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** `outer` with what the folder itself adds; a folder that is a repository of its own starts anew. */
export function enter(outer: Ignores, folder: string, names: ReadonlySet<string>): Ignores {
  const isRoot = names.has(".git");
  const files = [
    ...(isRoot ? [excludeFile(folder)] : []),
    ...(names.has(".gitignore") ? [join(folder, ".gitignore")] : []),
  ];
  const own = files.map((file) => textAt(file) ?? "").filter((text) => text.trim() !== "");
  if (own.length === 0) return isRoot ? [] : outer;
  return [...(isRoot ? [] : outer), { folder, matcher: ignore(OPTIONS).add(own.join("\n")) }];
}

/**
 * The rules that hold for `folder`, from the root of its repository down, or from `base` (where the run starts)
 * where there is none; or the folder at or above it that they name. Its own ignore file is not read yet.
 */
export function ignoresAbove(
  folder: string,
  base: string,
): { readonly ignores: Ignores; readonly ignoredAt?: string } {
  const top = gitRoot(folder) ?? (isInside(base, folder) ? base : folder);
  let ignores: Ignores = [];
  for (const ancestor of chain(top, folder)) {
    // A run that starts in an ignored folder means that folder: what is said above it does not count.
    if (isIgnored(ignores, ancestor, true)) {
      if (!isInside(ancestor, base) && !isInstalled(ancestor)) return { ignores, ignoredAt: ancestor };
      ignores = [];
    }
    if (ancestor !== folder) ignores = enter(ignores, ancestor, here(ancestor));
  }
  return { ignores };
}

/** The ignore files of an application say nothing about a package inside its `node_modules`. */
const isInstalled = (folder: string): boolean => /[\\/]node_modules(?:[\\/]|$)/.test(folder);

/** The names of a folder that {@link enter} asks for. */
export const here = (folder: string): ReadonlySet<string> =>
  new Set([".git", ".gitignore"].filter((name) => existsSync(join(folder, name))));

/** The folder that holds `.git`, at or above `folder`. */
export function gitRoot(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : gitRoot(parent);
}

/** Whether `path` is `folder` or lies in it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !/^\.\.[\\/]/.test(way) && resolve(folder, way) === path);
}

/** The folders from `top` down to `folder`, both included. */
function chain(top: string, folder: string): readonly string[] {
  return top === folder || dirname(folder) === folder ? [folder] : [...chain(top, dirname(folder)), folder];
}

/** `.git/info/exclude`; in a linked work tree `.git` is a file that says where the repository is. */
function excludeFile(root: string): string {
  const dotGit = join(root, ".git");
  const linked = /^gitdir: (.+)$/m.exec(textAt(dotGit) ?? "")?.[1];
  if (!linked) return join(dotGit, "info", "exclude");
  const own = resolve(root, linked.trim());
  const common = textAt(join(own, "commondir")) ?? ".";
  return join(resolve(own, common.trim()), "info", "exclude");
}
