import type { Outcome } from "./model.ts";

/**
 * What happened to the error on the way to a point of the handler, as bits. A point that several ways lead to
 * has a set of them; there are few, so the set stays small whatever the code looks like.
 */
export const FLAG = {
  logged: 1,
  /** A line was written, but without the error. */
  blind: 2,
  handedOn: 4,
  /** Told to the caller: `reject(e)`, `next(e)`, `callback(e)`. */
  signalled: 8,
  /** A variable of the handler was given the error: from here on it carries it. */
  assigned: 512,
  /** Behind a test for an error that is no surprise: `ENOENT`, `AbortError`, 404. */
  expected: 16,
  /** Behind `if (err)`. */
  present: 32,
  /** Behind `if (!err)`: there is no error on this way. */
  absent: 64,
  /** Behind a test for one certain error of any kind: `e.code === "P2002"`, `e instanceof QuotaError`. */
  recognised: 1024,
  /** What failed is done again: the function calls itself. */
  retried: 2048,
  /** Another error took its place on the way to the caller: `reject(new Error("failed"))`. */
  replaced: 4096,
  /** One line of ours would have been written (see places.ts). */
  ours: 128,
  oursTwice: 256,
} as const;

export type State = number;
export type States = ReadonlySet<State>;

export const NO_STATES: States = new Set();
/** Nothing has happened to the error yet. */
export const START: States = new Set<State>([0]);

const CONSUMED = FLAG.logged | FLAG.blind | FLAG.handedOn | FLAG.signalled | FLAG.replaced;

/** Whether an error that leaves in this state leaves without a trace. */
export function isLost(state: State): boolean {
  return (state & (CONSUMED | FLAG.absent)) === 0;
}

/** Every state with each of the alternatives added: what a call did is not always certain. */
export function markAny(states: States, alternatives: readonly number[]): States {
  const [only = 0, ...more] = alternatives;
  if (more.length === 0) return mark(states, only);
  return union(...alternatives.map((flags) => mark(states, flags)));
}

/** Every state with `flags` added. */
export function mark(states: States, flags: number): States {
  return flags === 0 ? states : new Set([...states].map((state) => state | flags));
}

export function union(...all: readonly States[]): States {
  const [first = NO_STATES, ...rest] = all.filter((states) => states.size > 0);
  return rest.length === 0 ? first : new Set(all.flatMap((states) => [...states]));
}

export function without(states: States, flag: number): States {
  return new Set([...states].filter((state) => (state & flag) === 0));
}

/** What a state says in words; the strongest fact wins. */
export function outcome(state: State): Outcome {
  if (state & FLAG.absent) return "no-error";
  if (state & FLAG.logged) return "logged";
  if (state & FLAG.signalled) return "thrown";
  if (state & (FLAG.handedOn | FLAG.replaced)) return "handed-on";
  if (state & FLAG.blind) return "logged-blind";
  return state & FLAG.expected ? "expected" : "lost";
}
