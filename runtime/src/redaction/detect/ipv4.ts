import { charBefore, isAlnum, isAsciiLetter, isDigit, isSpace, isWord } from "./chars.ts";
import { type Cluster, Gap, lengthOf, numberAt } from "./cluster.ts";
import { labelBefore } from "./context.ts";
import type { Scan } from "./types.ts";

const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const AT = 64;

/** Finds an IPv4 address, with its CIDR suffix, at the group `first`; the number of groups it takes, or 0. */
export function findIpv4(scan: Scan, cluster: Cluster, first: number): number {
  if (first + 3 >= cluster.count || cluster.gaps[first + 1] !== Gap.Dot) return 0;
  // Five parts and more are an object identifier or a version: none of its tails is an address.
  if ((first > 0 && cluster.gaps[first] === Gap.Dot) || dottedGroups(cluster, first) !== 4) return 0;
  const octets = octetsOf(cluster, first);
  if (octets === undefined) return 0;
  const start = cluster.starts[first]!;
  const end = cluster.ends[first + 3]!;
  if (isGlued(scan, cluster, first, octets) || isVersion(scan, octets, start, end)) return 4;
  const cidr = cidrGroups(cluster, first + 4);
  scan.found.push({ type: "ip", start, end: cluster.ends[first + 3 + cidr]! });
  return 4 + cidr;
}

function dottedGroups(cluster: Cluster, first: number): number {
  let i = first + 1;
  while (i < cluster.count && cluster.gaps[i] === Gap.Dot) i++;
  return i - first;
}

function octetsOf(cluster: Cluster, first: number): readonly number[] | undefined {
  const octets: number[] = [];
  for (let i = first; i < first + 4; i++) {
    const length = lengthOf(cluster, i);
    if (length > 3) return undefined;
    const octet = numberAt(cluster, i);
    if (octet > 255 || (length > 1 && octet < 10 ** (length - 1))) return undefined;
    octets.push(octet);
  }
  return octets;
}

function cidrGroups(cluster: Cluster, group: number): number {
  if (group >= cluster.count || cluster.gaps[group] !== Gap.Slash || lengthOf(cluster, group) > 2) return 0;
  if (numberAt(cluster, group) > 32 || isWord(cluster.text.charCodeAt(cluster.ends[group]!))) return 0;
  return group + 1 < cluster.count && cluster.gaps[group + 1] === Gap.Dot ? 0 : 1;
}

/** Part of a name or a longer version: `lib-1.2.3.4`, `1.2.3.4-beta`, `libfoo.so.1.2.3.4`, `10.0.0.1.nip.io`. */
function isGlued(scan: Scan, cluster: Cluster, first: number, octets: readonly number[]): boolean {
  const { text } = scan;
  const end = cluster.ends[first + 3]!;
  const next = text.charCodeAt(end);
  if (isWord(next) || next === 43) return true;
  if ((next === DOT || next === DASH) && isAsciiLetter(text.charCodeAt(end + 1))) return true;
  if (first > 0) return cluster.gaps[first] === Gap.Dash && lengthOf(cluster, first - 1) > 3;
  const start = cluster.starts[0]!;
  const before = charBefore(text, start);
  if (isWord(before) || before === DOT || before === 36) return true;
  if (before === DASH) return isAlnum(text.charCodeAt(start - 2)) && !isPrivate(octets);
  if (before === SLASH) return isProduct(text, start) && !isPrivate(octets) && text.charCodeAt(end) !== COLON;
  return before === AT && isPackage(text, start, end, octets);
}

/** `Chrome/120.0.0.0`; but `http://1.2.3.4`, `/hosts/1.2.3.4` and Java's `localhost/127.0.0.1` are addresses. */
function isProduct(text: string, start: number): boolean {
  let at = start - 2;
  const stop = at - 32;
  if (!isAlnum(text.charCodeAt(at))) return false;
  while (at > stop && isAlnum(text.charCodeAt(at))) at--;
  const c = text.charCodeAt(at);
  return c !== SLASH && c !== DOT && c !== DASH;
}

const LOGINS =
  /(?:^|[^\w-])(?:root|admin|administrator|ubuntu|debian|centos|ec2-user|opc|pi|git|user|deploy|vagrant)@$|[/:][^\s/@]*@$/i;

/** `lib@1.2.3.4`; but `dig @1.1.1.1`, `root@1.2.3.4`, `ssh me@203.0.113.7` and `//user:pass@1.2.3.4` are addresses. */
function isPackage(text: string, start: number, end: number, octets: readonly number[]): boolean {
  if (!isWord(text.charCodeAt(start - 2))) return false;
  if (isPrivate(octets) || octets[0]! >= 100 || text.charCodeAt(end) === COLON) return false;
  return !LOGINS.test(text.slice(Math.max(0, start - 32), start));
}

/** `==1.2.3.4`, `~> 1.2.3.4`, `^1.2.3.4`, `§ 1.2.3.4`. */
const VERSION_SIGN = /(?:[=~><]=|[~^§]|~>) ?$/;

function isVersion(scan: Scan, octets: readonly number[], start: number, end: number): boolean {
  const [a, b, c, d] = octets;
  if (
    labelBefore(scan, start) === "version" ||
    VERSION_SIGN.test(scan.text.slice(Math.max(0, start - 4), start))
  )
    return true;
  if (a === 1 && b === 3 && c === 6 && d === 1) return true;
  return isHeading(scan.text, start, end, octets);
}

/** `1.2.3.4 Scope` at the start of a line. */
function isHeading(text: string, start: number, end: number, octets: readonly number[]): boolean {
  const word = text.charCodeAt(end + 1);
  const second = text.charCodeAt(end + 2);
  const titled = isSpace(text.charCodeAt(end)) && word >= 65 && word <= 90 && second >= 97 && second <= 122;
  if (!titled || !/(?:^|\n)[\s/*#[(-]*$/.test(text.slice(Math.max(0, start - 12), start))) return false;
  return octets.every((octet) => octet > 0 && octet <= 30) && !octets.every((octet) => octet === octets[0]);
}

/** RFC 1918 and loopback: no version looks like these often enough to matter. */
function isPrivate([a, b]: readonly number[]): boolean {
  return a === 10 || a === 127 || (a === 192 && b === 168) || (a === 172 && b! >= 16 && b! <= 31);
}

/** For IPv6 with an IPv4 tail. */
export const isIpv4 = (text: string): boolean =>
  text.length <= 15 &&
  /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text) &&
  isDigit(text.charCodeAt(0));
