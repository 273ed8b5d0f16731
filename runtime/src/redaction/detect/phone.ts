import { type Cluster, Gap, lengthOf } from "./cluster.ts";
import { hasPhoneWord, hasPhoneWordBehind, type PhoneContext, phoneContext } from "./context.ts";
import { endsFree, extensionEnd, isFree } from "./phone-edges.ts";
import { dialledGroups, internationalGroups, signStart } from "./phone-international.ts";
import { hasOneStyle, readLayouts, weightOf } from "./phone-layout.ts";
import type { Scan } from "./types.ts";

/** Behind as many groups no word before the cluster speaks for a group any more. */
const NEAR = 2;

/** Finds a phone number at the group `first`, with its extension; the number of groups it takes, or 0. */
export function findPhone(scan: Scan, cluster: Cluster, first: number): number {
  if (continues(cluster, first)) return 0;
  const signed = signStart(cluster, first);
  if (signed !== undefined) {
    const groups = internationalGroups(cluster, first, 0);
    if (groups > 0) return push(scan, cluster, first, groups, signed);
  }
  const start = parenStart(cluster, first);
  return findDialled(scan, cluster, first, start) || findNational(scan, cluster, first, start);
}

/** In the middle of a row of numbers. */
function continues(cluster: Cluster, first: number): boolean {
  if (first === 0) return false;
  const gap = cluster.gaps[first]!;
  if (gap === Gap.Dash || gap === Gap.Dot) return true;
  if (first <= NEAR || cluster.claimed === first) return false;
  return first + 1 >= cluster.count || gap === cluster.gaps[first + 1];
}

/** With the parenthesis that opens the first group, if it closes behind it. */
function parenStart(cluster: Cluster, first: number): number {
  const start = cluster.starts[first]!;
  const paren = first + 1 < cluster.count && cluster.gaps[first + 1] === Gap.Close;
  return paren && cluster.text.charCodeAt(start - 1) === 40 ? start - 1 : start;
}

function findDialled(scan: Scan, cluster: Cluster, first: number, start: number): number {
  const groups = dialledGroups(cluster, first);
  if (groups === 0 || !hasOneStyle(cluster, first, groups)) return 0;
  const context = phoneContext(scan, start);
  if (context === "other" || context === "id" || !isFree(cluster, first, groups, start, context)) return 0;
  return push(scan, cluster, first, groups, start);
}

function findNational(scan: Scan, cluster: Cluster, first: number, start: number): number {
  let context: PhoneContext | undefined;
  for (let n = readLayouts(cluster, first); n > 0; n--) {
    const weight = weightOf(n);
    if (weight === undefined || (weight === "hint" && first > NEAR)) continue;
    context ??= phoneContext(scan, start);
    if (context === "other") return 0;
    // Some identify people by their phone: only its whole layout makes such an id one.
    if (context === "id" && (weight !== "clear" || n < 3)) continue;
    const sure = weight === "clear" || context !== "none";
    if (sure && isFree(cluster, first, n, start, context === "id" ? "none" : context))
      return push(scan, cluster, first, n, start);
    if (context !== "none" || first > NEAR || !isFree(cluster, first, n, start, "word")) continue;
    const end = cluster.ends[first + n - 1]!;
    if (hasPhoneWord(scan, start) || hasPhoneWordBehind(scan.text, end))
      return push(scan, cluster, first, n, start);
  }
  return first === 0 ? findLabelled(scan, cluster, start, context) : 0;
}

/** Behind `phone:` any layout is one, if its length can be. */
function findLabelled(
  scan: Scan,
  cluster: Cluster,
  start: number,
  context: PhoneContext | undefined,
): number {
  const groups = groupsOfAnyLayout(cluster);
  if (groups === 0 || (context ?? phoneContext(scan, start)) !== "label") return 0;
  return isFree(cluster, 0, groups, start, "label") ? push(scan, cluster, 0, groups, start) : 0;
}

function groupsOfAnyLayout(cluster: Cluster): number {
  let total = 0;
  for (let i = 0; i < cluster.count && total <= 15; i++) total += lengthOf(cluster, i);
  if (total >= 7 && total <= 15) return cluster.count;
  const length = lengthOf(cluster, 0);
  return length >= 7 && length <= 15 ? 1 : 0;
}

function push(scan: Scan, cluster: Cluster, first: number, groups: number, start: number): number {
  const end = cluster.ends[first + groups - 1]!;
  if (!endsFree(scan.text, end)) return 0;
  scan.found.push({ type: "phone", start, end: extensionEnd(scan.text, end) });
  return groups;
}
