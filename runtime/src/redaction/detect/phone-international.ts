import { charBefore, isWord } from "./chars.ts";
import { type Cluster, Gap, lengthOf } from "./cluster.ts";
import { nationalLengths } from "./phone-plans.ts";

const ZERO = 48;

/** Where `+` or `(+` stands before the group; also `%2B`. */
export function signStart(cluster: Cluster, first: number): number | undefined {
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

/** `00 44 …`, `0044…`, and `011 44 …` from North America. */
export function dialledGroups(cluster: Cluster, first: number): number {
  const { text } = cluster;
  const at = cluster.starts[first]!;
  if (text.charCodeAt(at) !== ZERO) return 0;
  const length = lengthOf(cluster, first);
  if (text.charCodeAt(at + 1) === ZERO && length >= 2) return internationalGroups(cluster, first, 2);
  const american = length === 3 && text.charCodeAt(at + 1) === 49 && text.charCodeAt(at + 2) === 49;
  return american ? internationalGroups(cluster, first, 3) : 0;
}

/** The groups of a calling code and as many digits as its country has, behind `prefix` digits. */
export function internationalGroups(cluster: Cluster, first: number, prefix: number): number {
  const head = callingCode(cluster, first, prefix);
  if (head === undefined) return 0;
  const { least, most } = head;
  if (
    prefix > 0 &&
    lengthOf(cluster, first) > prefix + head.digits &&
    startsWithZero(cluster, first, prefix + head.digits)
  )
    return 0;
  let total = -prefix - head.digits;
  let groups = 0;
  let spaced = false;
  for (let i = first; i < cluster.count && total <= most; i++) {
    const gap = i > first ? cluster.gaps[i] : Gap.None;
    if (groups > 0 && (gap === Gap.Wide || gap === Gap.Open || (gap === Gap.Space && !spaced))) break;
    spaced ||= gap === Gap.Space || gap === Gap.Open;
    if (isTrunkZero(cluster, i)) continue;
    const length = lengthOf(cluster, i);
    total += length;
    // `+49 6221 4567-89 3 pages`: no number ends in a digit by itself.
    if (length === 1 && gap === Gap.Space && groups > 0) continue;
    const spare = cluster.text.charCodeAt(cluster.starts[i]!) === ZERO && total > most ? 1 : 0;
    if (total >= least && total <= most + spare) groups = i - first + 1;
  }
  return groups;
}

/** A UPC has zeros where `0039 06 …` and no other dialled number in one piece may have one. */
const startsWithZero = ({ text, starts }: Cluster, group: number, digits: number): boolean =>
  text.charCodeAt(starts[group]! + digits) === ZERO && !text.startsWith("39", starts[group]! + digits - 2);

/** The first one to three digits behind the prefix that are a calling code. */
function callingCode(cluster: Cluster, first: number, prefix: number): ReturnType<typeof nationalLengths> {
  let code = 0;
  let read = -prefix;
  for (let group = first; group < cluster.count && read < 3; group++) {
    for (let at = cluster.starts[group]!; at < cluster.ends[group]! && read < 3; at++) {
      read++;
      if (read <= 0) continue;
      code = code * 10 + cluster.text.charCodeAt(at) - ZERO;
      if (code === 0) return undefined;
      const lengths = nationalLengths(code);
      if (lengths !== undefined) return lengths;
    }
  }
  return undefined;
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
