import { ts } from "../syntax/ts.ts";
import { type Analysis, runHandler } from "./classify.ts";
import { type Exit, type Flow, interpreter } from "./flow.ts";
import type { ErrorContext, Place } from "./model.ts";
import { find } from "./place-search.ts";
import { FLAG, isLost, NO_STATES, type State, type States } from "./state.ts";

/** A place, and how the line that is added there has to read. */
export type ChosenPlace = {
  readonly place: Place;
  /** Every error that comes here is an expected one. */
  readonly expected: boolean;
  /** The process ends here. */
  readonly endsProcess: boolean;
  /** Runs without an error come here too, so the line needs `if (err)`. */
  readonly guarded: boolean;
};

/**
 * Where lines must be added so that each silent run writes exactly one and every other run none.
 * A search proposes; the interpreter then runs the handler with the lines in place, and only what it
 * confirms is returned.
 */
export function choosePlaces(ctx: ErrorContext, analysis: Analysis): readonly ChosenPlace[] | undefined {
  for (const places of [find(analysis), ...atStart(analysis)]) {
    const chosen = places.map((place) => describe(analysis, place));
    if (chosen.length > 0 && isExact(ctx, analysis, chosen)) return chosen;
  }
  return undefined;
}

/** The start of a handler that never does anything with the error. */
function atStart({ handler: { body } }: Analysis): readonly (readonly Place[])[] {
  return ts.isBlock(body) ? [[{ kind: "start", node: body }]] : [];
}

function describe({ arriving, handler, paths }: Analysis, place: Place): ChosenPlace {
  const states = [...arriving(place.kind, place.node)];
  return {
    place,
    expected: states.filter(isLost).every((state) => (state & FLAG.expected) !== 0),
    endsProcess: paths.some(({ kind, outcomes }) => kind === "process-exit" && outcomes.includes("lost")),
    guarded: handler.nullable && states.some((state) => (state & FLAG.present) === 0),
  };
}

function isExact(ctx: ErrorContext, { handler, facts }: Analysis, chosen: readonly ChosenPlace[]): boolean {
  const flow = runHandler(
    handler,
    interpreter({
      ctx,
      handler,
      facts,
      visit: (kind, node, states) => {
        const here = chosen.find(({ place }) => place.kind === kind && place.node === node);
        return here ? withLine(states, here.guarded) : states;
      },
    }),
  );
  return ends(handler.leavesAtEnd ? flow : { ...flow, next: NO_STATES }).every(({ kind, states }) =>
    [...states].every((s) => isRight(s, kind === "throw")),
  );
}

const ends = ({ next, exits }: Flow): readonly Pick<Exit, "kind" | "states">[] => [
  ...exits,
  { kind: "return", states: next },
];

/** A silent run has one line, any other run has none. */
function isRight(state: State, thrown: boolean): boolean {
  const lines = state & (FLAG.ours | FLAG.oursTwice);
  return isLost(state) && !thrown ? lines === FLAG.ours : lines === 0;
}

function withLine(states: States, guarded: boolean): States {
  return new Set([...states].flatMap((state) => (guarded ? guardedLine(state) : [line(state)])));
}

const line = (state: State): State => state | (state & FLAG.ours ? FLAG.oursTwice : FLAG.ours);

/** `if (err) ours` also tells the runs with an error from those without. */
function guardedLine(state: State): readonly State[] {
  if (state & FLAG.absent) return [state];
  return state & FLAG.present ? [line(state)] : [line(state) | FLAG.present, state | FLAG.absent];
}
