import { ts } from "../syntax/ts.ts";
import { errorFacts, type HandlerFacts } from "./facts.ts";
import { type Flow, type Interpreter, interpreter, type Visit } from "./flow.ts";
import type { ErrorContext, Handler, Path, Place } from "./model.ts";
import { outcome, START, type States, union } from "./state.ts";

/** A handler with all its ways out. */
export type Analysis = {
  readonly handler: Handler;
  readonly facts: HandlerFacts;
  readonly paths: readonly Path[];
  /** The states that reach a point; none where it is dead code. */
  readonly arriving: (kind: Place["kind"], node: ts.Node) => States;
  readonly interpreter: Interpreter;
  readonly flow: Flow;
};

/** Finds what each way through a handler does with the error. */
export function classify(ctx: ErrorContext, handler: Handler): Analysis {
  const facts = errorFacts(handler, ctx);
  const arrivals = new Map<ts.Node, Map<Place["kind"], States>>();
  const record: Visit = (kind, node, states) => {
    const kinds = arrivals.get(node) ?? new Map<Place["kind"], States>();
    arrivals.set(node, kinds.set(kind, union(kinds.get(kind) ?? new Set(), states)));
    return states;
  };
  const recorded = runHandler(handler, interpreter({ ctx, handler, facts, visit: record }));
  return {
    handler,
    facts,
    paths: pathsOf(handler, recorded),
    arriving: (kind, node) => arrivals.get(node)?.get(kind) ?? new Set(),
    interpreter: interpreter({ ctx, handler, facts, visit: (_kind, _node, states) => states }),
    flow: recorded,
  };
}

/** Runs a whole handler from its start. */
export function runHandler({ body }: Handler, { run, leave }: Interpreter): Flow {
  return ts.isExpression(body) ? leave(body, START) : run(body, START);
}

function pathsOf({ body, leavesAtEnd }: Handler, { next, exits }: Flow): readonly Path[] {
  const paths = exits.map(({ kind, node, states }): Path => {
    const outcomes = kind === "throw" ? (["thrown"] as const) : outcomesOf(states);
    return { kind, node, outcomes, states };
  });
  return next.size > 0 && leavesAtEnd
    ? [...paths, { kind: "end", node: body, outcomes: outcomesOf(next), states: next }]
    : paths;
}

const outcomesOf = (states: States): Path["outcomes"] => [...new Set([...states].map(outcome))];

/** Whether some run of the handler leaves without a trace of the error. */
export function isSilentSomewhere({ paths }: Pick<Analysis, "paths">): boolean {
  return paths.some(({ outcomes }) => outcomes.includes("lost") || outcomes.includes("expected"));
}
