import type { LiveData } from "../data.ts";

/** Between two answers; rates a second. */
export type Step = { readonly records: number; readonly errors: number; readonly errorShare: number };

export type History = { readonly add: (data: LiveData) => readonly Step[] };

const KEPT = 120;

/** What happened between answers, the oldest first. Numbers that went back are a new process, or were reset. */
export function createHistory(): History {
  let steps: readonly Step[] = [];
  let last: LiveData | undefined;
  return {
    add(data) {
      const before = last;
      last = data;
      if (before === undefined) return steps;
      const seconds = (data.now - before.now) / 1000;
      const records = data.records.total - before.records.total;
      const errors = data.errors.total - before.errors.total;
      if (data.since !== before.since || records < 0 || seconds <= 0) steps = [];
      else
        steps = [
          ...steps.slice(1 - KEPT),
          {
            records: records / seconds,
            errors: errors / seconds,
            errorShare: records === 0 ? 0 : errors / records,
          },
        ];
      return steps;
    },
  };
}
