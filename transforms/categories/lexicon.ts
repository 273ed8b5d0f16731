import type { CategoryName } from "../target.ts";
import { CATEGORIES } from "../target.ts";
import { WORDS } from "./words.ts";

/** One thing that a table says: `strength` is 1, or less for a hint. */
export type Hint = { readonly category: CategoryName; readonly strength: number };

/** Categories in one notation: entries apart by spaces, `~entry` a hint only, `entry*` a beginning. */
type Table = Readonly<Record<CategoryName, string>>;

const HINT_STRENGTH = 0.4;

/** Reads a table once into a look-up of a key: exact entries first, else those that the key begins with, longest first. */
export function lexicon(table: Table): (key: string) => readonly Hint[] {
  const exact = new Map<string, Hint[]>();
  const prefixes = new Map<string, Hint[]>();
  for (const { entry, hint } of entries(table)) {
    const open = entry.endsWith("*");
    const [map, key] = open ? [prefixes, entry.slice(0, -1)] : [exact, entry];
    map.set(key, [...(map.get(key) ?? []), hint]);
  }
  const longest = Math.max(0, ...[...prefixes.keys()].map((p) => p.length));
  return (key) => {
    const found = exact.get(key);
    if (found) return found;
    for (let length = Math.min(key.length, longest); length > 0; length--) {
      const hints = prefixes.get(key.slice(0, length));
      if (hints) return hints;
    }
    return [];
  };
}

/** The entries of a table, in its order. */
export function entries(table: Table): readonly { readonly entry: string; readonly hint: Hint }[] {
  return CATEGORIES.flatMap((category) =>
    table[category]
      .split(" ")
      .filter(Boolean)
      .map((word) => ({
        entry: word.replace(/^~/, ""),
        hint: { category, strength: word.startsWith("~") ? HINT_STRENGTH : 1 },
      })),
  );
}

const lookUp = lexicon(WORDS);

/** What a word says about the code that it names; a plural is read as its singular too. */
export function wordHints(word: string): readonly Hint[] {
  const hints = lookUp(word);
  return hints.length > 0 ? hints : lookUp(word.replace(/ies$/, "y").replace(/s$/, ""));
}

/** Whether a word says anything. */
export function isKnownWord(word: string): boolean {
  return wordHints(word).length > 0;
}
