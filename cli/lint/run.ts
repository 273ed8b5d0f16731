import type { Source } from "../../transforms/model.ts";
import type { FileFindings, LintOptions } from "../../transforms/rules/model.ts";
import { createDisk, type Disk } from "../disk.ts";
import { TOO_DEEP } from "../failures.ts";
import type { Progress } from "../progress.ts";
import { ownVersion } from "../version.ts";
import { worthwhile } from "../workers/worthwhile.ts";
import { type CacheFile, hashOf } from "./cache.ts";
import { lintOne } from "./lint-one.ts";
import { openLinter } from "./open.ts";
import type { LintCommandOptions } from "./options.ts";
import { type ApartOptions, lintApart } from "./threads.ts";

export type RunOptions = Pick<LintCommandOptions, "workers"> & {
  readonly cache: CacheFile;
  readonly cwd: string;
  readonly progress: Progress;
};

/** What is found in a file, and the files that this depends on. */
export type Linted = { readonly findings: FileFindings; readonly consulted: ReadonlySet<string> };

/**
 * Lints files, with `all` as the files that they may import: in threads where there is much to do, and the engine is
 * loaded only where the cache does not know everything. The findings are the same for any number of threads.
 */
export async function lintAll(
  sources: readonly Source[],
  all: readonly Source[],
  options: LintOptions,
  { cache: cacheFile, cwd, progress, workers }: RunOptions,
): Promise<{ readonly files: readonly FileFindings[]; readonly notes: readonly string[] }> {
  const disk = createDisk(all, cwd);
  const cache = cacheFile.open(keyOf(all, options), (path) => disk.read(path)?.text);
  progress.stage("Linting");
  const known = new Map(sources.map((source) => [source.path, cache.get(source)]));
  const rest = sources.filter(({ path }) => !known.get(path));
  const at = (done: number, path?: string): void => progress.at(done, rest.length, path);
  const threads = workers ?? worthwhile(rest);
  const linted =
    threads > 1
      ? await lintApart(rest, { all, options, cwd, threads, at })
      : await lintHere(rest, disk, { all, options, cwd, at });
  for (const { findings, consulted } of linted) {
    cache.set(findings, consulted);
    known.set(findings.source.path, findings);
  }
  const problem = await cache.save();
  return {
    files: sources.flatMap(({ path }) => known.get(path) ?? []),
    notes: problem === undefined ? [] : [problem],
  };
}

type Here = Omit<ApartOptions, "threads" | "at"> & { readonly at: (done: number, path: string) => void };

async function lintHere(
  sources: readonly Source[],
  disk: Disk,
  { at, ...given }: Here,
): Promise<readonly Linted[]> {
  if (sources.length === 0) return [];
  const linter = await openLinter(disk, given.options);
  const linted = sources.map((source, n) => {
    at(n, source.relativePath);
    return lintOne(linter, source);
  });
  const deep = sources.filter((_, n) => linted[n]?.findings.failure?.message === TOO_DEEP);
  if (deep.length === 0) return linted;
  // Threads have a larger stack than the main one can be given.
  const again = await lintApart(deep, { ...given, threads: 1, at: () => {} });
  return linted.map((one, n) => again[deep.indexOf(sources[n]!)] ?? one);
}

const keyOf = (all: readonly Source[], options: LintOptions): string =>
  hashOf(JSON.stringify([ownVersion(), options, all.map(({ path }) => path)]));
