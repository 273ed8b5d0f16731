import { identifiers } from "../syntax/names.ts";
import type { ts } from "../syntax/ts.ts";
import { CATEGORIES, type CategoryName, LOCAL_NAMES, RUNTIME_EXPORTS } from "../target.ts";
import { wordHints } from "./lexicon.ts";
import type { Signal } from "./score.ts";
import { tokens } from "./tokens.ts";

/** The most that the words of a file's identifiers weigh together; it takes many to come near. */
const MOST = 2.5;
const HALF = 8;
/** All code around a model speaks of tool calls. */
const OF_TOOLS = 0.5;

/** Names that `migrate` adds: they must not change what a second run says. */
const OURS: ReadonlySet<string> = new Set([
  ...CATEGORIES,
  ...Object.values(LOCAL_NAMES),
  ...Object.values(RUNTIME_EXPORTS),
]);

/** Words that code of every kind is full of. */
const EVERYWHERE: ReadonlySet<CategoryName> = new Set<CategoryName>([
  "ERROR_TRACKING",
  "SYSTEM_HEALTH",
  "PERFORMANCE",
]);

/** What the identifiers of a file speak of, where its path, imports and declarations say little; `common` words say nothing. */
export function vocabularySignals(ast: ts.SourceFile, common: ReadonlySet<string>): readonly Signal[] {
  const spoken = new Map<CategoryName, string[]>();
  for (const name of identifiers(ast)) {
    if (OURS.has(name) || !/^[\w$]+$/.test(name)) continue;
    if (common.size > 0 && tokens(name).some((word) => common.has(word))) continue;
    for (const category of categoriesOf(name)) {
      const names = spoken.get(category);
      if (names) names.push(name);
      else spoken.set(category, [name]);
    }
  }
  return [...spoken].map(([category, names]) => ({
    category,
    weight: ((MOST * names.length) / (names.length + HALF)) * (category === "TOOL_OPERATIONS" ? OF_TOOLS : 1),
    source: "vocabulary",
    sentence: `names such as ${names.slice(0, 3).join(", ")}`,
  }));
}

/** Names come again in file after file; what they speak of is kept, up to a bound. */
const remembered = new Map<string, readonly CategoryName[]>();
const MOST_REMEMBERED = 20_000;

function categoriesOf(name: string): readonly CategoryName[] {
  const known = remembered.get(name);
  if (known) return known;
  const hints = tokens(name).flatMap(wordHints);
  const spoken = hints.filter((h) => h.strength === 1 && !EVERYWHERE.has(h.category)).map((h) => h.category);
  const categories = [...new Set(spoken)];
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, categories);
  return categories;
}
