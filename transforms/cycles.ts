import type { Facts } from "./facts.ts";
import { link } from "./link.ts";
import type { Source } from "./model.ts";

/*
 * Who is in an import cycle is asked in two steps, as most modules are in none: a rough look at all texts, and the
 * exact facts of those alone that it leaves. Nothing here needs the compiler.
 */

/** Absolute paths of the modules that may be in a cycle: all that are in one, and some more. */
export function suspectedOfCycles(sources: readonly Source[]): ReadonlySet<string> {
  return link(sources.map(possibleFacts)).inCycle;
}

/** Absolute paths of the modules that are in a cycle, by the facts of the suspected ones. */
export function cyclesAmong(sources: readonly Source[], facts: readonly Facts[]): ReadonlySet<string> {
  if (facts.length === 0) return new Set();
  const known = new Map(facts.map((f) => [f.path, f]));
  return link(sources.map(({ path }) => known.get(path) ?? { path, imports: [] })).inCycle;
}

/**
 * Every quoted text that could be the specifier of a module of one's own, in comments and strings too.
 * Out of scope: specifiers written with escapes.
 */
function possibleFacts({ path, text }: Source): Facts {
  const imports = new Set<string>();
  for (const { index, 0: quote } of text.matchAll(BEGINNINGS)) {
    const near = text.slice(index + 1, index + LONGEST);
    const end = near.indexOf(quote);
    if (end > 0) imports.add(near.slice(0, end));
  }
  return { path, imports: [...imports] };
}

/** The beginnings that `link` resolves. */
const BEGINNINGS = /["'`](?=\.|src\/|[@~#][\w-]*\/)/g;
const LONGEST = 500;
