import { someNode } from "../syntax/nodes.ts";
import { ts } from "../syntax/ts.ts";
import type { Facts } from "./facts.ts";

/**
 * Whether a test only asks whether there is anybody to tell, and who is there is then told of the error:
 *
 *   if (onError) onError(e)      typeof cb === "function" && cb(e)      this.logger && this.logger.error(e)
 *   if (this.listenerCount("error") > 0) this.emit("error", e)
 */
export function handsOnOptionally(test: ts.Expression, told: ts.Node, facts: Facts): boolean {
  const listener = asked(test);
  if (!listener) return false;
  return someNode(
    told,
    (node) => ts.isCallExpression(node) && isCallOf(node, listener) && isTold(node, facts),
  );
}

/** What is asked for, as written; `x.emit` for the listeners of `x`. */
function asked(test: ts.Expression): string | undefined {
  if (ts.isParenthesizedExpression(test)) return asked(test.expression);
  if (ts.isIdentifier(test) || ts.isPropertyAccessExpression(test)) return written(test);
  if (ts.isCallExpression(test)) return listeners(test);
  if (!ts.isBinaryExpression(test)) return undefined;
  if (test.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return asked(test.right);
  if (ts.isTypeOfExpression(test.left)) return asked(test.left.expression);
  const isCompared = /^(?:!==?|>|>=)$/.test(test.operatorToken.getText());
  return isCompared ? asked(test.left) : undefined;
}

function listeners({ expression }: ts.CallExpression): string | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  return /^(?:listenerCount|listeners|hasListeners?)$/.test(expression.name.text)
    ? `${written(expression.expression)}.emit`
    : undefined;
}

const written = (node: ts.Node): string => node.getText().replaceAll(/\s|[?!]/g, "");

function isCallOf({ expression }: ts.CallExpression, listener: string): boolean {
  const callee = written(expression);
  return callee === listener || callee.startsWith(`${listener}.`);
}

const isTold = (call: ts.CallExpression, { carries }: Facts): boolean =>
  call.arguments.length === 0 || call.arguments.some((argument) => carries(argument));
