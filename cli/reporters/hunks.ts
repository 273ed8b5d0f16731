import type { Line } from "./line-diff.ts";

/** Unchanged lines shown around a change. */
const CONTEXT = 3;

/** A part of the lines (`to` not included), and how many lines of each text are before it. */
export type Hunk = {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
};

/** Changes with the lines around them; those that would meet are one hunk. */
export function hunks(lines: readonly Line[]): readonly Hunk[] {
  const found: Hunk[] = [];
  let before = 0;
  let after = 0;
  for (const [n, { op }] of lines.entries()) {
    if (op !== " ") {
      const to = Math.min(lines.length, n + 1 + CONTEXT);
      const last = found.at(-1);
      const context = Math.min(CONTEXT, n);
      if (last && n - CONTEXT <= last.to) found[found.length - 1] = { ...last, to };
      else found.push({ from: n - context, to, before: before - context, after: after - context });
    }
    if (op !== "+") before++;
    if (op !== "-") after++;
  }
  return found;
}
