import { someNodeHere } from "../../syntax/nodes.ts";
import { ts } from "../../syntax/ts.ts";
import type { ErrorSite } from "./find.ts";

/** Code that loses errors without a handler in which a line could be added. */
export function findUnfixable(node: ts.Node): ErrorSite | undefined {
  if (ts.isTryStatement(node) && node.finallyBlock && overrides(node, node.finallyBlock)) {
    return {
      kind: "unfixable",
      node: node.finallyBlock,
      code: "finally-override",
      reason: "leaving from `finally` drops an error that is on its way; leave behind the `try` instead",
    };
  }
  if (ts.isCallExpression(node) && isDroppedSettled(node)) {
    return {
      kind: "unfixable",
      node,
      code: "settled-rejections",
      reason: "nobody looks at the rejections of this `Promise.allSettled`; go through its results",
    };
  }
  return undefined;
}

/** Whether an error may be under way when `finally` leaves by itself. */
function overrides({ catchClause }: ts.TryStatement, block: ts.Block): boolean {
  const mayThrow = !catchClause || someNodeHere(catchClause.block, ts.isThrowStatement);
  return mayThrow && leaves(block, false);
}

/** Whether a `return`, or a jump out of the node, is in it. */
function leaves(node: ts.Node, inLoop: boolean): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  if (ts.isReturnStatement(node)) return true;
  if (ts.isBreakOrContinueStatement(node)) return !inLoop && !node.label;
  const loop = inLoop || ts.isIterationStatement(node, false) || ts.isSwitchStatement(node);
  return ts.forEachChild(node, (child) => leaves(child, loop) || undefined) ?? false;
}

/** `await Promise.allSettled(…);` as a statement, or with results of which only the fulfilled ones are used. */
function isDroppedSettled(node: ts.CallExpression): boolean {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "allSettled") return false;
  if (!ts.isIdentifier(expression.expression) || expression.expression.text !== "Promise") return false;
  let at: ts.Node = node.parent;
  while (ts.isAwaitExpression(at) || ts.isVoidExpression(at) || ts.isParenthesizedExpression(at))
    at = at.parent;
  if (ts.isExpressionStatement(at)) return true;
  if (!ts.isVariableDeclaration(at) || !ts.isIdentifier(at.name)) return false;
  const { text } = at.name;
  const uses = scopeText(at);
  return /["'`]fulfilled["'`]/.test(uses) && !/rejected|\.reason\b/.test(uses) && !isGivenOn(uses, text);
}

/** Text of the block or file that a declaration is in, from there on. */
function scopeText(node: ts.Node): string {
  let at = node;
  while (!ts.isBlock(at) && !ts.isSourceFile(at)) at = at.parent;
  return at.getSourceFile().text.slice(node.getEnd(), at.getEnd());
}

/** Whether the results as a whole go to a function or to the caller. */
function isGivenOn(text: string, name: string): boolean {
  return new RegExp(
    `[(,]\\s*${escaped(name)}\\s*[,)]|\\b(?:return|yield)\\s+${escaped(name)}\\s*[;\\n}]`,
  ).test(text);
}

const escaped = (name: string): string => name.replaceAll("$", "\\$");
