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
import { findSsn } from "./ssn.ts";
import { FEWEST_DIGITS } from "./traits.ts";
import type { Scan } from "./types.ts";

/**
 * Two digits and one more character of a number, which every find has somewhere, but for addresses like 8.8.8.8.
 * Their fixed lengths let the engine skip several characters at a time through text without numbers.
 */
const CANDIDATE = /[0-9][0-9][0-9 ().\-/+%\u00a0\u202f\u2010-\u2015]/g;
const SMALL_IPV4 = /[0-9]\.[0-9]\.[0-9]\.[0-9]/g;

const cluster = createCluster();

/**
 * Cards, social security numbers, IPv4 addresses and phone numbers: they are made of the same digits, so each
 * cluster of groups is read once, and its groups are offered to the strictest kind first.
 */
export function scanDigits(scan: Scan): void {
  const { text, found, types } = scan;
  CANDIDATE.lastIndex = 0;
  for (let floor = 0; CANDIDATE.test(text); CANDIDATE.lastIndex = floor) {
    const candidate = CANDIDATE.lastIndex - 3;
    const start = startOf(text, candidate, floor);
    const alone = start === candidate ? endOfLone(text, candidate) : 0;
    if (alone > 0) {
      floor = alone;
      continue;
    }
    readCluster(cluster, text, start);
    if (mayHold(cluster)) offer(scan);
    floor = Math.max(cluster.end, found.length === 0 ? 0 : found[found.length - 1]!.end);
  }
  if (types.has("ip")) scanSmallIpv4(scan);
  cluster.text = "";
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
