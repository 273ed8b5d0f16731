/** A place as editors show it: both count from 1, columns in UTF-16 units. */
export type Position = { readonly line: number; readonly column: number };

/** Offset → line and column in `text`. A byte order mark takes no column, as in editors. */
export function positions(text: string): (offset: number) => Position {
  const starts = [text.startsWith("\ufeff") ? 1 : 0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
  return (offset) => {
    const line = lastAtOrBefore(starts, offset);
    return { line: line + 1, column: Math.max(0, offset - (starts[line] ?? 0)) + 1 };
  };
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
