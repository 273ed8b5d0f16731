import { returnedExpressions } from "../syntax/returned.ts";
import { ts } from "../syntax/ts.ts";
import type { FunctionWithBody } from "./functions.ts";
import { isJavaScript, modifiersOf } from "./modifiers.ts";

/** Types of values that are not complete when the function returns; `APIPromise` and its like are promises too. */
const DEFERRED =
  /^(?:\w*Promise|PromiseLike|Async(?:Iterable|Iterator|IterableIterator|Generator)|Generator|Observable)$/;

/** How a function's work outlives its call; undefined when, for all its syntax says, it does not. */
export function deferral(
  node: FunctionWithBody,
): "async" | "generator" | "async-generator" | "promise" | undefined {
  const async = modifiersOf(node).has(ts.SyntaxKind.AsyncKeyword);
  if (isGenerator(node)) return async ? "async-generator" : "generator";
  if (async) return "async";
  return returnsDeferred(node) ? "promise" : undefined;
}

export function isGenerator(node: FunctionWithBody): boolean {
  return "asteriskToken" in node && node.asteriskToken !== undefined;
}

function returnsDeferred(node: FunctionWithBody): boolean {
  const type = node.type ?? (isJavaScript(node) ? ts.getJSDocReturnType(node) : undefined);
  if (type) return mentionsDeferred(type);
  const returned = returnedExpressions(node.body);
  return returned.length > 0 && returned.every(isPromise);
}

/** `Promise<T>`, and unions with it. */
function mentionsDeferred(type: ts.TypeNode): boolean {
  if (ts.isUnionTypeNode(type)) return type.types.some(mentionsDeferred);
  if (!ts.isTypeReferenceNode(type)) return false;
  const { typeName } = type;
  return DEFERRED.test(ts.isIdentifier(typeName) ? typeName.text : typeName.right.text);
}

/** `new Promise(…)`, `Promise.all(…)`, `….then(…)`. */
function isPromise(node: ts.Expression): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === "Promise";
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  if (ts.isIdentifier(expression) && expression.text === "Promise") return true;
  return ["then", "catch", "finally"].includes(name.text);
}
