import type { Source } from "../../transforms/model.ts";
import type { LintOptions } from "../../transforms/rules/model.ts";
import { createPool } from "../workers/pool.ts";
import { startWorker } from "../workers/start.ts";
import type { LintData, Result } from "../workers/tasks.ts";
import { unlinted } from "./lint-one.ts";
import type { Linted } from "./run.ts";

export type ApartOptions = {
  /** The files that those to lint may import. */
  readonly all: readonly Source[];
  readonly options: LintOptions;
  readonly cwd: string;
  readonly threads: number;
  readonly at: (done: number) => void;
};

/** Lints files in threads, each of which parses by itself what its files import. */
export async function lintApart(
  sources: readonly Source[],
  { all, options, cwd, threads, at }: ApartOptions,
): Promise<readonly Linted[]> {
  const workerData: LintData = { options, cwd, all };
  const pool = createPool(threads, () => startWorker("lint", { workerData }));
  try {
    const results = await pool.run(
      sources.map((source) => ({ kind: "lint", source })),
      at,
    );
    return results.map((result, n) => lintedOf(result, sources[n]!));
  } finally {
    await pool.end();
  }
}

function lintedOf(result: Result, source: Source): Linted {
  if (result.kind === "linted") return { findings: { ...result.found, source }, consulted: result.consulted };
  const reason = result.kind === "dead" ? result.reason : "it gave no answer";
  return unlinted(source, `the thread that linted it died: ${reason}`);
}
