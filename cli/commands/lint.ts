import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Source } from "../../transforms/model.ts";
import type { Skipped } from "../../transforms/report.ts";
import type { FileFindings, Identity, LintOptions } from "../../transforms/rules/model.ts";
import { lintOptions, loadConfig } from "../config.ts";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { inputs } from "../inputs.ts";
import { compare, readBaseline, writeBaseline } from "../lint/baseline.ts";
import { type CacheFile, NO_CACHE_FILE, readCache } from "../lint/cache.ts";
import { changedFiles } from "../lint/changed.ts";
import type { Fixed } from "../lint/fix.ts";
import type { LintCommandOptions } from "../lint/options.ts";
import { exitCodeOf, printFindings } from "../lint/print.ts";
import { lintAll } from "../lint/run.ts";
import { sinksText } from "../lint/sinks.ts";
import { checkOutput } from "../output.ts";
import { printable } from "../printable.ts";
import { createProgress, type Progress } from "../progress.ts";
import type { LintResult } from "../reporters/lint/result.ts";
import { isFirst, shareOf } from "../shards/shard.ts";
import type { Terminal } from "../terminal.ts";
import { ownVersion } from "../version.ts";

/** `blog-migrate lint [paths…]`: configuration → discover → lint each file → baseline → report. */
export async function lint(
  paths: readonly string[],
  options: LintCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const started = performance.now();
  const { cwd } = terminal;
  await checkOutput(options.output, cwd);
  if (options.shard && options.updateBaseline)
    throw new UserError(
      "usage",
      "--shard and --update-baseline exclude each other",
      "Write the baseline in one run.",
    );
  const config = await loadConfig(cwd, options.config);
  const fixes = options.fix || options.format === "json" || options.format === "blob";
  const settings = { ...lintOptions(config, cwd, options.rules), fixes };
  if (options.printSinks) {
    terminal.out(await sinksText(settings.policy.sinks));
    return EXIT.clean;
  }
  const progress = createProgress(terminal, options.quiet);
  progress.stage("Reading");
  const known = await knownFindings(options, cwd);
  const generated = options.includeGenerated ? (["generated"] as const) : [];
  const take = ["use-client", ...generated] as const;
  const openCache = async (): Promise<CacheFile> =>
    options.cache === undefined ? NO_CACHE_FILE : readCache(resolve(cwd, options.cache), take);
  const cache = await openCache();
  const found = inputs(paths, config, terminal, take, cache.isUnchanged);
  const wanted = options.changed === undefined ? undefined : await changedFiles(options.changed, cwd);
  const asked = wanted ? found.sources.filter(({ path }) => wanted.has(path)) : found.sources;
  const sources = shareOf(asked, options.shard);
  const job = { sources, all: found.sources, settings, options, known, progress, cache, openCache };
  const { files, fixed, notes } = options.fix ? await lintAndFix(job, cwd) : await lintOnce(job, cwd);
  progress.end();
  const facts = {
    failed: [...(isFirst(options.shard) ? found.failed : []), ...fixed.failed],
    fixed: fixed.fixed,
    durationMs: performance.now() - started,
    shard: options.shard,
    cwd,
    version: ownVersion(),
  };
  const result = await compared(files, known, options, facts);
  await printFindings(result, options, terminal);
  const left = found.sources.length === 0 ? [...new Set(found.skipped.map(leftAlone))] : [];
  if (!options.quiet) for (const note of [...notes, ...left]) terminal.err(`${note}\n`);
  return exitCodeOf(result, options);
}

const leftAlone = ({ path, reason }: Skipped): string => `Left alone: ${printable(path)}: ${reason}`;

type Job = {
  readonly sources: readonly Source[];
  readonly all: readonly Source[];
  readonly settings: LintOptions;
  readonly options: LintCommandOptions;
  readonly known: readonly Identity[];
  readonly progress: Progress;
  readonly cache: CacheFile;
  /** For files that were written since `cache` was. */
  readonly openCache: () => Promise<CacheFile>;
};
type Linted = {
  readonly files: readonly FileFindings[];
  readonly fixed: Pick<Fixed, "fixed" | "failed">;
  readonly notes: readonly string[];
};

async function lintOnce(
  { sources, all, settings, options, progress, cache }: Job,
  cwd: string,
): Promise<Linted> {
  const { files, notes } = await lintAll(sources, all, settings, { ...options, cache, cwd, progress });
  return { files, fixed: { fixed: 0, failed: [] }, notes };
}

/** Mends what can be mended, but for what the baseline knows, and lints what was written once more. */
async function lintAndFix(job: Job, cwd: string): Promise<Linted> {
  const { options, settings, known, progress } = job;
  const before = await lintOnce(job, cwd);
  const { fixAll } = await import("../lint/fix.ts");
  const { files } = compare(before.files, known, () => false);
  const done = await fixAll(files, { ...options, settings, cwd, progress });
  if (done.written.size === 0) return { ...before, fixed: done, notes: [...before.notes, ...done.notes] };
  const rewritten = (source: Source): Source => {
    const text = done.written.get(source.path);
    return text === undefined ? source : { ...source, text };
  };
  const again = {
    ...job,
    sources: job.sources.map(rewritten),
    all: job.all.map(rewritten),
    cache: await job.openCache(),
  };
  const after = await lintOnce(again, cwd);
  return { files: after.files, fixed: done, notes: [...after.notes, ...done.notes] };
}

/** What the baseline knows; nothing without one, or where it is about to be written for the first time. */
async function knownFindings(
  { baseline, updateBaseline }: LintCommandOptions,
  cwd: string,
): Promise<readonly Identity[]> {
  return baseline === undefined ? [] : readBaseline(baseline, cwd, updateBaseline);
}

/** The result of a run, less what the baseline knows; a baseline that is being written knows everything. */
async function compared(
  files: readonly FileFindings[],
  before: readonly Identity[],
  { baseline, updateBaseline }: LintCommandOptions,
  facts: Omit<LintResult, "files" | "known" | "stale">,
): Promise<LintResult> {
  const isGone = (file: string): boolean => !existsSync(resolve(facts.cwd, file));
  if (baseline === undefined || !updateBaseline) return { ...compare(files, before, isGone), ...facts };
  const looked = new Set(files.map(({ path }) => path));
  const others = before.filter(({ file }) => !looked.has(file) && !isGone(file));
  const identities = files.flatMap(({ findings }) => findings.map(({ identity }) => identity));
  await writeBaseline(baseline, facts.cwd, [...others, ...identities]);
  return { ...compare(files, identities, isGone), ...facts };
}
