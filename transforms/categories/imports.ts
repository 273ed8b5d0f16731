import type { Parsed } from "../model.ts";
import { ts } from "../syntax/ts.ts";
import type { CategoryName } from "../target.ts";
import { isInComment } from "./comments.ts";
import { type Hint, lexicon, wordHints } from "./lexicon.ts";
import { PACKAGES } from "./packages.ts";
import type { Signal } from "./score.ts";
import { tokens } from "./tokens.ts";

const PACKAGE = 2.5;
/** Types are imported by whoever talks about a thing, not only by who does it. */
const TYPE_ONLY = 0.4;

/** All packages of a workspace import its core, whatever they are about. */
const SIBLING = 0.4;

const packageHints = lexicon(PACKAGES);

/** Signals of the packages that a file imports or requires. */
export function importSignals(file: Parsed): readonly Signal[] {
  const scope = /^@[^/]+\//.exec(file.source.package?.name ?? "")?.[0];
  return [...imports(file)].flatMap(([name, weight]) =>
    hintsOf(name).map(({ category, strength }) => ({
      category,
      weight: PACKAGE * weight * strength * (scope && name.startsWith(scope) ? SIBLING : 1),
      source: "import" as const,
      sentence: `import "${name}"`,
    })),
  );
}

/** What the table says of a package: `@scope/name/a/b` is looked up whole, then shortened from its end. */
export function knownPackage(specifier: string): readonly Hint[] {
  for (let name = specifier; name; name = name.slice(0, Math.max(0, name.lastIndexOf("/")))) {
    const { hints } = packageHints(name);
    if (hints.length > 0) return hints;
  }
  return [];
}

/** An unknown package may speak by its name. */
function hintsOf(specifier: string): readonly Hint[] {
  const known = knownPackage(specifier);
  if (known.length > 0) return known;
  return tokens(specifier)
    .flatMap(wordHints)
    .filter(({ category, strength }) => strength === 1 && OF_AI.has(category))
    .map((hint) => ({ ...hint, strength: BY_NAME }));
}

/** How much the name of an unknown package says, and about what: for other categories path aliases look too much alike. */
const BY_NAME = 0.5;
const OF_AI: ReadonlySet<CategoryName> = new Set<CategoryName>([
  "AGENT_OPERATIONS",
  "TOOL_OPERATIONS",
  "RAG_OPERATIONS",
  "LLM_OPERATIONS",
]);

/** Package → how much its import counts. */
function imports(file: Parsed): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const add = (name: string, weight: number): void => {
    if (!name.startsWith(".")) found.set(name, Math.max(weight, found.get(name) ?? 0));
  };
  for (const statement of file.ast.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    add(statement.moduleSpecifier.text, statement.importClause?.isTypeOnly ? TYPE_ONLY : 1);
  }
  const { text } = file.source;
  for (const { index, 1: name = "" } of text.matchAll(/\b(?:require|import)\s*\(\s*["'`]([^"'`]+)["'`]/g)) {
    if (!isInComment(text, index)) add(name, 1);
  }
  return found;
}
