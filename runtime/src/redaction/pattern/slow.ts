import { checkPattern } from "./check.ts";

/** A regular expression and a text on which its search takes more than linear time. */
export type SlowPattern = { readonly pattern: string; readonly trigger: string };

/** Checked once, however often a configuration is read. */
const known = new Map<string, SlowPattern | undefined>();
const MOST_KNOWN = 500;

/** What is wrong with a pattern's speed, if anything. */
export function slowPattern(pattern: RegExp | string): SlowPattern | undefined {
  const [source, flags] = typeof pattern === "string" ? [pattern, ""] : [pattern.source, pattern.flags];
  const shown = `/${source}/${flags}`;
  if (!known.has(shown)) {
    if (known.size >= MOST_KNOWN) known.clear();
    const checked = checkPattern(source, flags);
    known.set(shown, checked.ok ? undefined : { pattern: shown, trigger: checked.trigger });
  }
  return known.get(shown);
}
