import { CALLED_APIS } from "./apis.ts";
import { isInComment } from "./comments.ts";
import { entries, type Hint } from "./lexicon.ts";
import type { Signal } from "./score.ts";

const CALL = 2;

/** Where a file calls an API of the table. */
export type ApiCall = { readonly offset: number; readonly signals: readonly Signal[] };

const known = new Map<string, Hint[]>();
for (const { entry, hint } of entries(CALLED_APIS)) {
  const name = entry.replace("\\s", " ");
  known.set(name, [...(known.get(name) ?? []), hint]);
}

/** Last names of the table: most calls are seen by these not to be meant. */
const LAST_NAMES: ReadonlySet<string> = new Set(
  [...known.keys()].map((name) => name.split(/[. ]/).at(-1) ?? ""),
);

/**
 * The calls of known APIs in a text, in its order; those in comments are left out, a stray match in a string weighs little.
 * Going from parenthesis to parenthesis costs a small part of what a walk of the tree does.
 */
export function apiCalls(text: string): readonly ApiCall[] {
  const found: ApiCall[] = [];
  for (let open = text.indexOf("("); open !== -1; open = text.indexOf("(", open + 1)) {
    const end = text[open - 1] === ">" ? beforeTypeArguments(text, open) : open;
    const start = wordStart(text, end);
    if (!LAST_NAMES.has(text.slice(start, end))) continue;
    const name = knownName(text.slice(Math.max(0, start - LONGEST), end));
    if (!name || isInComment(text, start)) continue;
    found.push({ offset: start, signals: (known.get(name) ?? []).map((hint) => signal(name, hint)) });
  }
  return found;
}

/** How far a callee is looked at to the left. */
const LONGEST = 100;

/** `query` of `query<Row[]>(`. */
function beforeTypeArguments(text: string, open: number): number {
  const start = text.lastIndexOf("<", open);
  return start > open - LONGEST ? start : open;
}

function wordStart(text: string, end: number): number {
  let at = end;
  while (at > 0 && isWordCode(text.charCodeAt(at - 1))) at--;
  return at;
}

const isWordCode = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 36;

/** The longest end of a callee that the table has: of `this.openai.chat.completions.create`, `chat.completions.create`. */
function knownName(before: string): string | undefined {
  const [callee = ""] = /(?:new\s+)?[\w$\s.?!)\]]*$/.exec(before) ?? [];
  const parts = callee.split(".").map((part) => part.trim().replace(/[?!]$/, ""));
  const last = parts.at(-1) ?? "";
  const made = /\bnew\s+([\w$]+)$/.exec(callee)?.[1];
  if (made) return known.has(`new ${made}`) ? `new ${made}` : undefined;
  const names = parts.map((part) => /[\w$]*$/.exec(part)?.[0] ?? "");
  for (let count = Math.min(parts.length, MOST_PARTS); count > 1; count--) {
    const name = names.slice(-count).join(".");
    if (known.has(name)) return name;
  }
  const alone = parts.length > 1 ? `.${last}` : (names.at(-1) ?? "");
  return known.has(alone) ? alone : undefined;
}

const MOST_PARTS = 3;

const signal = (name: string, { category, strength }: Hint): Signal => ({
  category,
  weight: CALL * strength,
  source: "call",
  sentence: `calls ${name}(`,
});
