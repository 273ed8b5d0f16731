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
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let output = "";
  let copied = 0;
  let last: Edit | undefined;
  for (const edit of sorted) {
    if (last && edit.start < last.end) throw new OverlapError(last, edit);
    output += text.slice(copied, edit.start) + edit.text;
    copied = edit.end;
    last = edit;
  }
  return output + text.slice(copied);
}

/**
 * Orders the edits of all changes. At one offset: what closes a node comes before what opens the next,
 * closers from the inside out, openers from the outside in; else as planned.
 */
export function inOrder(changes: readonly Change[]): readonly Edit[] {
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
