import type { LogCall } from "../../model.ts";
import { ts } from "../../syntax/ts.ts";

/**
 * Every value that a legacy call logs, also those inside object literals, texts, sums and calls that dress a value up:
 *
 *   log.error({ err, id: user.id }, `failed: ${String(e)}`)   →   err, user.id, e
 */
export function loggedValues({ call }: LogCall): readonly ts.Expression[] {
  const values: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isShorthandPropertyAssignment(node)) values.push(node.name);
    else if (ts.isPropertyAssignment(node)) visit(node.initializer);
    else if (ts.isSpreadAssignment(node) || ts.isSpreadElement(node)) visit(node.expression);
    else if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    else if (isContainer(node)) ts.forEachChild(node, visit);
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) ofCall(node);
    else if (ts.isExpression(node) && !isText(node)) values.push(node);
  };
  /** The receiver of `err.toString()` is logged as well. */
  const ofCall = (node: ts.CallExpression | ts.NewExpression): void => {
    if (ts.isPropertyAccessExpression(node.expression)) visit(node.expression.expression);
    node.arguments?.forEach(visit);
  };
  call.arguments.forEach(visit);
  return values;
}

const isContainer = (node: ts.Node): boolean =>
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node) ||
  ts.isTemplateExpression(node) ||
  ts.isTemplateSpan(node) ||
  ts.isBinaryExpression(node) ||
  ts.isConditionalExpression(node) ||
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isPrefixUnaryExpression(node) ||
  ts.isAwaitExpression(node);

const isText = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
