import { isKnownWord, wordHints } from "./lexicon.ts";
import type { Signal } from "./score.ts";
import { words } from "./tokens.ts";

/** The last word of a name is what the thing is (`AgentTool` is a tool); the others say what it is for. */
const MODIFIER = 0.5;

/** Signals of a name of code or of a file. */
export function nameSignals(
  name: string,
  weight: number,
  source: Signal["source"],
  sentence: string,
): readonly Signal[] {
  const parts = words(name, isKnownWord);
  return parts.flatMap((word, index) =>
    wordHints(word).map(({ category, strength }) => ({
      category,
      weight: weight * strength * (index === parts.length - 1 ? 1 : MODIFIER),
      source,
      sentence,
    })),
  );
}
