import { isDigit, isForeignLetter, isSpace, isWord } from "./chars.ts";
import type { Detection } from "./types.ts";

/** The digit behind the longest gap of a cluster: `)%20(`. */
const GAP = 6;

/**
 * Whether replacing the finds decides nothing anew. A marker changes what stands beside other candidates: a
 * letter that held a number back is gone, a row of groups is cut. Only where something undecided touches one must
 * the result be searched again; what words decide does not change (see `nearbyStart`).
 */
export function isSettled(text: string, found: readonly Detection[]): boolean {
  let previous = 0;
  for (let i = 0; i < found.length; i++) {
    const { start, end } = found[i]!;
    const next = found[i + 1]?.start ?? text.length;
    if (
      start > previous &&
      (touches(text.charCodeAt(start - 1)) || hasSign(text, Math.max(previous, start - GAP), start))
    ) {
      return false;
    }
    if (
      next > end &&
      (touches(text.charCodeAt(end), text.charCodeAt(end + 1)) ||
        text.startsWith("::", end) ||
        hasSign(text, end, Math.min(next, end + GAP)))
    )
      return false;
    previous = end;
  }
  return true;
}

/** A full stop that ends a sentence does not. */
const touches = (c: number, next = 0): boolean =>
  isWord(c) || c === 37 || (c === 46 && !isSpace(next)) || c === 43 || c === 45 || isForeignLetter(c);

function hasSign(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (isDigit(c) || c === 64) return true;
  }
  return false;
}
