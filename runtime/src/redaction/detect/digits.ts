import { findCard } from "./card.ts";
import { isDigit } from "./chars.ts";
import {
  type Cluster,
  createCluster,
  datesAndIds,
  hasGap,
  lengthOf,
  readCluster,
  separatorLength,
} from "./cluster.ts";
import { findIpv4 } from "./ipv4.ts";
import { findPhone } from "./phone.ts";
import { nextRow, rowsOf } from "./rows.ts";
import { findSsn } from "./ssn.ts";
import { FEWEST_DIGITS } from "./traits.ts";
import type { Scan } from "./types.ts";

/** Digits, and what may stand between the groups of one number. */
const TABLE = new Uint8Array(256);
for (const char of "0123456789 ().-/+%\u00a0") TABLE[char.charCodeAt(0)] = 1;

const isNumeric = (c: number): boolean =>
  c < 256 ? TABLE[c] === 1 : c === 0x202f || (c >= 0x2010 && c <= 0x2015);

const SMALL_IPV4 = /[0-9]\.[0-9]\.[0-9]\.[0-9]/g;

const cluster = createCluster();

/**
 * Cards, social security numbers, IPv4 addresses and phone numbers: they are made of the same digits, so each
 * cluster of groups is read once, and its groups are offered to the strictest kind first.
 */
export function scanDigits(scan: Scan): void {
  const { text, found, types } = scan;
  let mayBeSmall = false;
  const rows = rowsOf(text);
  for (let floor = nextRow(rows, 0); floor !== -1; floor = nextRow(rows, floor)) {
    const candidate = candidateIn(text, floor);
    if (candidate < 0) {
      mayBeSmall ||= hasDots(text, floor, -candidate);
      floor = -candidate;
      continue;
    }
    const start = startOf(text, candidate, floor);
    const alone = start === candidate ? endOfLone(text, candidate) : 0;
    if (alone > 0) {
      floor = alone;
      continue;
    }
    readCluster(cluster, text, start);
    mayBeSmall ||= cluster.count >= 4;
    if (mayHold(cluster)) offer(scan);
    floor = Math.max(cluster.end, found.length === 0 ? 0 : found[found.length - 1]!.end);
  }
  if (mayBeSmall && types.has("ip")) scanSmallIpv4(scan);
  cluster.text = "";
}

/**
 * Where two digits and one more character stand in the row, which every find has but for addresses like 8.8.8.8; the
 * end of the row, negative, where they do not.
 */
function candidateIn(text: string, row: number): number {
  let at = row;
  while (isNumeric(text.charCodeAt(at))) {
    if (
      isDigit(text.charCodeAt(at)) &&
      isDigit(text.charCodeAt(at + 1)) &&
      isNumeric(text.charCodeAt(at + 2))
    )
      return at;
    at++;
  }
  return -at;
}

/** Whether there are three, as in `8.8.8.8`. */
function hasDots(text: string, from: number, to: number): boolean {
  let dots = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 46) dots++;
  return dots >= 3;
}

/** The end of a short number without neighbours: `took 840 ms`. 0 where it is long, or others follow. */
function endOfLone(text: string, start: number): number {
  let end = start + 2;
  while (isDigit(text.charCodeAt(end))) end++;
  return end - start < FEWEST_DIGITS && !hasGap(text, end) ? end : 0;
}

function offer(scan: Scan): void {
  for (let group = 0; group < cluster.count; ) {
    const groups = datesAndIds(cluster, group) || find(scan, group);
    group += groups || 1;
    if (groups > 0) cluster.claimed = group;
  }
}

/** The length of its first group tells most kinds apart. */
function find(scan: Scan, group: number): number {
  const length = lengthOf(cluster, group);
  if (length >= 4)
    return findCard(scan, cluster, group) || findNine(scan, group, length) || findPhone(scan, cluster, group);
  return (
    (length === 3 && findSsn(scan, cluster, group)) ||
    findIpv4(scan, cluster, group) ||
    findPhone(scan, cluster, group)
  );
}

const findNine = (scan: Scan, group: number, length: number): number =>
  length === 9 ? findSsn(scan, cluster, group) : 0;

/** An address has four groups, everything else at least seven digits. */
const mayHold = ({ count, digits }: Cluster): boolean =>
  digits >= FEWEST_DIGITS || (digits >= 4 && count >= 4);

/** Back over groups of one digit each, which the candidate does not see: the `1 (` of `1 (800) 555-0199`. */
function startOf(text: string, candidate: number, floor: number): number {
  let start = candidate;
  for (let groups = 0; groups < 3; groups++) {
    let before = start - 1;
    while (before > start - 4 && separatorLength(text, before) === 1) before--;
    if (before < floor || before === start - 1 || !isDigit(text.charCodeAt(before))) break;
    start = before;
  }
  return start;
}

function scanSmallIpv4(scan: Scan): void {
  SMALL_IPV4.lastIndex = 0;
  while (SMALL_IPV4.test(scan.text)) {
    readCluster(cluster, scan.text, SMALL_IPV4.lastIndex - 7);
    for (let group = 0; group < cluster.count; ) group += findIpv4(scan, cluster, group) || 1;
    SMALL_IPV4.lastIndex = cluster.end;
  }
}
