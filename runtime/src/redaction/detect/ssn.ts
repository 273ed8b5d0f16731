import { charBefore, isWord } from "./chars.ts";
import { type Cluster, digitsOf, Gap, lengthOf } from "./cluster.ts";
import { labelBefore } from "./context.ts";
import type { Scan } from "./types.ts";

/** Finds a US social security number at the group `first`; the number of groups it takes, or 0. */
export function findSsn(scan: Scan, cluster: Cluster, first: number): number {
  const length = lengthOf(cluster, first);
  if (length === 9) return findUndashed(scan, cluster, first);
  if (length !== 3 || first + 2 >= cluster.count) return 0;
  if (lengthOf(cluster, first + 1) !== 2 || lengthOf(cluster, first + 2) !== 4) return 0;
  const gap = cluster.gaps[first + 1]!;
  if (gap !== cluster.gaps[first + 2] || (gap !== Gap.Dash && gap !== Gap.Space && gap !== Gap.Dot)) return 0;
  if (cluster.gaps[first + 3] === gap && first + 3 < cluster.count) return 0;
  if (first > 0 && (cluster.gaps[first] === gap || cluster.gaps[first] === Gap.Dash)) return 0;
  const start = cluster.starts[first]!;
  const end = cluster.ends[first + 2]!;
  if (isGlued(cluster, first, start, end) || !isIssued(digitsOf(cluster, first, 3))) return 0;
  if (labelBefore(scan, start) === "other") return 0;
  scan.found.push({ type: "ssn", start, end });
  return 3;
}

/** Nine digits say nothing by themselves: only a label makes them one. */
function findUndashed(scan: Scan, cluster: Cluster, first: number): number {
  const start = cluster.starts[first]!;
  const end = cluster.ends[first]!;
  if (first > 1 || (cluster.gaps[first + 1] === Gap.Dash && first + 1 < cluster.count)) return 0;
  if (isGlued(cluster, first, start, end) || !isIssued(digitsOf(cluster, first, 1))) return 0;
  if (labelBefore(scan, start) !== "ssn") return 0;
  scan.found.push({ type: "ssn", start, end });
  return 1;
}

function isGlued(cluster: Cluster, first: number, start: number, end: number): boolean {
  const c = first === 0 ? charBefore(cluster.text, start) : 32;
  if (isWord(c) || c === 46 || c === 36 || (c === 45 && isWord(charBefore(cluster.text, start - 1))))
    return true;
  const next = cluster.text.charCodeAt(end);
  return isWord(next) || (next === 45 && isWord(cluster.text.charCodeAt(end + 1)));
}

/**
 * The Social Security Administration never issued area 000, 666 or 900–999 (those are the tax office's ITINs),
 * group 00 or serial 0000.
 */
function isIssued(digits: string): boolean {
  const area = digits.slice(0, 3);
  return (
    area !== "000" &&
    area !== "666" &&
    area < "900" &&
    digits.slice(3, 5) !== "00" &&
    digits.slice(5) !== "0000"
  );
}
