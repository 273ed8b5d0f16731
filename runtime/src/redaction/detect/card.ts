import { charBefore, isWord } from "./chars.ts";
import { type Cluster, Gap, lengthOf } from "./cluster.ts";
import { labelBefore } from "./context.ts";
import type { Scan } from "./types.ts";

const SLASH = 47;

/**
 * Issuer prefixes and the lengths they are issued in (ISO/IEC 7812; the networks' own number ranges).
 * `from` and `to` compare with as many leading digits as they have.
 */
const NETWORKS = [
  { name: "Visa", from: 4, to: 4, lengths: [13, 16, 19] },
  { name: "Mastercard", from: 51, to: 55, lengths: [16] },
  { name: "Mastercard", from: 2221, to: 2720, lengths: [16] },
  { name: "Amex", from: 34, to: 34, lengths: [15] },
  { name: "Amex", from: 37, to: 37, lengths: [15] },
  { name: "Diners", from: 300, to: 305, lengths: [14, 16, 19] },
  { name: "Diners", from: 3095, to: 3095, lengths: [14, 16, 19] },
  { name: "Diners", from: 36, to: 36, lengths: [14, 16, 19] },
  { name: "Diners", from: 38, to: 39, lengths: [14, 16, 19] },
  { name: "Discover", from: 6011, to: 6011, lengths: [16, 19] },
  { name: "Discover", from: 644, to: 659, lengths: [16, 19] },
  { name: "JCB", from: 3528, to: 3589, lengths: [16, 17, 18, 19] },
  { name: "JCB, early", from: 3088, to: 3094, lengths: [16] },
  { name: "JCB, early", from: 3096, to: 3102, lengths: [16] },
  { name: "JCB, early", from: 3112, to: 3120, lengths: [16] },
  { name: "JCB, early", from: 3158, to: 3159, lengths: [16] },
  { name: "JCB, early", from: 3337, to: 3349, lengths: [16] },
  { name: "JCB", from: 2131, to: 2131, lengths: [15] },
  { name: "JCB", from: 1800, to: 1800, lengths: [15] },
  { name: "UnionPay", from: 62, to: 62, lengths: [16, 17, 18, 19] },
  { name: "UnionPay", from: 8100, to: 8171, lengths: [16, 17, 18, 19] },
  { name: "Maestro", from: 50, to: 50, lengths: [16, 17, 18, 19] },
  { name: "Maestro", from: 5018, to: 5018, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { name: "Maestro", from: 5020, to: 5020, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { name: "Maestro", from: 5038, to: 5038, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { name: "Maestro", from: 5893, to: 5893, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { name: "Maestro", from: 56, to: 58, lengths: [16, 17, 18, 19] },
  { name: "Maestro", from: 6304, to: 6304, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { name: "Maestro", from: 6759, to: 6763, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { name: "Maestro", from: 67, to: 67, lengths: [16, 17, 18, 19] },
  { name: "Mir", from: 2200, to: 2204, lengths: [16, 17, 18, 19] },
  { name: "RuPay", from: 60, to: 60, lengths: [16] },
  { name: "RuPay", from: 81, to: 82, lengths: [16] },
  { name: "RuPay", from: 508, to: 508, lengths: [16] },
  { name: "Elo", from: 5066, to: 5067, lengths: [16] },
  { name: "Elo", from: 509, to: 509, lengths: [16] },
  { name: "Elo", from: 6362, to: 6363, lengths: [16] },
  { name: "Dankort", from: 5019, to: 5019, lengths: [16] },
  { name: "Troy", from: 9792, to: 9792, lengths: [16] },
] as const satisfies readonly {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
}[];

/** Leading four digits → the lengths issued, one bit each. */
const LENGTHS = new Uint32Array(10_000);
for (const { from, to, lengths } of NETWORKS) {
  const scale = 10 ** (4 - String(from).length);
  const mask = lengths.reduce((bits, length) => bits | (1 << length), 0);
  for (let lead = from * scale; lead < (to + 1) * scale; lead++) LENGTHS[lead]! |= mask;
}

const UNIONPAY = LENGTHS[6200];

/** Finds a card at the group `first` of a cluster; the number of groups it takes, or 0. */
export function findCard(scan: Scan, cluster: Cluster, first: number): number {
  const groups = groupsOfCard(cluster, first);
  if (groups === 0) return 0;
  const start = cluster.starts[first]!;
  const end = cluster.ends[first + groups - 1]!;
  if (isGlued(cluster, first, groups, start, end)) return 0;
  if (groups === 1 && isOther(scan, start, end)) return 0;
  scan.found.push({ type: "creditCard", start, end });
  return groups;
}

/**
 * One group that is something else by its name. Where a GTIN or a row's id could have as many digits, it is one
 * unless the text says card: 10 % of them pass Luhn's sum.
 */
function isOther(scan: Scan, start: number, end: number): boolean {
  const label = labelBefore(scan, start);
  if (label === "other") return true;
  const length = end - start;
  if (label === "card" || length === 15 || length === 16) return false;
  if (length > 16) return label === "id" || scan.text.charCodeAt(start - 1) === SLASH;
  return isGtin(scan.text, start, end);
}

/** GS1's check digit, of EAN-13, UPC-A and GTIN-14: every second digit from the right counts three times. */
function isGtin(text: string, start: number, end: number): boolean {
  let sum = 0;
  for (let at = end - 1, weight = 1; at >= start; at--, weight = 4 - weight)
    sum += weight * (text.charCodeAt(at) - 48);
  return sum % 10 === 0;
}

/**
 * Sixteen digits are preferred to more or fewer: `4111 1111 1111 1111 123` has its security code behind it.
 * Luhn's sum (ISO/IEC 7812-1, annex B) doubles every second digit from the right: both sums are kept, and the
 * length tells which one counts.
 */
function groupsOfCard(cluster: Cluster, first: number): number {
  const { text, starts, ends } = cluster;
  const start = starts[first]!;
  const head = ends[first]! - start;
  if (head < 4 || head > 19) return 0;
  const lengths = LENGTHS[leadOf(text, start)]!;
  if (lengths === 0) return 0;
  let total = 0;
  let best = 0;
  let evenDoubled = 0;
  let oddDoubled = 0;
  for (let i = first; i < cluster.count && i < first + 6; i++) {
    if (i > first && !sameGap(cluster, first + 1, i)) break;
    for (let at = starts[i]!; at < ends[i]!; at++, total++) {
      const digit = text.charCodeAt(at) - 48;
      const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
      evenDoubled += total % 2 === 0 ? doubled : digit;
      oddDoubled += total % 2 === 0 ? digit : doubled;
    }
    if (total > 19) break;
    if ((lengths & (1 << total)) === 0 || (total % 2 === 0 ? evenDoubled : oddDoubled) % 10 !== 0) continue;
    const groups = i - first + 1;
    // UnionPay's own are of 19 as often, in 4-4-4-4-3.
    if (total === 16 && lengths !== UNIONPAY) return groups;
    if (groups === 1 || hasLayout(cluster, first, groups)) best = groups;
  }
  return best;
}

function leadOf(text: string, at: number): number {
  let lead = 0;
  for (let i = at; i < at + 4; i++) lead = lead * 10 + text.charCodeAt(i) - 48;
  return lead;
}

/** 4-6-5, 4-6-4, 4-4-4-1, 6-13 …: no group under 3 digits but the last. */
function hasLayout(cluster: Cluster, first: number, groups: number): boolean {
  for (let i = first; i < first + groups - 1; i++) if (lengthOf(cluster, i) < 3) return false;
  return true;
}

function sameGap(cluster: Cluster, a: number, b: number): boolean {
  const kind = cluster.gaps[b];
  return kind === cluster.gaps[a] && kind !== Gap.Open && kind !== Gap.Close && kind !== Gap.Slash;
}

/** Part of a float, a longer number, a hash or an identifier. */
function isGlued(cluster: Cluster, first: number, groups: number, start: number, end: number): boolean {
  const before = first > 0 ? cluster.gaps[first] : Gap.None;
  const after = first + groups < cluster.count ? cluster.gaps[first + groups] : Gap.None;
  if (before === Gap.Dot || after === Gap.Dot) return true;
  // `DE44 5001 0517 …`: the bank's number in an IBAN.
  if (first === 1 && lengthOf(cluster, 0) === 2 && isWord(charBefore(cluster.text, cluster.starts[0]!)))
    return true;
  if (groups > 1 && (before === Gap.Dash || after === Gap.Dash)) return true;
  if (groups === 1 && end - start < 14 && (before === Gap.Dash || after === Gap.Dash)) return true;
  if (first === 0) {
    const c = charBefore(cluster.text, start);
    if ((isWord(c) && !isTrack(cluster.text, start, end)) || c === 46) return true;
    if (groups === 1 && c === 45 && end - start < 14) return true;
  }
  // `4111111111111111n` is how a BigInt is printed.
  const bigint = cluster.text.charCodeAt(end) === 110 ? 1 : 0;
  return isWord(cluster.text.charCodeAt(end + bigint));
}

/** `%B4111111111111111^DOE/JANE^…`, the first track of a magnetic stripe (ISO/IEC 7813). */
const isTrack = (text: string, start: number, end: number): boolean =>
  text.startsWith("%B", start - 2) && text.charCodeAt(end) === 94;
