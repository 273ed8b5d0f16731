import { diffArrays } from "diff";
import { countAtFront } from "../../transforms/syntax/sorted.ts";

export type Line = { readonly op: " " | "-" | "+"; readonly text: string };

/**
 * How the lines of one text become those of another. Lines that are unique in both are paired first (patience
 * diff), and only what is between them is searched for the shortest way: on a file of 10,000 lines with hundreds
 * of added ones that is some hundred times faster than searching the whole.
 */
export function lineDiff(before: string, after: string): readonly Line[] {
  return between(linesOf(before), linesOf(after));
}

/** Lines with their line ends, so that a missing last one is a difference. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const all = (op: Line["op"], lines: readonly string[]): Line[] => lines.map((text) => ({ op, text }));

function between(a: readonly string[], b: readonly string[]): Line[] {
  if (a.length === 0) return all("+", b);
  if (b.length === 0) return all("-", a);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const middle = paired(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...all(" ", a.slice(0, head)), ...middle, ...all(" ", a.slice(a.length - tail))];
}

function paired(a: readonly string[], b: readonly string[]): Line[] {
  const pairs = a.length === 0 || b.length === 0 ? [] : increasing(uniquePairs(a, b));
  if (pairs.length === 0) return shortest(a, b);
  const lines: Line[] = [];
  let fromA = 0;
  let fromB = 0;
  for (const [inA, inB] of [...pairs, [a.length, b.length] as const]) {
    for (const line of between(a.slice(fromA, inA), b.slice(fromB, inB))) lines.push(line);
    if (inA < a.length) lines.push({ op: " ", text: a[inA]! });
    fromA = inA + 1;
    fromB = inB + 1;
  }
  return lines;
}

function shortest(a: readonly string[], b: readonly string[]): Line[] {
  return diffArrays([...a], [...b]).flatMap(({ added, removed, value }) =>
    all(added ? "+" : removed ? "-" : " ", value),
  );
}

type Pair = readonly [inA: number, inB: number];

/** Places of the lines that occur once in each, in the order of `a`. */
function uniquePairs(a: readonly string[], b: readonly string[]): readonly Pair[] {
  const inB = unique(b);
  return [...unique(a)].flatMap(([line, n]) => {
    const other = inB.get(line);
    return n === undefined || other === undefined ? [] : [[n, other] as const];
  });
}

function unique(lines: readonly string[]): ReadonlyMap<string, number | undefined> {
  const places = new Map<string, number | undefined>();
  for (const [n, line] of lines.entries()) places.set(line, places.has(line) ? undefined : n);
  return places;
}

/** The longest part of the pairs in which both places grow (patience sorting). */
function increasing(pairs: readonly Pair[]): readonly Pair[] {
  type Card = { readonly pair: Pair; readonly left: Card | undefined };
  const tops: Card[] = [];
  for (const pair of pairs) {
    const at = countAtFront(tops, (top) => top.pair[1] < pair[1]);
    tops[at] = { pair, left: tops[at - 1] };
  }
  const result: Pair[] = [];
  for (let card = tops.at(-1); card; card = card.left) result.push(card.pair);
  return result.reverse();
}
