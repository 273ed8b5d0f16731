import { gitRoot } from "../../transforms/discover/ignores.ts";
import type { Discovered } from "../../transforms/discover.ts";
import type { Source } from "../../transforms/model.ts";
import { type Changed, type FileOutcome, report } from "../../transforms/report.ts";
import { type OwnTransforms, runOwn } from "../codemods/own.ts";
import { type Config, loadConfig, migrateOptions } from "../config.ts";
import { type Engine, loadEngine } from "../engine.ts";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { finish } from "../finish.ts";
import { formatFiles } from "../formatter.ts";
import { inputs } from "../inputs.ts";
import { nextSteps } from "../next-steps.ts";
import type { MigrateCommandOptions } from "../options.ts";
import { checkOutput } from "../output.ts";
import { writePage } from "../page-file.ts";
import { createProgress, type Progress } from "../progress.ts";
import { planOf, writePlan } from "../review/plan-file.ts";
import { byAsking, byDecisions, type Review } from "../review/review.ts";
import { isFirst, type Shard, shareOf } from "../shards/shard.ts";
import type { Terminal } from "../terminal.ts";
import { uncheckedNotes } from "../unchecked.ts";
import { ownVersion } from "../version.ts";
import { guard, writeAll } from "../write.ts";

/** `blog-migrate [paths…]` */
export const migrate = (
  paths: readonly string[],
  options: MigrateCommandOptions,
  terminal: Terminal,
  load?: () => Promise<Engine>,
): Promise<ExitCode> => runMigration(paths, options, terminal, { command: "migrate", ...(load && { load }) });

export type MigrationParts = {
  readonly command: "migrate" | "apply";
  /** Who decides which edits are made. @default by the options and earlier decisions */
  readonly review?: Review;
  /** Files that are to be reported as failed beside those that fail here. */
  readonly failed?: readonly FileOutcome[];
  readonly load?: () => Promise<Engine>;
};

/** configuration → discover → migrate each file → check types → review → guard → write → report */
export async function runMigration(
  paths: readonly string[],
  options: MigrateCommandOptions,
  terminal: Terminal,
  { command, review, failed = [], load = loadEngine }: MigrationParts,
): Promise<ExitCode> {
  const started = performance.now();
  const progress = createProgress(terminal, options.quiet);
  const writes = !options.dryRun && !options.check && options.plan === undefined;

  await checkOutput(options.output, terminal.cwd);
  await checkOutput(options.report, terminal.cwd);
  await checkOutput(options.plan, terminal.cwd);
  if (options.finalize && options.only)
    throw new UserError("usage", "--finalize and --only exclude each other", "Use one of them.");
  const loaded = await loadConfig(terminal.cwd, options.config);
  if (options.finalize && writes && !options.force && gitRoot(terminal.cwd) === undefined)
    throw new UserError(
      "usage",
      "--finalize takes out what only git could bring back, and this folder is in no repository",
      "Make it one, look first with --dry-run, or use --force. Nothing was written.",
    );
  // Nothing is added, so the user's own transforms have nothing to prepare.
  const config = options.finalize ? { ...loaded, transforms: [] } : loaded;
  progress.stage("Reading");
  const found = shared(
    inputs(paths, config, terminal, options.includeGenerated ? ["generated"] : []),
    options.shard,
  );
  const checked = await plan(found.sources, {
    all: found.all,
    config,
    options,
    cwd: terminal.cwd,
    progress,
    load,
  });
  const guarded =
    writes && !options.force ? await guard(rewrites(checked.outcomes), terminal.cwd) : { notes: [] };
  progress.end();
  const reviewed = await (review ?? reviewFor(options, config, terminal))(checked.outcomes);
  if (reviewed === "cancelled") {
    terminal.err("\nStopped: nothing was written.\n");
    return EXIT.couldNotRun;
  }
  const settled = await checked.own.settle(reviewed);
  const outcomes = writes ? await writeChanged(settled, progress) : settled;

  const changed = outcomes.filter(isChanged);
  const unformatted =
    writes && options.formatFiles
      ? formatFiles(
          changed.map(({ source }) => source.path),
          terminal.cwd,
        )
      : undefined;
  const result = {
    report: report([...outcomes, ...found.skipped, ...found.failed, ...failed], {
      command,
      dryRun: !writes,
      durationMs: performance.now() - started,
    }),
    paths,
    shard: options.shard,
    texts: changed.map((file) => ({ path: file.path, before: onDisk(file), after: file.output })),
    notes: [...checked.notes, ...guarded.notes, ...(unformatted ? [unformatted] : [])],
    next:
      options.plan !== undefined
        ? planSteps(options.plan)
        : writes
          ? options.finalize
            ? FINAL_STEPS
            : stepsAfter(changed, paths, terminal, options.formatFiles)
          : [],
  };
  if (options.report !== undefined)
    await writePage({
      file: options.report,
      cwd: terminal.cwd,
      config,
      sources: found.sources,
      result,
      progress,
    });
  if (options.plan !== undefined)
    await writePlan(options.plan, terminal.cwd, {
      ...planOf(changed, ownVersion()),
      ...(options.finalize ? { finalize: true } : {}),
    });
  progress.end();
  await finish(result, options, terminal);
  const findings = result.report.totals.failed > 0 || (options.check && changed.length > 0);
  return findings || checked.own.failed ? EXIT.findings : EXIT.clean;
}

