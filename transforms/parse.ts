import type { Parsed, Source, Style } from "./model.ts";
import { ts } from "./syntax/ts.ts";

/** Parses one file. Syntax errors do not throw: see `syntaxErrors`. */
export function parse(source: Source): Parsed {
  const ast = ts.createSourceFile(
    source.path,
    source.text,
    ts.ScriptTarget.Latest,
    true,
    scriptKind(source.path),
  );
  return { source, ast, moduleKind: moduleKind(source, ast), style: style(source.text) };
}

/** Syntax errors of a parsed file, in the compiler's own words. */
export function syntaxErrors(
  ast: ts.SourceFile,
): readonly { readonly offset: number; readonly message: string }[] {
  const { parseDiagnostics = [] } = ast as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  return parseDiagnostics.map((d) => ({
    offset: d.start,
    message: ts.flattenDiagnosticMessageText(d.messageText, "\n"),
  }));
}

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

function style(text: string): Style {
  return {
    eol: /\r\n/.test(text) && count(text, /\r\n/g) * 2 > count(text, /\n/g) ? "\r\n" : "\n",
    indent: indentUnit(text),
    quote: count(text, /'/g) > count(text, /"/g) ? "'" : '"',
    semicolons: count(text, /;[ \t]*(?:\/\/[^\n]*)?$/gm) * 4 >= count(text, /[)\w"'`\]]\r?$/gm),
  };
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The smallest step by which lines are indented: a tab, or 2 to 8 spaces. */
function indentUnit(text: string): string {
  if (/^\t/m.test(text)) return "\t";
  const steps = new Map<number, number>();
  let previous = 0;
  for (const [, spaces = ""] of text.matchAll(/^( *)[^\s*]/gm)) {
    const step = spaces.length - previous;
    if (step > 1 && step <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    previous = spaces.length;
  }
  const [best] = [...steps].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return " ".repeat(best?.[0] ?? 2);
}
