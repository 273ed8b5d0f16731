import { isAlnum, isWord } from "./chars.ts";
import { readCredential } from "./secret-credential.ts";
import { scanLabels } from "./secret-labels.ts";
import { scanPrivateKeys } from "./secret-pem.ts";
import { DASHED_KEYS, type KeyShape, LETTERED_KEYS } from "./secret-table.ts";
import { may, type Traits } from "./traits.ts";
import type { Scan } from "./types.ts";

/** Without the space behind them: the engine looks for six characters at most by the first one, and fast. */
const SCHEMES = ["Bearer", "Basic"] as const;
const SPACE = 32;

/** Before its first `-` or `_`. */
const LONGEST_HEAD = 8;
/** Of the part behind a prefix: the shortest in the table. */
const SHORTEST_BODY = 8;

const plain = union(DASHED_KEYS.filter((shape: KeyShape) => !shape.worded));
const worded = union(DASHED_KEYS.filter((shape: KeyShape) => shape.worded));
const lettered = LETTERED_KEYS.map((shape) => ({ ...shape, expression: union([shape]) }));

/**
 * API keys by their vendors' prefixes, bearer and basic credentials, JWTs, private keys, labelled values. Every
 * search is an `indexOf` of something rare: the engine compares many characters at a time.
 */
export function scanSecrets(scan: Scan, traits: Traits): void {
  if (may.key(traits)) scanKeys(scan);
  if (may.privateKey(traits)) scanPrivateKeys(scan);
  if (scan.label !== "" || may.labelled(traits)) scanLabels(scan);
}

function scanKeys(scan: Scan): void {
  scanDashed(scan, "-");
  scanDashed(scan, "_");
  for (const { anchor, offset, expression } of lettered) {
    const { text } = scan;
    for (let at = text.indexOf(anchor); at !== -1; ) {
      at = text.indexOf(anchor, Math.max(at + 1, readKey(scan, expression, at - offset)));
    }
  }
  for (const scheme of SCHEMES) {
    const { text } = scan;
    for (let at = text.indexOf(scheme); at !== -1; at = text.indexOf(scheme, at + scheme.length)) {
      if (text.charCodeAt(at + scheme.length) === SPACE) readCredential(scan, at + scheme.length + 1);
    }
  }
}

function union(shapes: readonly KeyShape[]): RegExp {
  const sources = shapes.map(({ prefixes, body }) => {
    const escaped = prefixes.replaceAll(".", "\\.").split(" ");
    return `(?:${escaped.join("|")})${body}`;
  });
  return new RegExp(sources.join("|"), "y");
}

function scanDashed(scan: Scan, anchor: string): void {
  const { text } = scan;
  for (let at = text.indexOf(anchor); at !== -1; ) {
    let next = at + 1;
    if (isAlnum(text.charCodeAt(at - 1))) {
      while (next <= at + SHORTEST_BODY && isKeyChar(text.charCodeAt(next))) next++;
      if (next > at + SHORTEST_BODY) next = Math.max(at + 1, readDashed(scan, wordStart(text, at)));
    }
    at = text.indexOf(anchor, next);
  }
}

/** The first two letters of the prefixes: spares most words with a hyphen the expressions. */
const HEADS = new Set(
  DASHED_KEYS.flatMap(({ prefixes }) => prefixes.split(" ")).map((prefix) => pair(prefix, 0)),
);

function pair(text: string, at: number): number {
  return text.charCodeAt(at) * 128 + text.charCodeAt(at + 1);
}

function readDashed(scan: Scan, start: number): number {
  return HEADS.has(pair(scan.text, start)) ? readKey(scan, plain, start) || readWorded(scan, start) : 0;
}

const isKeyChar = (c: number): boolean => isWord(c) || c === 45;

/** Where the word before `at` begins. */
function wordStart(text: string, at: number): number {
  let start = at;
  while (start > at - LONGEST_HEAD && isAlnum(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Reads a key at `start`; returns its end, or 0. */
function readKey(scan: Scan, expression: RegExp, start: number): number {
  const end = keyEnd(scan.text, expression, start);
  if (end > 0) scan.found.push({ type: "secret", start, end });
  return end;
}

/** The same where words could be joined to what looks like a key; that chain is passed over as a whole. */
function readWorded(scan: Scan, start: number): number {
  const end = keyEnd(scan.text, worded, start);
  if (end > 0 && isRandom(scan.text.slice(start, end))) scan.found.push({ type: "secret", start, end });
  return end;
}

function keyEnd(text: string, expression: RegExp, start: number): number {
  // A hyphen too: `a-eyJa-eyJ…` would be read to its end from every part.
  if (start < 0 || (isKeyChar(text.charCodeAt(start - 1)) && !isEscape(text, start))) return 0;
  expression.lastIndex = start;
  return expression.test(text) ? expression.lastIndex : 0;
}

/** `\n` of JSON, `%3D` of a URL. */
const isEscape = (text: string, at: number): boolean =>
  (text.charCodeAt(at - 2) === 92 && /[nrt]/.test(text.charAt(at - 1))) || text.charCodeAt(at - 3) === 37;

/** No chain of words: a digit, and ten characters without a separator. */
const isRandom = (key: string): boolean => /\d/.test(key) && /[A-Za-z0-9]{10}/.test(key);
