import type { Change, Declined, FileContext } from "../model.ts";
import type { FoundFunction } from "./functions.ts";

/** What became of the functions that a strategy took. `done` counts those that its changes trace. */
export type Planned = {
  readonly done: number;
  readonly changes: readonly Change[];
  readonly declined: readonly Declined[];
};

/** One way to trace functions. The first strategy of spans/index.ts that fits a function takes it. */
export type SpanStrategy = {
  readonly name: string;
  readonly fits: (found: FoundFunction, ctx: FileContext) => boolean;
  /** Whether an earlier run already traced the function in this way. */
  readonly isDone: (found: FoundFunction, ctx: FileContext) => boolean;
  readonly plan: (found: readonly FoundFunction[], ctx: FileContext) => Planned;
};

export function defineStrategy<const S extends SpanStrategy>(strategy: S): S {
  return strategy;
}

/** Why a function is not traced. */
export type Refusal = { readonly code: string; readonly reason: string };

/** Plans each function by itself: it is edited or declined. */
export function planEach(
  found: readonly FoundFunction[],
  one: (found: FoundFunction) => Change | Refusal,
): Planned {
  const changes: Change[] = [];
  const declined: Declined[] = [];
  for (const each of found) {
    const result = one(each);
    if ("edits" in result) changes.push(result);
    else declined.push(refuse(each, result));
  }
  return { done: changes.length, changes, declined };
}

export function refuse({ node }: FoundFunction, { code, reason }: Refusal): Declined {
  return { kind: "span", code, offset: node.getStart(), reason };
}
