import { applyChanges } from "../apply.ts";
import type { Change } from "../model.ts";

/** A change as one replacement, from the first of its edits to the last: what ESLint has for a fix. */
export function replacementOf(
  text: string,
  change: Change,
): { readonly start: number; readonly end: number; readonly text: string } {
  const start = Math.min(...change.edits.map((edit) => edit.start));
  const end = Math.max(...change.edits.map((edit) => edit.end));
  const edits = change.edits.map((e) => ({ ...e, start: e.start - start, end: e.end - start }));
  return { start, end, text: applyChanges(text.slice(start, end), [{ ...change, edits }]) };
}
