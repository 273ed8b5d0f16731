import { countAtFront } from "./sorted.ts";

/** A place as editors show it: both count from 1, columns in UTF-16 units. */
export type Position = { readonly line: number; readonly column: number };

/** Offset → line and column in `text`. A byte order mark takes no column, as in editors. */
export function positions(text: string): (offset: number) => Position {
  const starts = [text.startsWith("\ufeff") ? 1 : 0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
  return (offset) => {
    const line = Math.max(0, countAtFront(starts, (start) => start <= offset) - 1);
    return { line: line + 1, column: Math.max(0, offset - (starts[line] ?? 0)) + 1 };
  };
}
