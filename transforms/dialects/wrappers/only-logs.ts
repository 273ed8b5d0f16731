import { ts } from "../../syntax/ts.ts";
import type { FunctionWithBody } from "./method.ts";

/**
 * Whether a function comes back to its caller, at once and with nothing: a line behind the call is then the same as one
 * inside. Not so `fail(message) { console.error(message); process.exit(1); }`.
 */
export function onlyLogs(fn: FunctionWithBody): boolean {
  const isAsync = ts.getCombinedModifierFlags(fn as ts.Declaration) & ts.ModifierFlags.Async;
  if (isAsync || fn.asteriskToken) return false;
  return !ts.isBlock(fn.body) || comesBack(fn.body);
}

function comesBack(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return true;
  if (ts.isThrowStatement(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return false;
  if (ts.isReturnStatement(node) && node.expression && !ts.isCallExpression(node.expression)) return false;
  if (ts.isCallExpression(node) && /\b(?:exit|abort|kill|fail)$/.test(node.expression.getText()))
    return false;
  return ts.forEachChild(node, (child) => !comesBack(child) || undefined) === undefined;
}
