import { ts } from "../../syntax/ts.ts";

/** Whether nothing uses the result of a call, other than by returning or awaiting it. */
export function isDiscarded(call: ts.Expression): boolean {
  const { parent } = call;
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent) || ts.isReturnStatement(parent))
    return true;
  if (ts.isArrowFunction(parent)) return parent.body === call;
  if (ts.isForStatement(parent)) return parent.condition !== call;
  if (ts.isConditionalExpression(parent)) return parent.condition !== call && isDiscarded(parent);
  if (ts.isBinaryExpression(parent)) return discards(parent, call);
  if (ts.isPropertyAccessExpression(parent)) return isChained(parent);
  const passesOn =
    ts.isParenthesizedExpression(parent) || ts.isAwaitExpression(parent) || ts.isNonNullExpression(parent);
  return passesOn && isDiscarded(parent);
}

function discards(parent: ts.BinaryExpression, call: ts.Expression): boolean {
  const kind = parent.operatorToken.kind;
  if (kind === ts.SyntaxKind.CommaToken) return parent.left === call || isDiscarded(parent);
  const chooses =
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken;
  return chooses && parent.right === call && isDiscarded(parent);
}

/** `logger.info("a")` of `logger.info("a").info("b")`, and of `.then(…)` and `.catch(…)` that nothing uses. */
function isChained(access: ts.PropertyAccessExpression): boolean {
  return (
    ts.isCallExpression(access.parent) && access.parent.expression === access && isDiscarded(access.parent)
  );
}
