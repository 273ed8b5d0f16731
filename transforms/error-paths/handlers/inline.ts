import { ts } from "../../syntax/ts.ts";
import type { Handler, HandlerFunction, HandlerKind } from "../model.ts";

const isThis = ({ name }: ts.ParameterDeclaration): boolean => ts.isIdentifier(name) && name.text === "this";

/** The function that an argument is, behind parentheses, casts and `.bind(this)`. */
export function inlineFunction(node: ts.Expression | undefined): HandlerFunction | undefined {
  if (!node) return undefined;
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return node;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return inlineFunction(node.expression);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  return node.expression.name.text === "bind" ? inlineFunction(node.expression.expression) : undefined;
}

/** Kinds whose caller does not look at what the function returns. */
const TO_NOBODY: ReadonlySet<HandlerKind> = new Set([
  "node-callback",
  "listener",
  "process-listener",
  "middleware",
]);

/** A function whose first parameter is the error. */
export function functionHandler(
  kind: HandlerKind,
  node: HandlerFunction,
  rest: Pick<Handler, "nullable" | "operation" | "returnsToNobody">,
): Handler {
  const [first] = node.parameters;
  const binding = first && !isThis(first) ? first.name : undefined;
  const returnsToNobody = TO_NOBODY.has(kind);
  return { kind, node, body: node.body, binding, leavesAtEnd: true, returnsToNobody, ...rest };
}

/** Whether nobody looks at the value of an expression: `await save();`, `void save();` */
export function isDiscarded(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isAwaitExpression(parent) || ts.isVoidExpression(parent) || ts.isParenthesizedExpression(parent))
    return isDiscarded(parent);
  return ts.isExpressionStatement(parent);
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
