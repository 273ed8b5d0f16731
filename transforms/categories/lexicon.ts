import type { CategoryName } from "../target.ts";
import { CATEGORIES } from "../target.ts";
import { WORDS } from "./words.ts";

/** One thing that a table says: `strength` is 1, or less for a hint. */
export type Hint = { readonly category: CategoryName; readonly strength: number };

/** Categories in one notation: entries apart by spaces, `~entry` a hint only, `entry*` a beginning, `*entry` an end. */
type Table = Readonly<Record<CategoryName, string>>;

const HINT_STRENGTH = 0.35;

/** What a table says about a key, and by how many of its first characters the key was recognised. */
export type Match = { readonly hints: readonly Hint[]; readonly length: number };

const NOTHING: Match = { hints: [], length: 0 };

/** Reads a table once into a look-up: exact entries first, then one that the key ends with, then the longest that it begins with. */
export function lexicon(table: Table): (key: string) => Match {
  const exact = new Map<string, Hint[]>();
  const beginnings = new Map<string, Hint[]>();
  const endings = new Map<string, Hint[]>();
  for (const { entry, hint } of entries(table)) {
    const map = entry.startsWith("*") ? endings : entry.endsWith("*") ? beginnings : exact;
    const key = entry.replace(/^\*|\*$/, "");
    map.set(key, [...(map.get(key) ?? []), hint]);
  }
  const longest = Math.max(0, ...[...beginnings.keys()].map((p) => p.length));
  return (key) => {
    const whole = exact.get(key);
    if (whole) return { hints: whole, length: key.length };
    for (const [ending, hints] of endings) if (key.endsWith(ending)) return { hints, length: 0 };
    for (let length = Math.min(key.length, longest); length > 0; length--) {
      const hints = beginnings.get(key.slice(0, length));
      if (hints) return { hints, length };
    }
    return NOTHING;
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
  return wordMatch(word).hints;
}

/** Words come again and again; what was looked up is kept, up to a bound. */
const remembered = new Map<string, Match>();
const MOST_REMEMBERED = 20_000;

/** Whether two neighbours are one known word: `rate` and `limit`, but not `api` and `credential`. */
export function isCompound(first: string, second: string): boolean {
  return wordMatch(first + second).length > first.length;
}

function wordMatch(word: string): Match {
  const known = remembered.get(word);
  if (known) return known;
  const match = lookUp(word);
  const found = match.hints.length > 0 ? match : lookUp(word.replace(/ies$/, "y").replace(/s$/, ""));
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(word, found);
  return found;
}
