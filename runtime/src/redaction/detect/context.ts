import { isAsciiLetter, isDigit, isForeignLetter } from "./chars.ts";
import type { Scan } from "./types.ts";
import { type Label, PHONE_WORD, WORDS, type WordKind } from "./words.ts";

/** How far before a number the words may stand that tell what it is, in UTF-16 units. */
export const WINDOW = 40;
const LONGEST_WORD = 20;
const MOST_WORDS = 9;

/**
 * Reads back from a number to the word that names it, over signs and fillers:
 *
 *     "phoneNumber":"415…   →  phone        SSN no. is 212…   →  ssn
 *     order_id=415…         →  other        upgraded from 1.2.3.4 to 1.2…  →  version
 */
export function labelBefore(scan: Scan, at: number): Label {
  const { named } = scan;
  // Several kinds ask for the same number, one after another.
  if (named.at !== at) {
    named.label = readLabel(scan, at);
    named.at = at;
  }
  return named.label;
}

function readLabel(scan: Scan, at: number): Label {
  // The text's own key stands before its start.
  const text = scan.label === "" || at > WINDOW ? scan.text : scan.label + scan.text.slice(0, at);
  let end = text === scan.text ? at : text.length;
  const stop = Math.max(0, end - WINDOW);
  let none: Label = "none";
  let toward = false;
  let numbers = 0;
  for (let words = 0; words < MOST_WORDS && end > stop; words++) {
    end = skipSigns(text, words === 0 ? skipRemark(text, end, stop) : end, stop);
    const start = wordStart(text, end, stop);
    if (start === end) break;
    if (isDigit(text.charCodeAt(start)) && end - start <= 4) {
      // The `13` of `ISBN-13`; more of them only in `upgraded from 1.2.3.4 to`.
      if (++numbers > (toward ? 4 : 1)) break;
      end = start;
      continue;
    }
    if (!mayEndWord(text, end)) break;
    const word = text.slice(start, end).toLowerCase();
    const kind = WORDS.get(word) ?? kindOfForeign(word) ?? kindOfPair(text, word, start);
    if (kind === undefined) break;
    if (kind === "id") none = "id";
    else if (kind === "toward") toward = true;
    else if (kind !== "between") return decides(kind, word, none === "id", toward) ? kind : none;
    end = start;
  }
  return none;
}

/** By the last two letters of the words in the table and in `kindOfPair`, in lower case: most others end otherwise. */
const ENDINGS = new Uint8Array(128 * 128);
for (const word of [...WORDS.keys(), "security", "sec"]) {
  if (word.length > 1)
    ENDINGS[(word.charCodeAt(word.length - 2) & 127) * 128 + (word.charCodeAt(word.length - 1) & 127)] = 1;
}

/** Whether a word of the table may end here; says yes of one letter, and of what is not ASCII. */
function mayEndWord(text: string, end: number): boolean {
  const c = text.charCodeAt(end - 1);
  const previous = text.charCodeAt(end - 2);
  if (!(c < 128 && previous < 128) || !isAsciiLetter(previous)) return true;
  return ENDINGS[(previous | 32) * 128 + (c | 32)] === 1;
}

/** `order to 415…` is no order; the id of a phone or a contact is no phone, but a caller's is. */
function decides(kind: WordKind, word: string, id: boolean, toward: boolean): boolean {
  if (kind === "phone") return id === (word === "caller");
  return !toward || kind === "version";
}

const LONGEST_REMARK = 28;

/** `SSN (no dashes): 212…`: a remark in parentheses is not the name. */
function skipRemark(text: string, end: number, stop: number): number {
  let close = end - 1;
  if (text.charCodeAt(close) === 32) close--;
  if (text.charCodeAt(close) === 58) close--;
  if (text.charCodeAt(close) !== 41) return end;
  const first = Math.max(stop, close - LONGEST_REMARK - 1);
  for (let at = close - 1; at >= first; at--) {
    const c = text.charCodeAt(at);
    if (c === 40) return at;
    if (c === 41 || c === 10) break;
  }
  return end;
}

/** Quotes, colons, brackets …, also as `%3A` and `\"`; at most six. */
function skipSigns(text: string, from: number, stop: number): number {
  let at = from;
  for (let signs = 0; signs < 6 && at > stop; signs++) {
    const c = text.charCodeAt(at - 1);
    // A word of the line before counts if it announces: `Phone:` and the number below.
    if (c === 10 && text.charCodeAt(at - 2) !== 58) break;
    if (isAsciiLetter(c) && text.charCodeAt(at - 3) === 37 && text.charCodeAt(at - 2) === 51) at -= 3;
    else if (
      c < 128
        ? isAsciiLetter(c) || isDigit(c) || c === 44 || c === 59
        : c !== 0xff1a && c !== 0xa7 && c !== 0x2116
    )
      break;
    else at--;
  }
  return at;
}

/** The start of the word that ends at `end`: `phoneNumber` is two words. */
function wordStart(text: string, end: number, stop: number): number {
  let start = end;
  const limit = Math.max(stop, end - LONGEST_WORD);
  while (start > limit) {
    const c = text.charCodeAt(start - 1);
    if (!(isAsciiLetter(c) || isDigit(c) || (c >= 128 && isForeignLetter(c)))) break;
    start--;
    const previous = text.charCodeAt(start - 1);
    // Not the `-sV` of a command line, which is no version.
    if (isCapital(c) && previous >= 97 && previous <= 122 && end - start > 1) break;
  }
  return start;
}

/** In scripts without spaces the word is the end of a run of letters. */
function kindOfForeign(word: string): WordKind | undefined {
  if (word.charCodeAt(word.length - 1) < 0x900) return undefined;
  return WORDS.get(word.slice(-2)) ?? WORDS.get(word.slice(-3)) ?? WORDS.get(word.slice(-4));
}

