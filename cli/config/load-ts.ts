import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isSource, ownUrl } from "../../transforms/own-root.ts";

/**
 * Loads a TypeScript configuration without the project's own compiler: types are stripped, and the module runs
 * from a temporary file beside it, so that its imports resolve as written. `blog-migrate` itself resolves to this
 * copy, installed in the project or not. Limit: another TypeScript file that it imports is not compiled.
 */
export async function loadTs(path: string, text: string): Promise<unknown> {
  const { ts } = await import("../../transforms/syntax/ts.ts");
  const { outputText } = ts.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: false,
    },
  });
  const own = ownUrl(isSource ? "cli/index.ts" : "dist/cli/index.js").href;
  const code = outputText.replace(/(\bfrom\s*|\bimport\s*\(\s*)(["'])blog-migrate\2/g, `$1"${own}"`);
  const file = join(dirname(path), `.${basename(path)}.${process.pid}-${randomBytes(3).toString("hex")}.mjs`);
  const readOnly = await writeFile(file, code, { flag: "wx" }).then(
    () => false,
    () => true,
  );
  const url = readOnly ? `data:text/javascript,${encodeURIComponent(code)}` : pathToFileURL(file).href;
  try {
    return ((await import(url)) as { default?: unknown }).default;
  } finally {
    if (!readOnly) await rm(file, { force: true });
  }
}
