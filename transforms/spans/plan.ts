import type { FileContext, Sites } from "../model.ts";
import { type FoundFunction, findFunctions } from "./functions.ts";
import { STRATEGIES } from "./index.ts";
import { tracingPolicy } from "./policy.ts";
import { refuse, type SpanStrategy } from "./strategy.ts";

/** Plans a span for each function of a file that is worth one; every other is declined with its reason. */
export function planSpans(ctx: FileContext): Sites {
  const found = findFunctions(ctx.file.ast, ctx.ours);
  const refuses = tracingPolicy(ctx);
  const wanted: FoundFunction[] = [];
  const declined = [];
  let done = 0;
  for (const each of found) {
    const refusal = isDone(each, ctx) ? done++ : refuses(each);
    if (typeof refusal === "object") declined.push(refuse(each, refusal));
    else if (refusal === undefined) wanted.push(each);
  }
  const planned = [...byStrategy(wanted, ctx)].map(([strategy, all]) => strategy.plan(all, ctx));
  return {
    found: found.length,
    done: done + planned.reduce((sum, p) => sum + p.done, 0),
    changes: planned.flatMap((p) => p.changes),
    declined: [...declined, ...planned.flatMap((p) => p.declined)].sort((a, b) => a.offset - b.offset),
  };
}

const isDone = (found: FoundFunction, ctx: FileContext): boolean =>
  STRATEGIES.some((strategy) => strategy.isDone(found, ctx));

function byStrategy(
  found: readonly FoundFunction[],
  ctx: FileContext,
): ReadonlyMap<SpanStrategy, readonly FoundFunction[]> {
  const groups = new Map<SpanStrategy, FoundFunction[]>();
  for (const each of found) {
    const strategy = STRATEGIES.find(({ fits }) => fits(each, ctx));
    if (strategy) groups.set(strategy, [...(groups.get(strategy) ?? []), each]);
  }
  return groups;
}
