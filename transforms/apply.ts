import MagicString from "magic-string";
import type { Change, Edit } from "./model.ts";

/** Two edits that cannot both be made; the file is refused. */
export class OverlapError extends Error {
  readonly offset: number;
  constructor(first: Edit, second: Edit) {
    super(`two edits overlap: "${first.reason}" and "${second.reason}"`);
    this.name = "OverlapError";
    this.offset = second.start;
  }
}

/** Applies all edits of `changes` to the original text at once. The same text comes back when there are none. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  return applyEdits(text, inOrder(changes));
}

/** Applies edits in the order given for those at one offset. @throws {OverlapError} */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const output = new MagicString(text);
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let last: Edit | undefined;
  for (const edit of sorted) {
    if (last && edit.start < last.end) throw new OverlapError(last, edit);
    if (edit.start === edit.end) output.appendLeft(edit.start, edit.text);
    else output.update(edit.start, edit.end, edit.text);
    last = edit;
  }
  return output.toString();
}

/**
 * Orders the edits of all changes. At one offset: what closes a node comes before what opens the next,
 * closers from the inside out, openers from the outside in; else as planned.
 */
function inOrder(changes: readonly Change[]): Edit[] {
  const placed = changes.flatMap((change, order) =>
    change.edits.map((edit, index) => ({ edit, range: change.range, order, index })),
  );
  placed.sort((a, b) => {
    if (a.edit.start !== b.edit.start) return a.edit.start - b.edit.start;
    if (a.edit.side !== b.edit.side) return a.edit.side === "after" ? -1 : 1;
    const nesting = a.edit.side === "after" ? b.range.start - a.range.start : b.range.end - a.range.end;
    return nesting || a.order - b.order || a.index - b.index;
  });
  return placed.map(({ edit }) => edit);
}
