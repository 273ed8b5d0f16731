import { parse } from "../../transforms/parse.ts";
import { ts } from "../../transforms/syntax/ts.ts";
import { sourceOf } from "../hard-cases/cases.ts";

/**
 * A syntax tree as lines: kinds, and the text of what has one. Left out is what a formatter may add or drop:
 * parentheses, empty statements, and whether a lone statement is in a block.
 */
export function treeOf(text: string, extension: string): readonly string[] {
  const lines: string[] = [];
  const visit = (node: ts.Node, depth: number): void => {
    if (ts.isEmptyStatement(node) || isBlank(node)) return;
    if (isFrame(node)) return void ts.forEachChild(node, (child) => visit(child, depth));
    lines.push(`${" ".repeat(depth)}${ts.SyntaxKind[node.kind]} ${wordsOf(node)}`);
    ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(parse(sourceOf(text, extension)).ast, 0);
  return lines;
}

/** Text between elements that is only there for the layout. */
const isBlank = (node: ts.Node): boolean => {
  if (ts.isJsxText(node)) return node.text.trim() === "";
  return (
    ts.isJsxExpression(node) && node.expression !== undefined && /^["'] ["']$/.test(node.expression.getText())
  );
};

const isFrame = (node: ts.Node): boolean =>
  ts.isParenthesizedExpression(node) ||
  ts.isParenthesizedTypeNode(node) ||
  (ts.isBlock(node) && node.statements.length === 1);

function wordsOf(node: ts.Node): string {
  if (ts.isJsxText(node)) return node.text.trim().replace(/\s+/g, " ");
  if (ts.isStringLiteralLike(node) || ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return node.text;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) return node.text;
  if (ts.isNumericLiteral(node) || ts.isRegularExpressionLiteral(node)) return node.text;
  return "";
}
