import { CALLED_APIS } from "./apis.ts";
import { isInComment } from "./comments.ts";
import { entries, type Hint } from "./lexicon.ts";
import type { Signal } from "./score.ts";

const CALL = 2;

/** Where a file calls an API of the table. */
export type ApiCall = { readonly offset: number; readonly signals: readonly Signal[] };

const hints = new Map<string, Hint[]>();
for (const { entry, hint } of entries(CALLED_APIS)) {
  const name = entry.replace("\\s", " ");
  hints.set(name, [...(hints.get(name) ?? []), hint]);
}

/** One pass over the text is many times cheaper than a walk of the tree, and a stray match in a string weighs little. */
const CALLS = new RegExp(
  `(?<![\\w$])(?:${alternatives((name) => !name.startsWith("."))})(?=\\s*(?:<[\\w\\s,.[\\]|]*>)?\\()|(?:${alternatives((name) => name.startsWith("."))})(?=\\s*(?:<[\\w\\s,.[\\]|]*>)?\\()`,
  "g",
);

function alternatives(select: (name: string) => boolean): string {
  return [...hints.keys()]
    .filter(select)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.$]/g, "\\$&").replaceAll(" ", "\\s+"))
    .join("|");
}

/** The calls of known APIs in a text, in its order; those in comments are left out. */
export function apiCalls(text: string): readonly ApiCall[] {
  return [...text.matchAll(CALLS)].flatMap((match) => {
    if (isInComment(text, match.index)) return [];
    const name = match[0].replace(/\s+/g, " ");
    const signals = (hints.get(name) ?? []).map(({ category, strength }) => ({
      category,
      weight: CALL * strength,
      source: "call" as const,
      sentence: `calls ${name}(`,
    }));
    return signals.length > 0 ? [{ offset: match.index, signals }] : [];
  });
}
