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
  const { importedFiles } = ts.preProcessFile(text, true, /\.[cm]?jsx?$/.test(path));
  return { path, imports: importedFiles.map(({ fileName }) => fileName) };
}
