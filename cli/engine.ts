import type { Source } from "../transforms/model.ts";
import type { FileOutcome } from "../transforms/report.ts";
import type { TypeGate } from "../transforms/type-gate.ts";
import { type PlanOptions, planAll } from "./plan-all.ts";
import { checkTypesApart } from "./type-gate.ts";

type Awaitable<T> = T | Promise<T>;

/** What `migrate` needs of the engine; tests put their own in its place. */
export type Engine = {
  readonly planAll: (sources: readonly Source[], options: PlanOptions) => Awaitable<readonly FileOutcome[]>;
  readonly checkTypes: (
    outcomes: readonly FileOutcome[],
  ) => Awaitable<Pick<TypeGate, "outcomes" | "unchecked" | "unusable">>;
};

/** Without the compiler, the slow part of a start: it is loaded in the threads, or here for little work. */
export const loadEngine = async (): Promise<Engine> => ({ planAll, checkTypes: checkTypesApart });
