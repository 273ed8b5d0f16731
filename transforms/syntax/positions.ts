import { countAtFront } from "./sorted.ts";

/** A place as editors show it: both count from 1, columns in UTF-16 units. */
export type Position = { readonly line: number; readonly column: number };

/** Offset → line and column in `text`. A byte order mark takes no column, as in editors. */
export function positions(text: string): (offset: number) => Position {
  const starts = lineStarts(text);
  return (offset) => {
    const line = Math.max(0, countAtFront(starts, (start) => start <= offset) - 1);
    return { line: line + 1, column: Math.max(0, offset - (starts[line] ?? 0)) + 1 };
  };
}

/** A line of `text`, counted from 1, without its end and a byte order mark; `undefined` where there is none. */
export function lineOf(text: string, line: number): string | undefined {
  const starts = lineStarts(text);
  const start = starts[line - 1];
  return start === undefined ? undefined : text.slice(start, starts[line]).replace(/\r?\n$|\r$/, "");
}

/** The text that was asked for last: places in one file are asked for one after the other. */
let last: { readonly text: string; readonly starts: readonly number[] } = { text: "", starts: [0] };

/** Offsets at which the lines of `text` start, by `\n`, `\r\n` or `\r`. */
function lineStarts(text: string): readonly number[] {
  if (text === last.text) return last.starts;
  const starts = [text.startsWith("\ufeff") ? 1 : 0];
  if (text.includes("\r")) {
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
  } else {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  }
  last = { text, starts };
  return starts;
}
