import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import type { Facts } from "./facts.ts";
import type { Handler } from "./model.ts";

/** `err`, `err != null`, `err === undefined`: a test of whether there is an error at all. */
export function presenceTest(
  test: ts.Expression,
  handler: Handler,
  facts: Facts,
): "present" | "absent" | undefined {
  const is = (node: ts.Expression): boolean => isBinding(node, handler, facts);
  if (is(test)) return "present";
  if (!ts.isBinaryExpression(test) || !is(test.left) || !isNil(test.right)) return undefined;
  switch (test.operatorToken.kind) {
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return "absent";
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return "present";
    default:
      return undefined;
  }
}

/** `if (data)` in `(err, data) => …`: where there is a result, there is no error. */
export function isDataTest(test: ts.Expression, { kind, node }: Handler): boolean {
  if (kind !== "node-callback" || !ts.isIdentifier(test) || !ts.isFunctionLike(node)) return false;
  const declaration = resolve(test);
  return declaration !== undefined && node.parameters[1] === declaration;
}

function isBinding(node: ts.Expression, { binding }: Handler, facts: Facts): boolean {
  if (!ts.isIdentifier(node) || !binding || !ts.isIdentifier(binding)) return false;
  return binding.text === node.text && facts.isError(node);
}

const isNil = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");

/**
 * Whether a test asks how the error is made, and not which one it is: `e instanceof Error`, `typeof e === "string"`,
 * `e.response`, `"message" in e`. Its two sides make one value of the error.
 */
export function isShapeTest(test: ts.Expression, carries: Facts["carries"]): boolean {
  if (ts.isParenthesizedExpression(test)) return isShapeTest(test.expression, carries);
  if (ts.isPrefixUnaryExpression(test)) return isShapeTest(test.operand, carries);
  if (ts.isPropertyAccessExpression(test) || ts.isElementAccessExpression(test)) return carries(test);
  if (!ts.isBinaryExpression(test)) return isGuardCall(test) || (ts.isIdentifier(test) && carries(test));
  switch (test.operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
      return isShapeTest(test.left, carries) && isShapeTest(test.right, carries);
    case ts.SyntaxKind.InstanceOfKeyword:
      return test.right.getText() === "Error" && carries(test.left);
    case ts.SyntaxKind.InKeyword:
      return carries(test.right);
    default:
      return ts.isTypeOfExpression(test.left) && carries(test.left.expression);
  }
}

/** `isError(e)`, `Error.isError(e)`, `isAxiosError(e)`, `axios.isAxiosError(e)`, which only ask for its fields. */
function isGuardCall(test: ts.Expression): boolean {
  return (
    ts.isCallExpression(test) && /(?:^|\.)is(?:Native|Axios|Node|Http)?Error$/.test(test.expression.getText())
  );
}
