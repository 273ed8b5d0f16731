import type { Parsed, Source } from "./model.ts";
import { nodesOf } from "./syntax/nodes.ts";
import { styleOf } from "./syntax/style.ts";
import { ts } from "./syntax/ts.ts";

/** Parses one file. Syntax errors do not throw: see `syntaxErrors`. */
export function parse(source: Source): Parsed {
  const ast = createTree(source, ts.JSDocParsingMode.ParseAll);
  return { source, ast, moduleKind: moduleKind(source, ast), style: styleOf(source.text) };
}

/** As {@link parse}, without a look at JSDoc and style: enough to find what was added. */
export function parseOutput(source: Source): Pick<Parsed, "source" | "ast"> {
  return { source, ast: createTree(source, ts.JSDocParsingMode.ParseNone) };
}

/** `nodesOf` sets the parents, but for those of JSDoc, which is read for its types in JavaScript alone. */
function createTree({ path, text }: Source, jsDocParsingMode: ts.JSDocParsingMode): ts.SourceFile {
  const kind = scriptKind(path);
  const withParents = kind === ts.ScriptKind.JSX && jsDocParsingMode === ts.JSDocParsingMode.ParseAll;
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode };
  const ast = ts.createSourceFile(path, text, options, withParents, kind);
  nodesOf(ast);
  return ast;
}

/** Syntax errors of a parsed file, in the compiler's own words. */
export function syntaxErrors(
  ast: ts.SourceFile,
): readonly { readonly offset: number; readonly message: string }[] {
  const { parseDiagnostics = [] } = ast as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  const errors = isScript(ast) ? parseDiagnostics.filter(({ code }) => !SLOPPY.has(code)) : parseDiagnostics;
  return errors.map((d) => ({
    offset: d.start,
    message: ts.flattenDiagnosticMessageText(d.messageText, "\n"),
  }));
}

/** Octal numbers, octal escapes and their like: the compiler allows them nowhere, JavaScript that is not strict does. */
const SLOPPY: ReadonlySet<number> = new Set([1121, 1487, 1488, 1489]);

const isScript = (ast: ts.SourceFile): boolean => scriptKind(ast.fileName) === ts.ScriptKind.JSX;

/** JavaScript is read as JSX too: `.js` files with JSX are common, and nothing else is lost. */
function scriptKind(path: string): ts.ScriptKind {
  if (/\.[cm]?ts$/.test(path)) return ts.ScriptKind.TS;
  return path.endsWith(".tsx") ? ts.ScriptKind.TSX : ts.ScriptKind.JSX;
}

function moduleKind(source: Source, ast: ts.SourceFile): "esm" | "cjs" {
  if (/\.([cm]?tsx?|mjs)$/.test(source.path)) return "esm";
  if (source.path.endsWith(".cjs")) return "cjs";
  if (usesImport(ast)) return "esm";
  if (/\brequire\s*\(|\bmodule\.exports\b|\bexports\./.test(source.text)) return "cjs";
  return source.packageType === "module" ? "esm" : "cjs";
}

function usesImport(ast: ts.SourceFile): boolean {
  return ast.statements.some(
    (s) =>
      ts.isImportDeclaration(s) ||
      ts.isExportDeclaration(s) ||
      (ts.isExportAssignment(s) && !s.isExportEquals) ||
      (ts.canHaveModifiers(s) && ts.getModifiers(s)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)),
  );
}
