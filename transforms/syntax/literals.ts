import { nodesOf } from "./nodes.ts";
import { countAtFront } from "./sorted.ts";
import { ts } from "./ts.ts";

type Range = { readonly start: number; readonly end: number };

/** Tells whether a position is inside a text, template, regular expression or JSX text of a file, not at its edge. */
export function insideLiterals(ast: ts.SourceFile): (edits: readonly Range[]) => boolean {
  let found: readonly Range[] | undefined;
  return (edits) => {
    found ??= nodesOf(ast)
      .filter(isLiteral)
      .map((node) => ({ start: startOf(node, ast), end: node.end }));
    const literals = found;
    const touched = (edit: Range): boolean => {
      const last = literals[countAtFront(literals, ({ start }) => start < edit.end) - 1];
      const { start, end } = last ?? { start: edit.end, end: 0 };
      return start < edit.end && edit.start < end;
    };
    return edits.some(touched);
  };
}

const KINDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
  ts.SyntaxKind.RegularExpressionLiteral,
  ts.SyntaxKind.JsxText,
]);

const isLiteral = (node: ts.Node): boolean => KINDS.has(node.kind);

/** JSX text has its white space as part of it. */
const startOf = (node: ts.Node, ast: ts.SourceFile): number =>
  node.kind === ts.SyntaxKind.JsxText ? node.pos : node.getStart(ast);
