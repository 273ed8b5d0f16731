import { type Cluster, digitsOf, Gap, lengthOf } from "./cluster.ts";
import { PLANS_BY_LAYOUT } from "./phone-plans.ts";

/** How much a layout speaks for a phone number: by itself, or where the text speaks of one. */
export type LayoutWeight = "clear" | "hint";

/** The most digits of a national number, with the trunk prefix. */
const MOST_DIGITS = 12;
const LEAST_DIGITS = 7;

/** By the number of groups; filled by `readLayouts`, so that one walk over the groups serves all layouts. */
const weights: (LayoutWeight | undefined)[] = [];

/** Reads every layout that begins at the group `first`; returns the number of groups of the longest. */
export function readLayouts(cluster: Cluster, first: number): number {
  const { text } = cluster;
  const at = cluster.starts[first]!;
  const trunk = text.charCodeAt(at) === 48 && text.charCodeAt(at + 1) !== 48 && lengthOf(cluster, first) > 1;
  let key = 0;
  let total = 0;
  let shortest = MOST_DIGITS;
  for (let i = first; i < cluster.count; i++) {
    const n = i - first + 1;
    const length = lengthOf(cluster, i);
    total += length;
    if (total > MOST_DIGITS) return n - 1;
    key = key * 16 + length;
    if (n > 1 && length < shortest) shortest = length;
    weights[n] = undefined;
    if (total < LEAST_DIGITS) continue;
    const trunked = trunk && shortest >= 2 ? trunkWeight(cluster, first, n, total) : undefined;
    const weight = trunked ?? planWeight(cluster, first, n, key);
    if (weight !== undefined && hasOneStyle(cluster, first, n)) weights[n] = weight;
  }
  return cluster.count - first;
}

/** What `readLayouts` found for the first `n` groups. */
export const weightOf = (n: number): LayoutWeight | undefined => weights[n];

function planWeight(cluster: Cluster, first: number, n: number, key: number): LayoutWeight | undefined {
  const plans = PLANS_BY_LAYOUT.get(key);
  if (plans === undefined) return undefined;
  const digits = digitsOf(cluster, first, Math.min(n, 2));
  for (const { lead, weight } of plans) {
    if (!lead.test(digits)) continue;
    if (weight === "clear" || weight === "hint") return weight;
    const gap = cluster.gaps[first + 1];
    return gap === Gap.Close || (weight === "dash" && gap === Gap.Dash) ? "clear" : "hint";
  }
  return undefined;
}

/**
 * Where the trunk prefix is 0 (most of Europe, Asia, Australia) area codes and subscribers have many lengths:
 * `020 7946 0958`, `030/12345678`, `01 23 45 67 89`, `0466-12-3456`.
 */
function trunkWeight(cluster: Cluster, first: number, n: number, total: number): LayoutWeight | undefined {
  const head = lengthOf(cluster, first);
  if (n < 2 || n > 5 || head > 6 || total < 9 || (head === 6 && total !== 11)) return undefined;
  if ((n === 4 && head === 2) || (n === 5 && !isAllPairs(cluster, first))) return undefined;
  const gap = cluster.gaps[first + 1];
  // Decimals; the ZIP code `02139-4307`; and twelve digits are more often something else.
  if (gap === Gap.Dot && (n === 2 || (n < 5 && total < 10))) return "hint";
  if (n === 2 && head === 5 && total === 9 && gap === Gap.Dash) return "hint";
  return total < MOST_DIGITS || isGermanMobile(cluster, first) ? "clear" : "hint";
}

function isAllPairs(cluster: Cluster, first: number): boolean {
  for (let i = first; i < first + 5; i++) if (lengthOf(cluster, i) !== 2) return false;
  return true;
}

/** 015, 016 and 017: the only twelve digits that no hint is needed for. */
function isGermanMobile({ text, starts }: Cluster, first: number): boolean {
  const third = text.charCodeAt(starts[first]! + 2);
  return text.charCodeAt(starts[first]! + 1) === 49 && third >= 53 && third <= 55;
}

/** One kind of separator, or spaces with dashes, or a slash behind the area code; dots with nothing else. */
export function hasOneStyle(cluster: Cluster, first: number, n: number): boolean {
  const { text } = cluster;
  let kinds = 0;
  for (let i = first + 1; i < first + n; i++) {
    const gap = cluster.gaps[i]!;
    const leading = i === first + 1;
    if (gap === Gap.Wide && !leading) return false;
    if (
      gap === Gap.Wide ||
      gap === Gap.Close ||
      gap === Gap.Open ||
      (gap === Gap.Slash && leading && (n === 3 || text.charCodeAt(cluster.starts[first]!) === 48))
    )
      continue;
    if (gap === Gap.Slash && n < 5) return false;
    kinds |= 1 << gap;
  }
  return (kinds & (kinds - 1)) === 0 || (kinds === ((1 << Gap.Space) | (1 << Gap.Dash)) && n < 5);
}
