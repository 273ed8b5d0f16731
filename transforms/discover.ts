import { realpathSync, type Stats } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { statsAt } from "./discover/disk.ts";
import { globBase, globMatcher, isGlob } from "./discover/globs.ts";
import { enter, here, ignoresAbove, ignoresOf } from "./discover/ignores.ts";
import { LEFT_ALONE, type LeftAlone, type Takeable } from "./discover/left-alone.ts";
import { readAll } from "./discover/read.ts";
import { type Found, isAtPackageRoot, type Scope, takeFile, walk } from "./discover/walk.ts";
import type { Source } from "./model.ts";
import type { Failed, Skipped } from "./report.ts";
import { slashed } from "./slashed.ts";

export type DiscoverOptions = {
  /** Absolute; what relative paths start from, and what reports are relative to. */
  readonly cwd: string;
  /** Gitignore patterns of the configuration, and the folder that they start from. */
  readonly ignore?: { readonly folder: string; readonly patterns: readonly string[] } | undefined;
  /** Kinds of files to take that are left alone otherwise. @default none */
  readonly take?: readonly Takeable[] | undefined;
  /** Whether a file was taken before and is the same since: then it is read only when its text is asked for. @default none */
  readonly isUnchanged?: ((path: string) => boolean) | undefined;
};

/** Everything below the paths asked for, each list sorted by path. */
export type Discovered = {
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
  readonly failed: readonly Failed[];
  /** Paths asked for that do not exist, and globs that match nothing, as written. */
  readonly missing: readonly string[];
};

/**
 * Finds and reads the sources below files, folders and globs. The only stage that reads the disk.
 * What is named on the command line is taken whatever its folder is called, but neither `node_modules`
 * itself nor what `.gitignore` names; below a package in `node_modules` that is named, all rules hold as usual.
 */
export function discover(paths: readonly string[], options: DiscoverOptions): Discovered {
  const found: Found = { files: [], leftAlone: [], unreadable: [] };
  const missing: string[] = [];
  const configured = options.ignore ? ignoresOf(options.ignore.folder, options.ignore.patterns) : [];
  for (const path of paths) {
    const before = found.files.length + found.leftAlone.length;
    const exists = collect(path, options.cwd, { found, configured, wanted: () => true });
    const matched = found.files.length + found.leftAlone.length > before;
    if (!exists || (exists === "glob" && !matched)) missing.push(path);
  }
  const shown = (path: string): string => slashed(relative(options.cwd, path));
  const skip = (path: string, folder: boolean, code: LeftAlone): Skipped => ({
    kind: "skipped",
    path: shown(path) + (folder ? "/" : ""),
    code,
    reason: LEFT_ALONE[code],
  });
  const read = readAll(distinct(found.files, paths.length), {
    shown,
    take: options.take ?? [],
    isUnchanged: options.isUnchanged ?? (() => false),
  });
  const skipped = [
    ...found.leftAlone.map(({ path, folder, code }) => skip(path, folder, code)),
    ...read.flatMap((r) => (r.kind === "left-alone" ? [skip(r.path, false, r.code)] : [])),
  ];
  const failed = [
    ...found.unreadable.map(({ path, reason }) => ({ kind: "failed" as const, path: shown(path), reason })),
    ...read.flatMap((r) => (r.kind === "failed" ? [r] : [])),
  ];
  return {
    sources: read.flatMap((r) => (r.kind === "source" ? [r.source] : [])).sort(by((s) => s.relativePath)),
    skipped: unique(skipped),
    failed: unique(failed),
    missing,
  };
}

/** Collects one path of the command line; false when there is no such thing. */
function collect(path: string, cwd: string, scope: Scope): boolean | "glob" {
  const absolute = resolve(cwd, path);
  const stats = statsAt(absolute);
  if (stats) {
    collectFrom(absolute, stats, cwd, scope);
    return true;
  }
  if (!isGlob(path)) return false;
  const base = resolve(cwd, globBase(slashed(path)));
  const baseStats = statsAt(base);
  if (!baseStats?.isDirectory()) return false;
  const matches = globMatcher(slashed(relative(base, absolute)));
  const wanted = (file: string): boolean => matches(slashed(relative(base, file)));
  collectFrom(base, baseStats, cwd, { ...scope, wanted });
  return "glob";
}

function collectFrom(path: string, stats: Stats, cwd: string, scope: Scope): void {
  const isFolder = stats.isDirectory();
  if (isFolder && path !== cwd && basename(path) === "node_modules") {
    scope.found.leftAlone.push({ path, folder: true, code: "node-modules" });
    return;
  }
  const { ignores, ignoredAt } = ignoresAbove(isFolder ? path : dirname(path), cwd);
  if (ignoredAt) {
    scope.found.leftAlone.push({ path, folder: isFolder, code: "gitignored" });
  } else if (isFolder) {
    walk(path, ignores, scope);
  } else {
    const own = enter(ignores, dirname(path), here(dirname(path)));
    takeFile(path, own, isAtPackageRoot(path), scope);
  }
}

/** Each file once, also where a link that was named leads to it a second way; sorted. */
function distinct(files: readonly string[], ways: number): readonly string[] {
  const sorted = [...new Set(files)].sort();
  // Below one path there is one way to each file, as links are not followed.
  if (ways === 1) return sorted;
  const real = sorted.map(targetOf);
  const own = new Set(sorted.filter((path, n) => real[n] === path));
  const byTarget = new Map<string, string>();
  for (const [n, path] of sorted.entries()) {
    const target = real[n]!;
    if (!byTarget.has(target) || own.has(path)) byTarget.set(target, path);
  }
  return [...byTarget.values()].sort();
}

function targetOf(path: string): string {
  try {
    return realpathSync.native(path);
    // blog-ignore-next-line err/swallowed-catch -- a file that went away since is told by who reads it
  } catch {
    return path;
  }
}

const by =
  <T>(key: (value: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;

function unique<T extends { readonly path: string }>(entries: readonly T[]): readonly T[] {
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()].sort(by(({ path }) => path));
}
