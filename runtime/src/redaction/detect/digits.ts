import { findCard } from "./card.ts";
import { createCluster, datesAndIds, readCluster } from "./cluster.ts";
import { findIpv4 } from "./ipv4.ts";
import { findPhone } from "./phone.ts";
import { findSsn } from "./ssn.ts";
import type { Scan } from "./types.ts";

/**
 * A digit and four more characters of a number: the shortest beginning that any find has. Its fixed length lets
 * the engine skip several characters at a time through text without numbers.
 */
const CANDIDATE = /[0-9][0-9 ().\-/+%\u00a0\u202f\u2010-\u2015]{4}/g;

const cluster = createCluster();

/**
 * Cards, social security numbers, IPv4 addresses and phone numbers: they are made of the same digits, so each
 * cluster of groups is read once, and its groups are offered to the strictest kind first.
 */
export function scanDigits(scan: Scan): void {
  const { text, found } = scan;
  CANDIDATE.lastIndex = 0;
  while (CANDIDATE.test(text)) {
    readCluster(cluster, text, CANDIDATE.lastIndex - 5);
    for (let group = 0; group < cluster.count; ) {
      const groups = datesAndIds(cluster, group) || find(scan, group);
      group += groups || 1;
      if (groups > 0) cluster.claimed = group;
    }
    CANDIDATE.lastIndex = Math.max(cluster.end, found.at(-1)?.end ?? 0);
  }
}

const find = (scan: Scan, group: number): number =>
  findCard(scan, cluster, group) ||
  findSsn(scan, cluster, group) ||
  findIpv4(scan, cluster, group) ||
  findPhone(scan, cluster, group);
