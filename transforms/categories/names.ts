import { isCompound, wordHints } from "./lexicon.ts";
import type { Signal } from "./score.ts";
import { words } from "./tokens.ts";

/** The last word of a name is what the thing is (`AgentTool` is a tool); the others say what it is for. */
const MODIFIER = 0.5;

/** Words that say how code is built; what it is about is said by the word before them (`ConsentService`, `auth.module`). */
const ROLES: ReadonlySet<string> = new Set(
  [
    "service services manager module factory helper helpers util utils impl base abstract class type types interface",
    "interfaces const bot client clients provider providers adapter adapters handler handlers server servers",
  ].flatMap((line) => line.split(" ")),
);

/** Signals of a name of code or of a file. */
export function nameSignals(
  name: string,
  weight: number,
  source: Signal["source"],
  sentence: string,
): readonly Signal[] {
  const all = words(name, isCompound);
  const said = all.filter((word) => !ROLES.has(word));
  const parts = said.some((word) => wordHints(word).length > 0) ? said : all;
  return parts.flatMap((word, index) =>
    wordHints(word).map(({ category, strength }) => ({
      category,
      weight: weight * strength * (index === parts.length - 1 ? 1 : MODIFIER),
      source,
      word,
      sentence,
    })),
  );
}
