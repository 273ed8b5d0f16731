import { isAlnum, isAsciiLetter, isDigit, isForeignLetter, isHex } from "./chars.ts";
import type { Scan } from "./types.ts";

/** RFC 5321: 64 octets before the sign, 255 behind it. */
const LOCAL = 64;
const DOMAIN = 255;
const AT = 64;
const QUOTE = 34;
const PERCENT = 37;
const DOT = 46;
const DASH = 45;
const EQUALS = 61;
const UNDERSCORE = 95;
const BACKSLASH = 92;

/** Email addresses: each `@` or `%40`, and what surrounds it. */
export function scanEmails(scan: Scan): void {
  const { text } = scan;
  let done = 0;
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    if (at >= done) done = Math.max(done, readAddress(scan, at, at + 1, done));
  }
  done = 0;
  for (let at = text.indexOf("%40"); at !== -1; at = text.indexOf("%40", at + 3)) {
    if (at >= done) done = Math.max(done, readAddress(scan, at, at + 3, done));
  }
}

/** The address around the sign in `at`…`behind`; returns its end, or 0. */
function readAddress(scan: Scan, at: number, behind: number, floor: number): number {
  const { text } = scan;
  const start =
    text.charCodeAt(at - 1) === QUOTE ? quotedStart(text, at, floor) : localStart(text, at, floor);
  if (start === undefined) return 0;
  const end = text.charCodeAt(behind) === 91 ? literalEnd(text, behind) : domainEnd(text, behind);
  if (end === undefined || isRemote(text, start, at, end)) return 0;
  scan.found.push({ type: "email", start, end });
  return end;
}

/** `"john doe"@…`: back to the opening quote, unless that one is escaped. */
function quotedStart(text: string, at: number, floor: number): number | undefined {
  const stop = Math.max(floor, at - LOCAL - 2);
  for (let i = at - 2; i >= stop; i--) {
    const c = text.charCodeAt(i);
    if (c === 10) return undefined;
    if (c === QUOTE && text.charCodeAt(i - 1) !== BACKSLASH) return i < at - 2 ? i : undefined;
  }
  return undefined;
}

function localStart(text: string, at: number, floor: number): number | undefined {
  const stop = Math.max(floor, at - LOCAL);
  let start = at;
  // Latin and other scripts are not mixed: `请联系jane@…` begins at the j.
  let latin: boolean | undefined;
  while (start > stop) {
    const c = text.charCodeAt(start - 1);
    if (isEscapeEnd(text, start)) {
      if (text.startsWith("%40", start - 3)) return undefined;
      break;
    }
    if (c < 128) {
      if (isAsciiLetter(c)) {
        if (latin === false) break;
        latin = true;
      } else if (!isLocal(c)) break;
    } else {
      const other = c >= 0x250;
      if (!isForeignLetter(c) || latin === other || (other && latin === undefined && start < at)) break;
      latin = !other;
    }
    start--;
  }
  if (text.charCodeAt(start - 1) === BACKSLASH && /[nrtbf]/.test(text.charAt(start))) start++;
  start = wrappedStart(text, start, stop);
  if (text.charCodeAt(start) === UNDERSCORE && isEmphasis(text, at)) start++;
  while (start < at && isEdge(text.charCodeAt(start))) start++;
  const previous = text.charCodeAt(start - 1);
  if (start === at || text.charCodeAt(at - 1) === DOT || previous === AT) return undefined;
  return start;
}

/** `_jane@example.com_` in Markdown: no domain has an underscore. */
function isEmphasis(text: string, at: number): boolean {
  const domain = /^@[A-Za-z0-9.-]{1,255}_(?!\w)/.exec(text.slice(at, at + DOMAIN + 2));
  return domain !== null;
}

