import type { Source } from "../model.ts";
import { knownPackage } from "./imports.ts";
import { isCompound } from "./lexicon.ts";
import { nameSignals } from "./names.ts";
import type { Signal } from "./score.ts";
import { words } from "./tokens.ts";

/** What a package in the table of imports is about, its own files are about. */
const KNOWN = 1.6;
const NAME = 1;
const KEYWORD = 0.3;

/** What the package of a file says about it: a little, as it says the same of all its files. */
export function packageSignals(about: Source["package"]): readonly Signal[] {
  if (!about) return [];
  const sentence = `package "${about.name}"`;
  const known = knownPackage(about.name).map(({ category, strength }) => ({
    category,
    weight: KNOWN * strength,
    source: "package" as const,
    sentence,
  }));
  const name = about.name.replace(/^@[^/]*\//, "");
  return [
    ...known,
    ...nameSignals(name, NAME, "package", sentence),
    ...about.keywords.flatMap((keyword) =>
      nameSignals(keyword, KEYWORD, "package", `package keyword "${keyword}"`),
    ),
  ];
}

/**
 * The words of a package's name, and its keywords. In `mcp-nest` every second name has `mcp` in it, so that the word tells
 * its files apart no longer: it says there what the package says.
 */
export function packageWords(about: Source["package"]): ReadonlySet<string> {
  if (!about) return NONE;
  const single = about.keywords.filter((keyword) => /^[a-z\d]+$/i.test(keyword));
  return new Set([...words(about.name, isCompound), ...single.map((word) => word.toLowerCase())]);
}

const NONE: ReadonlySet<string> = new Set();

/** How much a word of the package's name still says in the name of a class, function or file. */
const COMMON = 0.5;

/** That a package is of no special kind is true of all its files in full. */
const isPlain = ({ category }: Signal): boolean => category === "SERVICE_OPERATIONS";

/** The same signals; those by words that are common in the package count less. */
export function lessCommon(signals: readonly Signal[], common: ReadonlySet<string>): readonly Signal[] {
  if (common.size === 0) return signals;
  return signals.map((signal) =>
    signal.word && common.has(signal.word) && signal.source !== "package" && !isPlain(signal)
      ? { ...signal, weight: signal.weight * COMMON }
      : signal,
  );
}