const stepsAfter = (
  changed: readonly Changed[],
  paths: readonly string[],
  { cwd }: Terminal,
  isFormatted: boolean,
): readonly string[] =>
  nextSteps(
    changed.map(({ source }) => source.path),
    paths,
    cwd,
    isFormatted,
  );

const FINAL_STEPS = [
  "look at `git diff`, and run the type check and the tests",
  "take the packages that nothing imports any more out of package.json",
];

const planSteps = (plan: string): readonly string[] => [
  `look at ${plan}, and say "no" where an edit should not be made`,
  `npx blog-migrate apply ${plan}`,
];

const reviewFor = ({ interactive }: MigrateCommandOptions, { folder }: Config, terminal: Terminal): Review =>
  interactive ? byAsking(folder, terminal) : byDecisions(folder);

const isChanged = (outcome: FileOutcome): outcome is Changed => outcome.kind === "changed";

const rewrites = (outcomes: readonly FileOutcome[]): Parameters<typeof writeAll>[0] =>
  outcomes
    .filter(isChanged)
    .map((file) => ({ path: file.source.path, before: onDisk(file), after: file.output }));

/** The user's own transforms have been over what was planned on. */
const onDisk = ({ own, source }: Changed): string => own?.before ?? source.text;

/** The share of the files that this run is about, with all of them, which they may import. */
function shared(
  found: Discovered,
  shard: Shard | undefined,
): Discovered & { readonly all: readonly Source[] } {
  const share = { ...found, sources: shareOf(found.sources, shard), all: found.sources };
  return isFirst(shard) ? share : { ...share, skipped: [], failed: [] };
}

type Run = {
  readonly all: readonly Source[];
  readonly config: Config;
  readonly options: MigrateCommandOptions;
  readonly cwd: string;
  readonly progress: Progress;
  readonly load: () => Promise<Engine>;
};

/** The user's own transforms → our edits on what they leave → type check. */
async function plan(
  sources: readonly Source[],
  { all, config, options, cwd, progress, load }: Run,
): Promise<Checked & { readonly own: OwnTransforms }> {
  if (config.transforms?.length) progress.stage("Running your transforms");
  const { only, verify, workers } = options;
  const own = await runOwn(sources, { config, cwd, only, verify, workers });
  const engine = await load();
  progress.stage("Migrating");
  const planned = await engine.planAll(own.sources, {
    all: beside(all, own.sources),
    options: { ...migrateOptions(config, cwd, only), finalize: options.finalize },
    cwd,
    workers,
    at: (done, path) => progress.at(done, sources.length, path),
  });
  const merged = own.merge(planned);
  const checked = verify ? await checkTypes(engine, merged, progress, cwd) : { outcomes: merged, notes: [] };
  return { ...checked, outcomes: own.merge(checked.outcomes), own };
}

/** All files, those that transforms have been over as they left them. */
function beside(all: readonly Source[], now: readonly Source[]): readonly Source[] {
  const rewritten = new Map(now.map((source) => [source.path, source]));
  return all.map((source) => rewritten.get(source.path) ?? source);
}

type Checked = { readonly outcomes: readonly FileOutcome[]; readonly notes: readonly string[] };

async function checkTypes(
  engine: Engine,
  planned: readonly FileOutcome[],
  progress: Progress,
  cwd: string,
): Promise<Checked> {
  if (!planned.some(isChanged)) return { outcomes: planned, notes: [] };
  progress.stage("Checking types");
  try {
    const gate = await engine.checkTypes(planned);
    return { outcomes: gate.outcomes, notes: uncheckedNotes(gate, cwd) };
  } catch (error) {
    throw new UserError("type-gate", (error as Error).message);
  }
}

/** Writes what changed; a file that could not be written is a failed one. */
async function writeChanged(
  outcomes: readonly FileOutcome[],
  progress: Progress,
): Promise<readonly FileOutcome[]> {
  const files = rewrites(outcomes);
  if (files.length === 0) return outcomes;
  const failures = await writeAll(
    files,
    (done) => progress.at(done, files.length),
    () => progress.stage("Writing"),
  );
  return outcomes.map((outcome) => {
    const reason = isChanged(outcome) ? failures.get(outcome.source.path) : undefined;
    return reason ? { kind: "failed", path: outcome.path, reason } : outcome;
  });
}