const MAILER = /(?:^|[\s<"',;:(])(?:prvs|msprvs1|btv1|SRS[01])$/i;

/**
 * Back over the `=` of what mail servers write: `<CAF+x2=Ck1@…>`, `bounces+7-jane=example.com@…` (VERP) and
 * `SRS0=…=jane@…`. Elsewhere a name and its value stand around it: `user=jane@…`.
 */
function wrappedStart(text: string, from: number, stop: number): number {
  let start = from;
  let plus = false;
  for (let at = from; at > stop && text.charCodeAt(at - 1) === EQUALS; ) {
    at--;
    while (at > stop && isAtom(text.charCodeAt(at - 1))) {
      at--;
      plus ||= text.charCodeAt(at) === 43;
    }
    const bracket = text.charCodeAt(at - 1) === 60 && at - 1 >= stop;
    if (bracket || plus || MAILER.test(text.slice(Math.max(0, at - 1), text.indexOf("=", at)))) start = at;
  }
  return start;
}

const isAtom = (c: number): boolean => isAlnum(c) || c === DOT || c === 95 || c === DASH || c === 43;

/** `.` and the punctuation of RFC 5322's atoms that does not separate in URLs, tables, paths or templates. */
function isLocal(c: number): boolean {
  return (
    isDigit(c) ||
    c === DOT ||
    c === 95 ||
    c === DASH ||
    c === 43 ||
    c === PERCENT ||
    (c >= 35 && c <= 36) ||
    c === 39 ||
    c === 126 ||
    c === 33 ||
    c === 42 ||
    c === 94
  );
}

/** What a local part may contain but is taken for the text's own punctuation at its start. */
const isEdge = (c: number): boolean => c < 128 && !isAlnum(c) && c !== 95;

/** Behind a percent escape that stands for something no local part has: `%3Djane@…`, `%20jane@…`. */
function isEscapeEnd(text: string, behind: number): boolean {
  const high = text.charCodeAt(behind - 2);
  if (text.charCodeAt(behind - 3) !== PERCENT || !isHex(high) || !isHex(text.charCodeAt(behind - 1)))
    return false;
  const c = Number.parseInt(text.slice(behind - 2, behind), 16);
  return c < 128 && !isAlnum(c) && !isLocal(c);
}

/** `[192.0.2.1]`, `[IPv6:2001:db8::1]`. */
function literalEnd(text: string, open: number): number | undefined {
  const match = /^\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9a-f:.]{2,45})\]/i.exec(text.slice(open, open + 55));
  return match === null ? undefined : open + match[0].length;
}

/** Not top-level domains but ends of file names: `logo@2x.png`, `vue@next.js`. */
const FILES = new Set(
  "png jpg jpeg gif svg webp ico bmp tiff avif js mjs cjs jsx ts tsx css scss sass less html htm json xml yml yaml toml txt csv log lock map pdf exe dll bin tgz gz tar wasm vue php java rb go cpp hpp".split(
    " ",
  ),
);

function domainEnd(text: string, from: number): number | undefined {
  const stop = Math.min(text.length, from + DOMAIN);
  let label = from;
  let labels = 0;
  let numeric = 0;
  let latin: boolean | undefined;
  let at = from;
  for (; at <= stop; at++) {
    const c = text.charCodeAt(at);
    if (isAlnum(c) && (labels === 0 || latin !== false || isDigit(c))) {
      if (isAsciiLetter(c)) latin = true;
    } else if (c >= 128 && isForeignLetter(c) && (latin !== true || c < 0x250)) {
      latin = c < 0x250;
    } else if (c !== DASH || at === label) {
      if (c !== DOT || at === label || text.charCodeAt(at - 1) === DASH || !startsLabel(text, at + 1)) break;
      if (numeric === labels && isNumeric(text, label, at)) numeric++;
      labels++;
      label = at + 1;
      latin = undefined;
    }
  }
  if (labels === 0 || at === label || at > stop || numeric > 1 || text.charCodeAt(at) === AT)
    return undefined;
  return topEnd(text, label, at);
}

const startsLabel = (text: string, at: number): boolean => {
  const c = text.charCodeAt(at);
  return isAlnum(c) || (c >= 128 && isForeignLetter(c));
};

function isNumeric(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

const FOREIGN_TOP = /^(?:xn--[a-z0-9-]{2,59}|[\p{L}\p{M}]{2,63}(?=-|$))/iu;

/** The end of the top-level domain that begins at `label`, or nothing if it is none. */
function topEnd(text: string, label: number, end: number): number | undefined {
  let at = label;
  while (at < end && isAsciiLetter(text.charCodeAt(at))) at++;
  if (at === end) return at - label < 2 || isFile(text, label, at) ? undefined : at;
  // `jane@example.com-- bye`: none but a punycoded one has a hyphen.
  const top = FOREIGN_TOP.exec(text.slice(label, Math.min(end, label + 64)));
  return top === null || FILES.has(top[0].toLowerCase())
    ? undefined
    : label + top[0].replace(/-+$/, "").length;
}

const isFile = (text: string, start: number, end: number): boolean =>
  end - start <= 5 && FILES.has(text.slice(start, end).toLowerCase());

/** `git@github.com:org/repo`, `ssh://git@host`, `deploy@host:/var`, `//user:pass@host`: logins, not mailboxes. */
function isRemote(text: string, start: number, at: number, end: number): boolean {
  const next = text.charCodeAt(end + 1);
  if (text.charCodeAt(end) === 58 && (next === 47 || next === 126)) return true;
  const before = text.charCodeAt(start - 1);
  if (before === 47) return text.charCodeAt(start - 2) === 47;
  if (before === 58) return /\/\/[^\s/@]*:$/.test(text.slice(Math.max(0, start - LOCAL), start));
  return text.slice(start, at) === "git" && text.charCodeAt(end) === 58 && next > 32;
}
