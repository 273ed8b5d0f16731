import { DETECTION_TYPES, type Detection, type Scan } from "./types.ts";

const RANK = new Map(DETECTION_TYPES.map((type, rank) => [type, rank]));
const MARKER = /\[(?:[A-Z_]{2,12}_)?REDACTED\]/g;

/** Whatever a custom pattern matches, everywhere; an empty match moves on by one character. */
export function scanCustom(found: Detection[], text: string, custom: RegExp): void {
  const pattern = custom.global ? custom : new RegExp(custom, `${custom.flags}g`);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (end > start) found.push({ type: "custom", start: whole(text, start, -1), end: whole(text, end, 1) });
    else pattern.lastIndex = end + 1;
  }
}

/** An offset between the halves of a surrogate pair, moved out of it. */
function whole(text: string, at: number, step: 1 | -1): number {
  const inside = (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return inside ? at + step : at;
}

/**
 * The finds of the wanted types in order. Of two at one place the longer stays; what sticks out of it is kept
 * as a find of its own, so nothing that was found survives. Markers of an earlier redaction are left alone.
 */
export function withoutOverlaps({ text, types, found }: Scan): readonly Detection[] {
  const isWanted = ({ type }: Detection): boolean => type === "custom" || types.has(type);
  const wanted = found.every(isWanted) ? found : found.filter(isWanted);
  if (wanted.length > 1) sort(wanted);
  const isMarked = text.includes("DACTED") && text.includes("REDACTED]");
  if (!isMarked && isApart(wanted)) return wanted;
  const taken = isMarked ? markersOf(text) : [];
  const kept: Detection[] = [];
  let marker = 0;
  let free = 0;
  for (const { type, start, end } of wanted) {
    let from = Math.max(start, free);
    while (from < end) {
      while (marker < taken.length && taken[marker]!.end <= from) marker++;
      const next = taken[marker];
      const to = next === undefined ? end : Math.min(end, Math.max(from, next.start));
      if (to > from) kept.push({ type, start: from, end: to });
      from = next === undefined || next.start >= end ? end : next.end;
    }
    free = Math.max(free, end);
  }
  return kept;
}

/** Most finds are: one behind another. */
function isApart(found: readonly Detection[]): boolean {
  for (let i = 1; i < found.length; i++) if (found[i]!.start < found[i - 1]!.end) return false;
  return true;
}

/** Finds of one kind come in order, and most texts have few: moving some costs less than the engine's sort. */
const FEW = 12;

function sort(found: Detection[]): void {
  if (found.length > FEW) {
    found.sort(byPlace);
    return;
  }
  for (let i = 1; i < found.length; i++) {
    const moved = found[i]!;
    let to = i;
    for (; to > 0 && byPlace(found[to - 1]!, moved) > 0; to--) found[to] = found[to - 1]!;
    found[to] = moved;
  }
}

const byPlace = (a: Detection, b: Detection): number =>
  a.start - b.start || b.end - a.end || RANK.get(a.type)! - RANK.get(b.type)!;

function markersOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(MARKER)].map(({ 0: marker, index }) => ({
    start: index,
    end: index + marker.length,
  }));
}
