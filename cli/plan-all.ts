import { cyclesAmong, suspectedOfCycles } from "../transforms/cycles.ts";
import type { MigrateOptions, Source } from "../transforms/model.ts";
import type { FileOutcome } from "../transforms/report.ts";
import { TOO_DEEP } from "./failures.ts";
import { guarded } from "./guarded.ts";
import { createPool, type Pool } from "./workers/pool.ts";
import { startWorker } from "./workers/start.ts";
import type { Result, ThreadData } from "./workers/tasks.ts";
import { worthwhile } from "./workers/worthwhile.ts";

export type PlanOptions = {
  /** Every file of the run, which those to plan may import. @default those to plan */
  readonly all?: readonly Source[] | undefined;
  readonly options: MigrateOptions;
  readonly cwd: string;
  /** @default as many as there are processors, fewer for little work */
  readonly workers?: number | undefined;
  /** Called with the number of files that are done. */
  readonly at: (done: number, path?: string) => void;
};

/** One outcome a file, in the order of the sources; the same for any number of threads. */
export async function planAll(
  sources: readonly Source[],
  plan: PlanOptions,
): Promise<readonly FileOutcome[]> {
  const workers = plan.workers ?? worthwhile(sources);
  return workers > 1 ? planApart(sources, plan, workers) : planHere(sources, plan);
}

async function planHere(
  sources: readonly Source[],
  { options, cwd, at, all = sources }: PlanOptions,
): Promise<readonly FileOutcome[]> {
  const { planFileFor } = await import("./plan-file.ts");
  const { facts } = await import("../transforms/facts.ts");
  const { linksOnDisk } = await import("./links.ts");
  const suspects = suspectedOfCycles(all);
  const inCycle = cyclesAmong(all, all.filter(({ path }) => suspects.has(path)).map(facts));
  const planOne = guarded(planFileFor(options));
  const links = linksOnDisk(options, cwd, all);
  const outcomes = sources.map((source, n) => {
    at(n, source.relativePath);
    return planOne(source, options, inCycle.has(source.path), links);
  });
  const isDeep = (outcome: FileOutcome): boolean => outcome.kind === "failed" && outcome.reason === TOO_DEEP;
  const deep = sources.filter((_, n) => isDeep(outcomes[n]!));
  if (deep.length === 0) return outcomes;
  // Threads have a larger stack than the main one can be given.
  const pool = createPool(1, () =>
    startWorker("migrate", { workerData: { options, cwd } satisfies ThreadData }),
  );
  try {
    const again = await planIn(pool, deep, inCycle);
    return outcomes.map((outcome, n) => again[deep.indexOf(sources[n]!)] ?? outcome);
  } finally {
    await pool.end();
  }
}

async function planApart(
  sources: readonly Source[],
  { options, cwd, at, all = sources }: PlanOptions,
  workers: number,
): Promise<readonly FileOutcome[]> {
  const workerData: ThreadData = { options, cwd };
  const pool = createPool(workers, () => startWorker("migrate", { workerData }));
  try {
    const suspects = suspectedOfCycles(all);
    const asked = await pool.run(
      all.filter(({ path }) => suspects.has(path)).map((source) => ({ kind: "facts", source })),
    );
    const inCycle = cyclesAmong(
      all,
      asked.flatMap((result) => (result.kind === "facts" ? [result.facts] : [])),
    );
    return await planIn(pool, sources, inCycle, at);
  } finally {
    await pool.end();
  }
}

async function planIn(
  pool: Pool,
  sources: readonly Source[],
  inCycle: ReadonlySet<string>,
  at?: PlanOptions["at"],
): Promise<readonly FileOutcome[]> {
  const results = await pool.run(
    sources.map((source) => ({ kind: "plan", source, inCycle: inCycle.has(source.path) })),
    at,
  );
  return results.map((result, n) => outcomeOf(result, sources[n]!));
}

function outcomeOf(result: Result, source: Source): FileOutcome {
  if (result.kind === "planned") {
    const { outcome } = result;
    return outcome.kind === "failed" ? outcome : { ...outcome, source };
  }
  const reason = result.kind === "dead" ? result.reason : "it gave no answer";
  return { kind: "failed", path: source.relativePath, reason: `the thread that planned it died: ${reason}` };
}
