import { ts } from "../../syntax/ts.ts";

/** Two ways on from one test: an `if`, or `a ? b : c`. */
export type Branch = {
  readonly node: ts.IfStatement | ts.ConditionalExpression;
  readonly test: ts.Expression;
  readonly yes: ts.Statement | ts.Expression;
  readonly no: ts.Statement | ts.Expression | undefined;
};

export function branchOf(node: ts.Node): Branch | undefined {
  if (ts.isIfStatement(node))
    return { node, test: node.expression, yes: node.thenStatement, no: node.elseStatement };
  if (ts.isConditionalExpression(node))
    return { node, test: node.condition, yes: node.whenTrue, no: node.whenFalse };
  return undefined;
}

/**
 * The side of a branch that is taken when its test fails (or holds, where `negated`). Of an `if` that leaves and has no
 * `else`, it is the `return` behind it: `if (res.ok) return res.json(); return undefined;`
 */
export const sideOf = (branch: Branch, negated: boolean): Branch["no"] =>
  negated ? (branch.no ?? returnBehind(branch)) : branch.yes;

function returnBehind({ node, yes }: Branch): ts.Statement | undefined {
  if (!ts.isIfStatement(node) || !ts.isBlock(node.parent) || ts.isExpression(yes) || !leaves(yes))
    return undefined;
  const { statements } = node.parent;
  const next = statements[statements.indexOf(node) + 1];
  return next && ts.isReturnStatement(next) ? next : undefined;
}

const leaves = (statement: ts.Statement): boolean =>
  ts.isReturnStatement(statement) ||
  ts.isThrowStatement(statement) ||
  (ts.isBlock(statement) && statement.statements.some(leaves));

/** Whether a branch is what a function returns, so that its value goes to the caller. */
export function isReturned(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isAwaitExpression(parent)) return isReturned(parent);
  return ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node);
}

/** A test without parentheses and `!`, and whether an odd number of them was there. */
export function unnegated(
  test: ts.Expression,
  negated = false,
): { readonly test: ts.Expression; readonly negated: boolean } {
  if (ts.isParenthesizedExpression(test)) return unnegated(test.expression, negated);
  if (ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken)
    return unnegated(test.operand, !negated);
  return { test, negated };
}
