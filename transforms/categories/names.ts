import type { CategoryName } from "../target.ts";
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

/** In `oauth-credential-storage` and `memory-persist-queue` the last word says in which form, the first what of. */
const FORMS: ReadonlySet<string> = new Set(
  [
    "queue queues storage storages cache caches pool pools lock locks file files download upload status event events",
    "log logs logger stat stats error errors retry limit limits migration",
  ].flatMap((line) => line.split(" ")),
);
/** What code is about, where the other categories say in which layer or form it is. */
export const SUBJECTS: ReadonlySet<CategoryName> = new Set<CategoryName>([
  "AGENT_OPERATIONS",
  "TOOL_OPERATIONS",
  "RAG_OPERATIONS",
  "LLM_OPERATIONS",
  "MEMORY_OPERATIONS",
  "SECURITY_EVENTS",
]);

/** A router of queues is a router: the words before say only whose. */
const LAYERS: ReadonlySet<string> = new Set(["router", "routers", "controller", "entity", "repository"]);
const UNDER_LAYER = 0.5;

const isSubject = (word: string): boolean =>
  !FORMS.has(word) && wordHints(word).some((h) => h.strength === 1 && SUBJECTS.has(h.category));

/** How much each word of a name counts: the last in full, unless it is the form of a subject named before. */
function shares(parts: readonly string[]): readonly number[] {
  const last = parts.length - 1;
  const subject = FORMS.has(parts[last] ?? "") ? parts.findLastIndex(isSubject) : -1;
  const main = subject === -1 ? last : subject;
  return parts.map((_, index) => (index === main ? 1 : MODIFIER));
}

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
  const share = shares(parts);
  const isLayer = LAYERS.has(parts.at(-1) ?? "");
  return parts.flatMap((word, index) =>
    wordHints(word).map(({ category, strength }) => ({
      category,
      weight:
        weight * strength * (share[index] ?? 1) * (isLayer && index < parts.length - 1 ? UNDER_LAYER : 1),
      source,
      word,
      sentence,
    })),
  );
}
