import { isDigit, isForeignLetter, isHex, isSpace, isWord } from "./chars.ts";
import { FARTHEST, hearsMore, WINDOW } from "./context.ts";
import { nextRow, rowsOf } from "./rows.ts";
import { mayEndLabel } from "./secret-labels.ts";
import { type Detection, MARKERS } from "./types.ts";

/** The digit behind the longest gap of a cluster: `)%20(`. */
const GAP = 6;

/**
 * Whether replacing the finds in `text` decides nothing anew in `redacted`. A marker changes what stands beside other
 * candidates: a letter that held a number back is gone, a row of groups is cut. Where something undecided touches one,
 * or words come nearer to a number, the result must be searched again.
 */
export const isSettled = (text: string, found: readonly Detection[], redacted: string): boolean =>
  isUntouched(text, found) && !isNearer(text, found, redacted);

/** Whether the word that names a row of digits may be in a find, or another comes near because one is replaced. */
function isNearer(text: string, found: readonly Detection[], redacted: string): boolean {
  const rows = rowsOf(text);
  let moved = 0;
  for (let i = 0; i < found.length; i++) {
    const { type, start, end } = found[i]!;
    moved += MARKERS[type].length - (end - start);
    const limit = Math.min(found[i + 1]?.start ?? text.length, end + FARTHEST + GAP);
    for (let row = nextRow(rows, end, limit); row !== -1; row = nextRow(rows, row + 1, limit))
      if (row < end + WINDOW || hearsMore(text, redacted, row, moved)) return true;
  }
  return false;
}

function isUntouched(text: string, found: readonly Detection[]): boolean {
  let previous = 0;
  for (let i = 0; i < found.length; i++) {
    const { start, end } = found[i]!;
    const next = found[i + 1]?.start ?? text.length;
    if (
      start > previous &&
      (touches(text.charCodeAt(start - 1)) ||
        isGrouped(text, Math.max(previous, start - GROUPS), start) ||
        hasSign(text, Math.max(previous, start - GAP), start))
    ) {
      return false;
    }
    if (
      next > end &&
      (touches(text.charCodeAt(end), text.charCodeAt(end + 1)) ||
        opensLocal(text, end) ||
        (isSign(text.charCodeAt(end)) && mayEndLabel(text, end)) ||
        isGrouped(text, end, Math.min(next, end + GROUPS)) ||
        hasSign(text, end, Math.min(next, end + GAP)))
    )
      return false;
    previous = end;
  }
  return true;
}

/** Two groups' worth of an IPv6 address: `:ffff:`, `::`. */
const GROUPS = 7;

/** Whether two colons stand there with at most one group between them. */
function isGrouped(text: string, from: number, to: number): boolean {
  let colon = -1;
  for (let at = from; at < to; at++) {
    const c = text.charCodeAt(at);
    if (c === 58 && colon >= 0) return true;
    if (c === 58) colon = at;
    else if (!isHex(c)) colon = -1;
  }
  return false;
}

/** What a local part may have before its letters, and a find behind it no more: `022-23456789**jane@…`. */
function opensLocal(text: string, at: number): boolean {
  const char = text.charAt(at);
  return char === "'" ? isWord(text.charCodeAt(at + 1)) : char !== "" && "!#$*^~".includes(char);
}

/** Of a value behind its name. */
const isSign = (c: number): boolean => c === 58 || c === 61;

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
