import type { Source } from "./model.ts";
import { ts } from "./syntax/ts.ts";

/** What one file says about others; pure, and cacheable by the file's content. */
export type Facts = {
  readonly path: string;
  /** Module specifiers of imports, re-exports and `require` calls, as written; type-only ones too. */
  readonly imports: readonly string[];
};

/** Reads the imports of a file with the compiler's scanner, without a parse. */
export function facts({ path, text }: Source): Facts {
  const { importedFiles } = ts.preProcessFile(importing(text), true, /\.[cm]?jsx?$/.test(path));
  return { path, imports: importedFiles.map(({ fileName }) => fileName) };
}

/** What stands in front of every specifier that the scanner knows; `define` of AMD has several behind it. */
const KEYWORDS = /\b(?:import|from|require)\b|\bdefine\s*\(/g;

/** The text up to the specifier behind the last keyword: behind it there is nothing to find. */
function importing(text: string): string {
  let last = -1;
  for (const { index, 0: keyword } of text.matchAll(KEYWORDS)) {
    if (keyword.startsWith("define")) return text;
    last = index;
  }
  if (last === -1) return "";
  const quote = /["'`]/g;
  quote.lastIndex = last;
  const opening = quote.exec(text);
  // `import(/* webpackChunkName: "a" */ "./a.js")`: of comments in between nothing is guessed.
  if (!opening || /\/[/*]/.test(text.slice(last, opening.index))) return text;
  const end = text.indexOf(opening[0], opening.index + 1);
  return end === -1 ? text : text.slice(0, end + 1);
}