/** `social security`, `soc. sec.` */
function kindOfPair(text: string, word: string, start: number): WordKind | undefined {
  if (word !== "security" && word !== "sec") return undefined;
  return /soc(?:ial)?[ _.-]{0,2}$/i.test(text.slice(Math.max(0, start - 9), start)) ? "ssn" : undefined;
}

/** `T: 415…`, `M. 0412…`: not the `t:` of code. */
const PHONE_LETTER = /(?<=(?:^|[\s,;|(/])[TMPF][:.] ?)/y;

/** The bank's letters in an IBAN: `NL91 ABNA 0417 1643 00`. */
const IBAN = /(?:^|[^A-Za-z0-9])[A-Z]{2}\d\d ?[A-Z]{4} $/;

const isCapital = (c: number): boolean => c >= 65 && c <= 90;

/** What stands before a number makes of it: a phone by name, by a word in its line, an id, something else, nothing. */
export type PhoneContext = "label" | "word" | "other" | "id" | "none";

export function phoneContext(scan: Scan, at: number): PhoneContext {
  const label = labelBefore(scan, at);
  const { text } = scan;
  const last = text.charCodeAt(at - 1);
  if (label === "phone" || (last === 47 && text.startsWith("wa.me/", at - 6))) return "label";
  if (label === "id") return "id";
  if (label !== "none" && label !== "version" && label !== "card") return "other";
  const sign = last === 32 ? text.charCodeAt(at - 2) : last;
  if (last === 32 && isCapital(sign) && IBAN.test(text.slice(Math.max(0, at - 11), at))) return "other";
  if (sign !== 58 && sign !== 46) return "none";
  PHONE_LETTER.lastIndex = at;
  return PHONE_LETTER.test(text) ? "label" : "none";
}

/** Words before a number among which one may speak of a phone. */
const NEARBY = 6;
export const FARTHEST = 96;

/** Whether one of the last words of the line before the number speaks of a phone. */
export function hasPhoneWord({ text, label, heard }: Scan, at: number): boolean {
  const start = mayHear(text, at, heard) ? nearbyStart(text, at) : at;
  if (start < at) {
    // Candidates come in order and their windows overlap: each part of the text is read for words once.
    const from = Math.max(start, heard.until);
    if (from < at) {
      heard.last = Math.max(heard.last, lastPhoneWord(text, from, at));
      heard.until = at;
    }
    if (heard.last >= start) return true;
  }
  return label !== "" && lastPhoneWord(label, 0, label.length) >= 0;
}

/**
 * Whether replacing what stands before a row of digits has brought a word that speaks of a phone near it: it stands
 * `moved` units further on in `redacted`, as far as a number in the row can hear there, and not as near in `text`.
 */
export function hearsMore(text: string, redacted: string, row: number, moved: number): boolean {
  const at = row + moved;
  return (
    lastPhoneWord(redacted, nearbyStart(redacted, Math.max(0, at - SIGNS)), at) >= 0 &&
    lastPhoneWord(text, nearbyStart(text, Math.min(text.length, row + AHEAD)), row) < 0
  );
}

/** A number begins as many units before its row, with `(%2B`, or behind other groups in it. */
const SIGNS = 4;
const AHEAD = 16;

/**
 * Whether such a word may be among the characters before the number: spares most numbers the count of words. Of
 * what was not heard yet, which is little, for candidates come in order.
 */
function mayHear(text: string, at: number, heard: Scan["heard"]): boolean {
  const stop = Math.max(0, at - FARTHEST);
  if (heard.last >= stop) return true;
  const from = Math.max(stop, heard.until);
  if (from >= at) return false;
  let letter = from;
  while (letter < at && !isLettered(text.charCodeAt(letter))) letter++;
  if (letter < at && lastPhoneWord(text, letter, at) >= 0) return true;
  heard.until = at;
  return false;
}

const isLettered = (c: number): boolean => isAsciiLetter(c) || c >= 128;

const PHONE_BEHIND =
  /["')\]]? (?:\(|(?:is|was) (?:my|our|his|her|their|your|the) (?:\w{1,12} )?)(?:cell|mobile|phone|telephone|tel|fax|handy|m[oó]vil|celular|whatsapp|landline)(?![\p{L}\d_])/iuy;

/** `415… is my cell phone number`, `600… (móvil)`. */
export function hasPhoneWordBehind(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c !== 32 && c !== 34 && c !== 39 && c !== 41 && c !== 93) return false;
  PHONE_BEHIND.lastIndex = at;
  return PHONE_BEHIND.test(text);
}

/** The last unit of the last such word between two offsets; -1 if there is none. */
function lastPhoneWord(text: string, from: number, to: number): number {
  const before = Math.max(0, from - 1);
  const slice = text.slice(before, to);
  let last = -1;
  PHONE_WORD.lastIndex = from - before;
  while (PHONE_WORD.test(slice)) {
    last = before + PHONE_WORD.lastIndex - 1;
  }
  return last;
}

/**
 * Where the last words of a line begin. Numbers, addresses and markers are no words: replacing them must not
 * bring others nearer, or redacting twice would find more than redacting once.
 */
function nearbyStart(text: string, at: number): number {
  const stop = Math.max(0, at - FARTHEST);
  let start = at;
  let lettered = false;
  for (let words = 0, isWord = false, other = false; start > stop; start--) {
    const c = text.charCodeAt(start - 1);
    if (c === 10) break;
    if (isLettered(c)) isWord = lettered = true;
    else if (c === 64 || c === 93) other = true;
    else if (c === 32) {
      if (isWord && !other && ++words === NEARBY) break;
      isWord = false;
      other = false;
    }
  }
  return lettered ? start : at;
}
