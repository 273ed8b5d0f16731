import { type Cluster, digitsOf, Gap, lengthOf } from "./cluster.ts";
import { PLANS_BY_LAYOUT, type Weight } from "./phone-plans.ts";

/** How much the layout of `n` groups from `first` on speaks for a national number; nothing when it is none. */
export function nationalWeight(
  cluster: Cluster,
  first: number,
  n: number,
): Exclude<Weight, "paren"> | undefined {
  const { text } = cluster;
  const at = cluster.starts[first]!;
  const trunk = text.charCodeAt(at) === 48 && text.charCodeAt(at + 1) !== 48 && lengthOf(cluster, first) > 1;
  const weight = (trunk ? trunkWeight(cluster, first, n) : undefined) ?? planWeight(cluster, first, n);
  return weight !== undefined && hasOneStyle(cluster, first, n) ? weight : undefined;
}

function planWeight(cluster: Cluster, first: number, n: number): Exclude<Weight, "paren"> | undefined {
  let key = 0;
  for (let i = first; i < first + n; i++) {
    const length = lengthOf(cluster, i);
    if (length > 12) return undefined;
    key = key * 16 + length;
  }
  const plans = PLANS_BY_LAYOUT.get(key);
  if (plans === undefined) return undefined;
  const digits = digitsOf(cluster, first, Math.min(n, 2));
  const plan = plans.find(({ lead }) => lead.test(digits));
  if (plan?.weight !== "paren") return plan?.weight;
  return cluster.gaps[first + 1] === Gap.Close ? "clear" : "hint";
}

/**
 * Where the trunk prefix is 0 (most of Europe, Asia, Australia) area codes and subscribers have many lengths:
 * `020 7946 0958`, `030/12345678`, `01 23 45 67 89`, `0466-12-3456`.
 */
function trunkWeight(cluster: Cluster, first: number, n: number): Exclude<Weight, "paren"> | undefined {
  const { text } = cluster;
  const at = cluster.starts[first]!;
  const head = lengthOf(cluster, first);
  if (n < 2 || n > 5 || head > 6) return undefined;
  let total = head;
  for (let i = first + 1; i < first + n; i++) {
    const length = lengthOf(cluster, i);
    if (length < 2 || (n === 5 && length !== 2)) return undefined;
    total += length;
  }
  if (total < 9 || total > 12 || (head === 6 && total !== 11) || (n === 4 && head === 2)) return undefined;
  const gap = cluster.gaps[first + 1];
  if (gap === Gap.Dot && n < 5 && total < 10) return "hint";
  // `02139-4307` is a ZIP code, `08.123456` a decimal, and twelve digits are more often something else.
  const german = text.charCodeAt(at + 1) === 49 && "567".includes(text.charAt(at + 2));
  if (
    (total === 12 && !german) ||
    (n === 2 && (gap === Gap.Dot || (head === 5 && total === 9 && gap === Gap.Dash)))
  )
    return "hint";
  return "clear";
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
