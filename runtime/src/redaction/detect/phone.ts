import { charBefore, isAlnum, isAsciiLetter, isDigit, isHex, isWord } from "./chars.ts";
import { type Cluster, digitsOf, Gap, lengthOf } from "./cluster.ts";
import { hasPhoneWord, type PhoneContext, phoneContext } from "./context.ts";
import { hasOneStyle, nationalWeight } from "./phone-layout.ts";
import { NATIONAL_LENGTHS } from "./phone-plans.ts";
import type { Scan } from "./types.ts";

const MOST_GROUPS = 7;
const ZERO = 48;

/** Finds a phone number at the group `first`, with its extension; the number of groups it takes, or 0. */
export function findPhone(scan: Scan, cluster: Cluster, first: number): number {
  const signed = signStart(cluster, first);
  if (signed !== undefined) {
    const groups = internationalGroups(cluster, first, 0);
    if (groups > 0) return push(scan, cluster, first, groups, signed);
  }
  const start = parenStart(cluster, first);
  const dialled = dialledGroups(cluster, first);
  if (dialled > 0) {
    const context = phoneContext(scan, start);
    if (
      context !== "other" &&
      hasOneStyle(cluster, first, dialled) &&
      isFree(cluster, first, dialled, start, context)
    ) {
      return push(scan, cluster, first, dialled, start);
    }
  }
  return findNational(scan, cluster, first, start);
}

function findNational(scan: Scan, cluster: Cluster, first: number, start: number): number {
  let context: PhoneContext | undefined;
  for (let n = Math.min(MOST_GROUPS, cluster.count - first); n > 0; n--) {
    const weight = nationalWeight(cluster, first, n);
    if (weight === undefined || (weight === "hint" && first > 2)) continue;
    context ??= phoneContext(scan, start);
    if (context === "other") return 0;
    const sure = weight === "clear" || context !== "none";
    if (sure && isFree(cluster, first, n, start, context)) return push(scan, cluster, first, n, start);
    if (context !== "none" || first > 2 || !isFree(cluster, first, n, start, "word")) continue;
    if (hasPhoneWord(scan, start)) return push(scan, cluster, first, n, start);
  }
  if (first > 0 || lengthOf(cluster, 0) > 15) return 0;
  const groups = labelledGroups(cluster);
  if (groups === 0 || (context ?? phoneContext(scan, start)) !== "label") return 0;
  return isFree(cluster, 0, groups, start, "label") ? push(scan, cluster, 0, groups, start) : 0;
}

/** Behind `phone:` any layout is one, if its length can be. */
function labelledGroups(cluster: Cluster): number {
  let total = 0;
  for (let i = 0; i < cluster.count && total <= 15; i++) total += lengthOf(cluster, i);
  if (total >= 7 && total <= 15) return cluster.count;
  const length = lengthOf(cluster, 0);
  return length >= 7 && length <= 15 ? 1 : 0;
}

/** Where `+` or `(+` stands before the group; also `%2B`. */
function signStart(cluster: Cluster, first: number): number | undefined {
  const { text } = cluster;
  const digits = cluster.starts[first]!;
  if (charBefore(text, digits) !== 43) return undefined;
  const sign = text.charCodeAt(digits - 1) === 43 ? digits - 1 : digits - 3;
  const before = charBefore(text, sign);
  if (isWord(before) || before === 43) return undefined;
  return before === 40 && cluster.gaps[first + 1] === Gap.Close && first + 1 < cluster.count
    ? sign - 1
    : sign;
}

/** With the parenthesis that opens the first group, if it closes behind it. */
function parenStart(cluster: Cluster, first: number): number {
  const start = cluster.starts[first]!;
  const paren = first + 1 < cluster.count && cluster.gaps[first + 1] === Gap.Close;
  return paren && cluster.text.charCodeAt(start - 1) === 40 ? start - 1 : start;
}

/** `00 44 …`, `0044…`, and `011 44 …` from North America. */
function dialledGroups(cluster: Cluster, first: number): number {
  const { text } = cluster;
  const at = cluster.starts[first]!;
  if (text.charCodeAt(at) !== ZERO) return 0;
  const length = lengthOf(cluster, first);
  if (text.charCodeAt(at + 1) === ZERO && length >= 2) return internationalGroups(cluster, first, 2);
  const american = length === 3 && text.charCodeAt(at + 1) === 49 && text.charCodeAt(at + 2) === 49;
  return american ? internationalGroups(cluster, first, 3) : 0;
}

