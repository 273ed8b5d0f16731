import { isDigit, isHex } from "./chars.ts";

/** What stands between two groups of digits. */
export const Gap = { None: 0, Space: 1, Dash: 2, Dot: 3, Slash: 4, Close: 5, Open: 6, Wide: 7 } as const;

/**
 * Groups of digits that one separator each holds together: `+1 (415) 555-2671` is four groups with the gaps
 * open, close, dash. Reused from one cluster to the next: reading one allocates nothing.
 */
export type Cluster = {
  text: string;
  count: number;
  /** Of all groups. */
  digits: number;
  /** Behind the last group. */
  end: number;
  /** The group behind the last date or find. */
  claimed: number;
  readonly starts: number[];
  readonly ends: number[];
  /** `gaps[i]` stands before group `i`. */
  readonly gaps: number[];
};

export const createCluster = (): Cluster => ({
  text: "",
  count: 0,
  digits: 0,
  end: 0,
  claimed: 0,
  starts: [],
  ends: [],
  gaps: [],
});

/** Reads the cluster whose first digit stands at `from`. */
export function readCluster(cluster: Cluster, text: string, from: number): void {
  cluster.text = text;
  let count = 0;
  let digits = 0;
  let gap: number = Gap.None;
  let at = from;
  // `%205551234567`: the first two digits belong to an escaped space.
  if (text.charCodeAt(from - 1) === 37 && isHex(text.charCodeAt(from + 1))) at += 2;
  while (true) {
    cluster.starts[count] = at;
    cluster.gaps[count] = gap;
    while (isDigit(text.charCodeAt(at))) at++;
    cluster.ends[count] = at;
    digits += at - cluster.starts[count]!;
    count++;
    const read = gapAt(text, at);
    if (read === 0) break;
    gap = read & 7;
    at += read >> 3;
  }
  cluster.count = count;
  cluster.digits = digits;
  cluster.end = at;
  cluster.claimed = 0;
}

/** The gap at `at` as its kind and, from the fourth bit, its length; 0 where no digit follows one. */
function gapAt(text: string, at: number): number {
  const first = separator(text, at);
  if (first === 0) return 0;
  const kind = first & 7;
  let next = at + (first >> 3);
  if (isDigit(text.charCodeAt(next))) return first;
  if (kind === Gap.Open) return 0;
  const second = separator(text, next);
  if (second === 0) return 0;
  const secondKind = second & 7;
  next += second >> 3;
  if (isDigit(text.charCodeAt(next))) {
    if (kind === Gap.Close)
      return secondKind === Gap.Close ? 0 : gapOf(secondKind === Gap.Open ? 6 : 5, next - at);
    return secondKind === Gap.Open ? gapOf(Gap.Open, next - at) : 0;
  }
  const wide = kind === Gap.Space && (secondKind === Gap.Dash || secondKind === Gap.Slash);
  const openAfter = kind === Gap.Close && secondKind === Gap.Space;
  const third = separator(text, next);
  next += third >> 3;
  if (!isDigit(text.charCodeAt(next))) return 0;
  if (wide && (third & 7) === Gap.Space) return gapOf(Gap.Wide, next - at);
  return openAfter && ((third & 7) === Gap.Open || (third & 7) === Gap.Slash)
    ? gapOf(third & 7, next - at)
    : 0;
}

const gapOf = (kind: number, length: number): number => kind | (length << 3);

/** Whether another group of the same cluster follows. */
export const hasGap = (text: string, at: number): boolean => gapAt(text, at) !== 0;

function separator(text: string, at: number): number {
  const c = text.charCodeAt(at);
  switch (c) {
    case 0x20:
    case 0x2b: // a space in a query string
    case 0xa0:
    case 0x202f:
      return Gap.Space | (1 << 3);
    case 0x25:
      return text.charCodeAt(at + 1) === 50 && text.charCodeAt(at + 2) === 48 ? Gap.Space | (3 << 3) : 0;
    case 0x2d:
      return Gap.Dash | (1 << 3);
    case 0x2e:
      return Gap.Dot | (1 << 3);
    case 0x2f:
      return Gap.Slash | (1 << 3);
    case 0x28:
      return Gap.Open | (1 << 3);
    case 0x29:
      return Gap.Close | (1 << 3);
    default:
      return c >= 0x2010 && c <= 0x2015 ? Gap.Dash | (1 << 3) : 0;
  }
}

/** The length of the single separator at `at`; 0 where none is. */
export const separatorLength = (text: string, at: number): number => separator(text, at) >> 3;

export const lengthOf = (cluster: Cluster, group: number): number =>
  (cluster.ends[group] ?? 0) - (cluster.starts[group] ?? 0);

/** The digits of `count` groups from `first` on, without what stands between them. */
export function digitsOf(cluster: Cluster, first: number, count: number): string {
  let digits = "";
  for (let i = first; i < first + count; i++)
    digits += cluster.text.slice(cluster.starts[i], cluster.ends[i]);
  return digits;
}

/** The number of groups of a date (`2024-01-02`, `01.02.2024`) or of a UUID of digits alone at `first`; else 0. */
export function datesAndIds(cluster: Cluster, first: number): number {
  const { gaps, count } = cluster;
  const gap = gaps[first + 1];
  if (first + 2 >= count || gap !== gaps[first + 2] || gap === Gap.Open || gap === Gap.Close) return 0;
  const a = lengthOf(cluster, first);
  const c = lengthOf(cluster, first + 2);
  if (a === 8 && gap === Gap.Dash && lengthOf(cluster, first + 4) === 12 && first + 4 < count) return 5;
  if (lengthOf(cluster, first + 1) > 2) return 0;
  if (a === 4 && c <= 2) return isDate(cluster, first, first + 1, first + 2) ? 3 : 0;
  if (a <= 2 && c === 4) {
    return isDate(cluster, first + 2, first + 1, first) || isDate(cluster, first + 2, first, first + 1)
      ? 3
      : 0;
  }
  return 0;
}

function isDate(cluster: Cluster, year: number, month: number, day: number): boolean {
  const y = numberAt(cluster, year);
  const m = numberAt(cluster, month);
  const d = numberAt(cluster, day);
  return y >= 1900 && y < 2100 && m >= 1 && m <= 12 && d >= 1 && d <= 31;
}

/** The value of a short group. */
export function numberAt({ text, starts, ends }: Cluster, group: number): number {
  let value = 0;
  for (let at = starts[group]!; at < ends[group]!; at++) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}
