import { ts } from "./ts.ts";

/*
 * Calls that only dress up a value for a log line. The value itself says the same and is read without a call:
 *
 *   String(x)  JSON.stringify(x, null, 2)  inspect(x)  x.toISOString()  Math.round(x)        x
 *
 * Out of scope: what selects a part (`slice`, `Object.keys`, a replacer): the whole may be secret or huge.
 */

/** Methods without effects of the built-in types, whose receiver stands for the result. */
const METHODS: ReadonlySet<string> = new Set([
  "toString",
  "toISOString",
  "toLocaleString",
  "toLocaleTimeString",
  "toLocaleDateString",
  "toFixed",
  "toPrecision",
  "toJSON",
  "toUpperCase",
  "toLowerCase",
  "trim",
  "padStart",
  "padEnd",
  "join",
]);

/** The value inside a call that only dresses it up, else undefined. */
export function unwrapped(call: ts.CallExpression): ts.Expression | undefined {
  const { expression: callee } = call;
  const [first, second, third] = call.arguments;
  if (ts.isIdentifier(callee)) {
    const single = callee.text === "String" || callee.text === "Number" || callee.text === "Boolean";
    const dresses = (single && !second) || callee.text === "inspect";
    return dresses && first && !ts.isSpreadElement(first) ? first : undefined;
  }
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const root = ts.isIdentifier(callee.expression) ? callee.expression.text : "";
  if (root === "JSON" && callee.name.text === "stringify")
    return first && isNothing(second) && isLiteral(third) ? first : undefined;
  if (root === "Math" && /^(round|floor|ceil|trunc)$/.test(callee.name.text)) return first;
  if (root === "util" && callee.name.text === "inspect") return first;
  return METHODS.has(callee.name.text) && call.arguments.every(isLiteral) ? callee.expression : undefined;
}

/** Whether a call takes any value, so that what is inside may print as `[object Object]` or, a symbol, not at all. */
export function hidesType(call: ts.CallExpression): boolean {
  const { expression: callee } = call;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return ts.isIdentifier(name) && ANY_VALUE.test(name.text) && unwrapped(call) !== undefined;
}

const ANY_VALUE = /^(?:String|Boolean|stringify|inspect|toString|toLocaleString|toJSON)$/;

const isNothing = (node: ts.Expression | undefined): boolean =>
  node === undefined ||
  node.kind === ts.SyntaxKind.NullKeyword ||
  (ts.isIdentifier(node) && node.text === "undefined");

/** A literal, or an object of options such as `{ depth: 3 }` or `{ hour: "2-digit" }`. */
const isLiteral = (node: ts.Expression | undefined): boolean =>
  isNothing(node) ||
  (node !== undefined &&
    (ts.isStringLiteralLike(node) ||
      ts.isNumericLiteral(node) ||
      (ts.isObjectLiteralExpression(node) &&
        node.properties.every((p) => ts.isPropertyAssignment(p) && isLiteral(p.initializer)))));
