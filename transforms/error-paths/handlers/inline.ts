import { ts } from "../../syntax/ts.ts";
import type { Handler, HandlerKind, InlineFunction } from "../model.ts";

/** The function that an argument is, behind parentheses, casts and `.bind(this)`. */
export function inlineFunction(node: ts.Expression | undefined): InlineFunction | undefined {
  if (!node) return undefined;
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return node;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return inlineFunction(node.expression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  return node.expression.name.text === "bind" ? inlineFunction(node.expression.expression) : undefined;
}

/** A function whose first parameter is the error. */
export function functionHandler(
  kind: HandlerKind,
  node: InlineFunction,
  rest: Pick<Handler, "nullable" | "operation">,
): Handler {
  return { kind, node, body: node.body, binding: node.parameters[0]?.name, ...rest };
}

/** `a.b` of `a.b(…)`: receiver and method of a method call. */
export function methodCall(
  node: ts.Node,
):
  | { readonly call: ts.CallExpression; readonly receiver: ts.Expression; readonly method: string }
  | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  return { call: node, receiver: node.expression.expression, method: node.expression.name.text };
}

/** Whether an argument stands for "no handler": `null`, `undefined`. */
export function isNoHandler(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");
}
