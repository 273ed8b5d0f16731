import { resolve } from "node:path";
import type { Linter } from "../../transforms/lint.ts";
import type { Source } from "../../transforms/model.ts";
import type { FileFindings, LintOptions } from "../../transforms/rules/model.ts";
import { createDisk, type Disk } from "../disk.ts";
import type { Progress } from "../progress.ts";
import { type Cache, hashOf, NO_CACHE, openCache } from "./cache.ts";
import type { LintCommandOptions } from "./options.ts";
import { ownVersion } from "./version.ts";

export type RunOptions = Pick<LintCommandOptions, "cache"> & {
  readonly cwd: string;
  readonly progress: Progress;
};

/** Lints files, with `all` as the files that they may import. The engine is loaded when the first file needs it. */
export async function lintAll(
  sources: readonly Source[],
  all: readonly Source[],
  options: LintOptions,
  { cache: cacheFile, cwd, progress }: RunOptions,
): Promise<{ readonly files: readonly FileFindings[]; readonly notes: readonly string[] }> {
  const disk = createDisk(all, cwd);
  const cache =
    cacheFile === undefined
      ? NO_CACHE
      : await openCache(resolve(cwd, cacheFile), keyOf(all, options), (path) => disk.read(path)?.text);
  progress.stage("Linting");
  const files: FileFindings[] = [];
  let linter: Linter | undefined;
  for (const [n, source] of sources.entries()) {
    progress.at(n, sources.length, source.relativePath);
    const known = cache.get(source);
    if (known) files.push(known);
    else {
      linter ??= await openLinter(disk, options);
      files.push(lintOne(linter, source, cache));
    }
  }
  const problem = await cache.save();
  return { files, notes: problem === undefined ? [] : [problem] };
}

function lintOne(linter: Linter, source: Source, cache: Cache): FileFindings {
  const found = linter.lint(source);
  cache.set(found, linter.consulted(source));
  return found;
}

async function openLinter(disk: Disk, options: LintOptions): Promise<Linter> {
  const { createLinter } = await import("../../transforms/lint.ts");
  const { createAliases } = await import("../../transforms/modules/aliases.ts");
  return createLinter(
    { read: disk.read, exists: disk.exists, aliases: createAliases(disk.text, disk.folders) },
    options,
  );
}

const keyOf = (all: readonly Source[], options: LintOptions): string =>
  hashOf(JSON.stringify([ownVersion(), options, all.map(({ path }) => path)]));
