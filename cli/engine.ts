import type { MigrateOptions, Source } from "../transforms/model.ts";
import type { FileOutcome } from "../transforms/report.ts";

type Awaitable<T> = T | Promise<T>;

/** What `migrate` needs of the engine; tests put their own in its place. */
export type Engine = {
  readonly migrateFile: (source: Source, options: MigrateOptions, inCycle: boolean) => FileOutcome;
  /** Absolute paths of the modules that are in an import cycle. */
  readonly cycles: (sources: readonly Source[]) => ReadonlySet<string>;
  readonly checkTypes: (
    outcomes: readonly FileOutcome[],
  ) => Awaitable<{ readonly outcomes: readonly FileOutcome[]; readonly unchecked: readonly string[] }>;
};

/** Loads the engine, and the compiler with it: the slow part of a start. */
export async function loadEngine(): Promise<Engine> {
  const { migrateFile } = await import("../transforms/migrate.ts");
  const { checkTypesApart } = await import("./type-gate.ts");
  const { facts } = await import("../transforms/facts.ts");
  const { link } = await import("../transforms/link.ts");
  return { migrateFile, cycles: (sources) => link(sources.map(facts)).inCycle, checkTypes: checkTypesApart };
}
