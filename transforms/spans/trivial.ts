import { isDirective } from "../edits/statements.ts";
import { isEmittedLogCall, isEmittedStatement, type Ours } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";
import type { FunctionWithBody } from "./functions.ts";

/**
 * Whether a function does nothing that a span could tell about: it is empty, or passes on one value or one plain call.
 *
 *   get(id) { return this.store.get(id); }      trivial: the callee has its own span, if it is worth one
 *   async get(id) { return await load(id); }    not trivial: it waits
 */
export function isTrivial({ body }: FunctionWithBody, ours: Ours): boolean {
  if (!ts.isBlock(body)) return isSimple(original(body, ours));
  const [only, ...more] = body.statements.filter((s) => !isDirective(s) && !isEmittedStatement(s, ours));
  if (!only) return true;
  if (more.length > 0) return false;
  if (ts.isReturnStatement(only)) return !only.expression || isSimple(original(only.expression, ours));
  if (ts.isThrowStatement(only)) return true;
  return ts.isExpressionStatement(only) && isSimple(only.expression);
}

/** `call` of `(ours, call)`: what an earlier run added is no work of the function's own. */
function original(node: ts.Expression, ours: Ours): ts.Expression {
  const inner = ts.isParenthesizedExpression(node) ? node.expression : node;
  const isSequence = ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.CommaToken;
  return isSequence && isEmittedLogCall(inner.left, ours) ? inner.right : node;
}

/** A value or a call whose parts are values. */
function isSimple(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
    return isSimple(node.expression);
  }
  if (ts.isCallExpression(node)) return isSimple(node.expression) && node.arguments.every(isSimple);
  if (ts.isPropertyAccessExpression(node)) return isSimple(node.expression);
  if (ts.isElementAccessExpression(node))
    return isSimple(node.expression) && isSimple(node.argumentExpression);
  if (ts.isSpreadElement(node)) return isSimple(node.expression);
  if (ts.isObjectLiteralExpression(node)) return node.properties.every(isSimpleProperty);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isSimple);
  return VALUES.has(node.kind);
}

function isSimpleProperty(node: ts.ObjectLiteralElementLike): boolean {
  if (ts.isPropertyAssignment(node)) return isSimple(node.initializer);
  return ts.isShorthandPropertyAssignment(node);
}

const VALUES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.ThisKeyword,
  ts.SyntaxKind.SuperKeyword,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
]);
