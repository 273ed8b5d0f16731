import { isAlnum, isDigit } from "./chars.ts";
import { scanLabels } from "./secret-labels.ts";
import { scanPrivateKeys } from "./secret-pem.ts";
import { DASHED_KEYS, type KeyShape, LETTERED_KEYS } from "./secret-table.ts";
import type { Scan } from "./types.ts";

/** Ten characters around the first `-` or `_` of a key: long enough for the engine to skip prose. */
const DASHED = /[A-Za-z0-9][-_][A-Za-z0-9][A-Za-z0-9_-]{7}/g;
const LETTERED = /AIza|AKIA|ASIA|ya29|dapi|eyJ[A-Za-z0-9]|SG\.[\w-]|SK[0-9a-f]{2}/g;
const SCHEME = /[Bb](?:earer|asic|EARER|ASIC) /g;
const LONGEST_PREFIX = 12;

type Shapes = { readonly random: RegExp; readonly withDigit: RegExp | undefined };

const dashed = compile(DASHED_KEYS);
const lettered = compile(LETTERED_KEYS);

/** API keys by their vendors' prefixes, bearer and basic credentials, JWTs, private keys, labelled values. */
export function scanSecrets(scan: Scan): void {
  const { text } = scan;
  DASHED.lastIndex = 0;
  while (DASHED.test(text)) {
    const anchor = DASHED.lastIndex - 10;
    DASHED.lastIndex = Math.max(anchor + 2, readKey(scan, dashed, wordStart(text, anchor)));
  }
  LETTERED.lastIndex = 0;
  while (LETTERED.test(text)) {
    const start = LETTERED.lastIndex - 4;
    LETTERED.lastIndex = Math.max(start + 1, readKey(scan, lettered, start));
  }
  SCHEME.lastIndex = 0;
  while (SCHEME.test(text)) readCredential(scan, SCHEME.lastIndex);
  scanPrivateKeys(scan);
  scanLabels(scan);
}

function compile(shapes: readonly KeyShape[]): Shapes {
  const union = (some: readonly KeyShape[]): RegExp =>
    new RegExp(some.map(({ pattern }) => pattern).join("|"), "y");
  const worded = shapes.filter(({ digit }) => digit);
  return {
    random: union(shapes.filter(({ digit }) => !digit)),
    withDigit: worded.length === 0 ? undefined : union(worded),
  };
}

/** Where the word around `anchor` begins. */
function wordStart(text: string, anchor: number): number {
  let start = anchor;
  while (start > anchor - LONGEST_PREFIX && isAlnum(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Reads a key at `start`; returns where to go on. */
function readKey(scan: Scan, { random, withDigit }: Shapes, start: number): number {
  const { text } = scan;
  if (isAlnum(text.charCodeAt(start - 1)) && !isEscape(text, start)) return 0;
  let end = endOf(random, text, start);
  if (end === 0 && withDigit !== undefined) {
    end = endOf(withDigit, text, start);
    if (end > 0 && !isRandom(text.slice(start, end))) return end;
  }
  if (end > 0) scan.found.push({ type: "secret", start, end });
  return end;
}

function endOf(sticky: RegExp, text: string, start: number): number {
  sticky.lastIndex = start;
  return sticky.test(text) ? sticky.lastIndex : 0;
}

/** `\n` of JSON, `%3D` of a URL. */
const isEscape = (text: string, at: number): boolean =>
  (text.charCodeAt(at - 2) === 92 && /[nrt]/.test(text.charAt(at - 1))) || text.charCodeAt(at - 3) === 37;

/** No chain of words: a digit, and ten characters without a separator. */
const isRandom = (key: string): boolean => /\d/.test(key) && /[A-Za-z0-9]{10}/.test(key);

const TOKEN = /[A-Za-z0-9._~+/=-]{16,4096}/y;

/** What stands behind `Bearer ` or `Basic `. */
function readCredential(scan: Scan, from: number): void {
  let end = endOf(TOKEN, scan.text, from);
  if (end === 0) return;
  while (/[.-]/.test(scan.text.charAt(end - 1))) end--;
  for (let i = from; i < end; i++) {
    if (!isDigit(scan.text.charCodeAt(i))) continue;
    scan.found.push({ type: "secret", start: from, end });
    return;
  }
}
