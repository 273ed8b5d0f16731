import { nodesOf } from "./nodes.ts";
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
      const { start, end } = literals[lastBefore(literals, edit.end)] ?? { start: edit.end, end: 0 };
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

/** Index of the last range that starts before a position, in ranges sorted by it that do not overlap; -1 for none. */
function lastBefore(ranges: readonly Range[], position: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.start < position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
