import type { Classification, Confidence } from "../model.ts";
import type { CategoryName } from "../target.ts";

/** One sign for a category, in words. `source` groups signs of one kind, of which the strongest counts most. */
export type Signal = {
  readonly category: CategoryName;
  readonly weight: number;
  readonly source:
    | "file"
    | "folder"
    | "import"
    | "class"
    | "heritage"
    | "decorator"
    | "function"
    | "call"
    | "package"
    | "vocabulary";
  /** The word that says it, where one does: a file and its class of one name are one sign, not two. */
  readonly word?: string;
  /** E.g. `import "openai"`. */
  readonly sentence: string;
};

/** What a second sign of the same kind adds, the third this part of that: ten route calls are hardly more than two. */
const REPEATED = 0.5;
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
const WEAKEST = 1.5;

/** The same signals, each with a part of its weight. */
export function weaken(signals: readonly Signal[], part: number): readonly Signal[] {
  return signals.map((signal) => ({ ...signal, weight: signal.weight * part }));
}

/** Weight by category. What comes again, by the same word or from the same source, counts less each time. */
export function categoryWeights(signals: readonly Signal[]): ReadonlyMap<CategoryName, number> {
  const totals = new Map<CategoryName, number>();
  if (signals.length === 0) return totals;
  const times = new Map<string, number>();
  const seen = new Set<string>();
  for (const { category, weight, source, word, sentence } of signals.toSorted(
    (a, b) => b.weight - a.weight,
  )) {
    const said = `${category} ${source} ${sentence}`;
    if (seen.has(said)) continue;
    seen.add(said);
    const again = count(times, `${category} ${source}`) + (word ? count(times, `${category} "${word}"`) : 0);
    totals.set(category, (totals.get(category) ?? 0) + weight * REPEATED ** again);
  }
  return totals;
}

/** How often a key was counted before. */
function count(times: Map<string, number>, key: string): number {
  const before = times.get(key) ?? 0;
  times.set(key, before + 1);
  return before;
}

function confidence(first: number, second: number): Confidence {
  if (first >= 5.5 && first >= 2 * second) return "high";
  return first >= 2 && first >= 1.25 * second ? "medium" : "low";
}

function evidence(signals: readonly Signal[], category: CategoryName): readonly string[] {
  const sentences = signals
    .filter((s) => s.category === category)
    .toSorted((a, b) => b.weight - a.weight)
    .map((s) => s.sentence);
  return [...new Set(sentences)].slice(0, MOST_EVIDENCE);
}
