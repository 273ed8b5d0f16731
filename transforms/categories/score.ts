import type { Classification, Confidence } from "../model.ts";
import type { CategoryName } from "../target.ts";

/** One sign for a category, in words. `source` groups signs of one kind, of which the strongest counts most. */
export type Signal = {
  readonly category: CategoryName;
  readonly weight: number;
  readonly source: "file" | "folder" | "import" | "class" | "heritage" | "decorator" | "function" | "call";
  /** E.g. `import "openai"`. */
  readonly sentence: string;
};

/** What a second sign of the same kind adds, the third this part of that: ten route calls are hardly more than two. */
const REPEATED = 0.4;
const MOST_EVIDENCE = 5;

/** Adds up signals; without any, `SERVICE_OPERATIONS` at low confidence. */
export function score(signals: readonly Signal[]): Classification {
  const totals = categoryWeights(signals);
  const [first, second] = [...totals].toSorted((a, b) => b[1] - a[1]);
  if (!first || first[1] < WEAKEST) {
    return {
      category: "SERVICE_OPERATIONS",
      confidence: "low",
      evidence: ["no signal for another category"],
    };
  }
  const [category, weight] = first;
  return {
    category,
    confidence: confidence(weight, second?.[1] ?? 0),
    evidence: evidence(signals, category),
  };
}

/** Below this a category is a guess that says less than the fallback. */
const WEAKEST = 1.3;

/** The same signals, each with a part of its weight. */
export function weaken(signals: readonly Signal[], part: number): readonly Signal[] {
  return signals.map((signal) => ({ ...signal, weight: signal.weight * part }));
}

/** Weight by category: of the signals of one kind each further one, weaker or equal, counts a good deal less. */
export function categoryWeights(signals: readonly Signal[]): ReadonlyMap<CategoryName, number> {
  const kinds = new Map<string, Map<string, Signal>>();
  for (const signal of signals) {
    const kind = kinds.get(signal.category + signal.source) ?? new Map<string, Signal>();
    if (signal.weight > (kind.get(signal.sentence)?.weight ?? 0)) kind.set(signal.sentence, signal);
    kinds.set(signal.category + signal.source, kind);
  }
  const totals = new Map<CategoryName, number>();
  for (const kind of kinds.values()) {
    const sorted = [...kind.values()].toSorted((a, b) => b.weight - a.weight);
    for (const [index, { category, weight }] of sorted.entries()) {
      totals.set(category, (totals.get(category) ?? 0) + weight * REPEATED ** index);
    }
  }
  return totals;
}

function confidence(first: number, second: number): Confidence {
  if (first >= 5 && first >= 1.8 * second) return "high";
  return first >= 2 && first >= 1.25 * second ? "medium" : "low";
}

function evidence(signals: readonly Signal[], category: CategoryName): readonly string[] {
  const sentences = signals
    .filter((s) => s.category === category)
    .toSorted((a, b) => b.weight - a.weight)
    .map((s) => s.sentence);
  return [...new Set(sentences)].slice(0, MOST_EVIDENCE);
}
