import { isDigit } from "./chars.ts";

/** Characters of the shortest address, and of every longer find at least. */
const SPAN = 7;
/** Bytes kept from one text to the next; longer texts have some of their own. */
const KEPT = 262_144;

/** Digits, and what may stand between the groups of one number. */
const isNumericByte = new Uint8Array(256);
for (const char of "0123456789 ().-/+%\u00a0\u202f\u2010\u2011\u2012\u2013\u2014\u2015")
  isNumericByte[char.charCodeAt(0) & 255] = 1;

let kept: Buffer = Buffer.alloc(4_096);

/** The low byte of each character: an array of bytes is read several times as fast as a string. */
function bytesOf(text: string): Buffer {
  const { length } = text;
  if (length > kept.length && length <= KEPT) kept = Buffer.alloc(Math.min(KEPT, length * 2));
  const bytes = length <= kept.length ? kept : Buffer.alloc(length);
  bytes.write(text, 0, length, "latin1");
  return bytes;
}

/** A text in which rows are looked for. */
export type Rows = { readonly text: string; readonly bytes: Uint8Array };

export const rowsOf = (text: string): Rows => ({ text, bytes: bytesOf(text) });

/**
 * The next digit between two offsets that begins a row of `SPAN` characters of numbers; -1 where none does. Looks at the
 * last character of a row first, so that text without numbers is passed over several characters at a time. A character
 * beyond Latin-1 can be taken for one of a number's: a row is where to look, not yet a find.
 */
export function nextRow({ text, bytes }: Rows, from: number, to = text.length): number {
  const last = to - SPAN;
  let start = from;
  while (start <= last) {
    let at = start + SPAN - 1;
    if (isNumericByte[bytes[at]!] !== 1) {
      start += SPAN;
      continue;
    }
    at--;
    while (at >= start && isNumericByte[bytes[at]!] === 1) at--;
    if (at >= start) start = at + 1;
    else if (isDigit(bytes[start]!) && isDigit(text.charCodeAt(start))) return start;
    else start++;
  }
  return -1;
}