/** The groups of a calling code and as many digits as its country has, behind `prefix` digits. */
function internationalGroups(cluster: Cluster, first: number, prefix: number): number {
  const head = digitsOf(cluster, first, Math.min(3, cluster.count - first)).slice(prefix, prefix + 3);
  const code = [1, 2, 3].find((length) => NATIONAL_LENGTHS.has(head.slice(0, length)));
  if (code === undefined || head.length < code) return 0;
  const [least, most] = NATIONAL_LENGTHS.get(head.slice(0, code))!;
  let total = -prefix - code;
  let groups = 0;
  let spaced = false;
  for (let i = first; i < cluster.count && total <= most; i++) {
    const gap = i > first ? cluster.gaps[i] : Gap.None;
    if (groups > 0 && (gap === Gap.Wide || gap === Gap.Open || (gap === Gap.Space && !spaced))) break;
    spaced ||= gap === Gap.Space || gap === Gap.Open;
    if (isTrunkZero(cluster, i)) continue;
    total += lengthOf(cluster, i);
    const spare = cluster.text.charCodeAt(cluster.starts[i]!) === ZERO && total > most ? 1 : 0;
    if (total >= least && total <= most + spare) groups = i - first + 1;
  }
  return groups;
}

/** The `(0)` of `+44 (0)20 …`. */
function isTrunkZero(cluster: Cluster, group: number): boolean {
  return (
    group + 1 < cluster.count &&
    cluster.gaps[group] === Gap.Open &&
    cluster.gaps[group + 1] === Gap.Close &&
    lengthOf(cluster, group) === 1 &&
    cluster.text.charCodeAt(cluster.starts[group]!) === ZERO
  );
}

/** Stands by itself: not a part of a longer number, a name, a price, a time or a path. */
function isFree(cluster: Cluster, first: number, n: number, start: number, context: PhoneContext): boolean {
  const { text } = cluster;
  const known = context !== "none";
  if (first > 0 && !isApartBefore(cluster, first, n, known)) return false;
  if (first + n < cluster.count && !isApartAfter(cluster, first, n, known)) return false;
  if (!endsFree(text, cluster.ends[first + n - 1]!)) return false;
  if (first > 0) return true;
  const c = charBefore(text, start);
  if (isWord(c)) return context === "label";
  const earlier = text.charCodeAt(start - 2);
  if (c === 36 || c === 0x20ac || c === 0xa3 || c === 37 || c === 64) return false;
  if (c === 58) return !isDigit(earlier);
  if (c === 40 && start === cluster.starts[0]) return known || !isAlnum(earlier);
  if (c === 46) return false;
  if (c === 45 || c === 47) return known || !isWord(earlier);
  return known || (c !== 43 && c !== 35);
}

function isApartBefore(cluster: Cluster, first: number, n: number, known: boolean): boolean {
  const gap = cluster.gaps[first]!;
  if (gap === Gap.Dash || gap === Gap.Dot) return false;
  if (gap !== Gap.Space || known || cluster.claimed === first) return true;
  return (
    (first === 1 && charBefore(cluster.text, cluster.starts[0]!) === 58) || !hasGap(cluster, first, n, gap)
  );
}

function isApartAfter(cluster: Cluster, first: number, n: number, known: boolean): boolean {
  const gap = cluster.gaps[first + n]!;
  if (gap === Gap.Dash || gap === Gap.Dot) return false;
  // `call 415 555 2671 3 times`; but not the first three of four equal groups.
  const last = first + n - 1;
  if (known && lengthOf(cluster, last + 1) !== lengthOf(cluster, last)) return true;
  return !hasGap(cluster, first, n, gap);
}

function hasGap(cluster: Cluster, first: number, n: number, gap: number): boolean {
  for (let i = first + 1; i < first + n; i++) if (cluster.gaps[i] === gap) return true;
  return false;
}

function endsFree(text: string, end: number): boolean {
  const c = text.charCodeAt(end);
  const next = text.charCodeAt(end + 1);
  if (isWord(c)) return extensionEnd(text, end) > end;
  if (c === 45) return !isAsciiLetter(next);
  if (c === 58) return !isDigit(next);
  return c !== 64 && c !== 61 && (c !== 37 || isHex(next));
}

const EXTENSION = /(?:[ ,;]{0,2}(?:x|ext(?:ension|n)?\.?[ :]?|ramal |poste |dw )|;ext=| ?#)\d{1,6}(?!\w)/iy;

function extensionEnd(text: string, end: number): number {
  EXTENSION.lastIndex = end;
  return EXTENSION.test(text) ? EXTENSION.lastIndex : end;
}

function push(scan: Scan, cluster: Cluster, first: number, groups: number, start: number): number {
  const end = cluster.ends[first + groups - 1]!;
  if (!endsFree(scan.text, end)) return 0;
  scan.found.push({ type: "phone", start, end: extensionEnd(scan.text, end) });
  return groups;
}
