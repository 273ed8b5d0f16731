import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import { inlineFunction, methodCall } from "./handlers/inline.ts";
import { hasHandler } from "./promises.ts";

/** What reads the body of an answer. */
const READS: ReadonlySet<string> = new Set(["json", "text", "arrayBuffer", "blob", "formData", "bytes"]);

/**
 * Answers of `fetch` whose body is read as if the request had succeeded, and that nobody asks whether it has:
 *
 *   const response = await fetch(url); return response.json();      fetch(url).then((r) => r.json())
 *
 * Out of scope: clients other than `fetch`, answers that are given to anybody else, and requests with a handler around
 * them, which the body of a failure leads to more often than not.
 */
export function uncheckedAnswers(
  nodes: (kind: ts.SyntaxKind) => readonly ts.Node[],
): readonly ts.CallExpression[] {
  return nodes(ts.SyntaxKind.CallExpression).flatMap((node) =>
    ts.isCallExpression(node) && isFetch(node) && !isLocal(node) && isUnchecked(node) && !isGuarded(node)
      ? [node]
      : [],
  );
}

const isFetch = ({ expression }: ts.CallExpression): boolean =>
  ts.isIdentifier(expression)
    ? expression.text === "fetch" && resolve(expression) === undefined
    : expression.getText() === "globalThis.fetch";

/** `fetch(URL.createObjectURL(file))`, `fetch(dataUrl)`: no server answers, and what fails rejects. */
const isLocal = ({ arguments: [address] }: ts.CallExpression): boolean =>
  address !== undefined &&
  /^(?:window\.)?URL\.createObjectURL\(|^[`"']data:|(?:^|\.)(?:data|blob|object)_?ur[il]$/i.test(
    address.getText(),
  );

function isUnchecked(call: ts.CallExpression): boolean {
  const { parent } = call;
  if (ts.isAwaitExpression(parent)) return isReadOnly(parent);
  const then = ts.isPropertyAccessExpression(parent) ? methodCall(parent.parent) : undefined;
  const fn = then?.method === "then" ? inlineFunction(then.call.arguments[0]) : undefined;
  const name = fn?.parameters[0]?.name;
  return fn !== undefined && name !== undefined && ts.isIdentifier(name) && areReads(name, fn.body);
}

/** `const response = await fetch(url)` that is only read, and `(await fetch(url)).json()` */
function isReadOnly(awaited: ts.Expression): boolean {
  const { parent } = awaited;
  if (ts.isParenthesizedExpression(parent)) return isReadOnly(parent);
  if (ts.isPropertyAccessExpression(parent)) return READS.has(parent.name.text);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const scope = ts.findAncestor(parent, (at) => ts.isBlock(at) || ts.isSourceFile(at));
  return scope !== undefined && areReads(parent.name, scope);
}

/** Whether a body is read, and nothing else happens to the answer. */
function areReads(name: ts.Identifier, scope: ts.Node): boolean {
  const uses: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node !== name && node.text === name.text) uses.push(node);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return (
    uses.length > 0 &&
    uses.every(({ parent }) => ts.isPropertyAccessExpression(parent) && READS.has(parent.name.text))
  );
}

/** Whether a `try` of the function, or a handler further down the chain, is there for what fails. */
function isGuarded(call: ts.CallExpression): boolean {
  for (let at: ts.Node = call; at.parent && !ts.isFunctionLike(at); at = at.parent) {
    const { parent } = at;
    if (ts.isTryStatement(parent) && parent.catchClause && parent.tryBlock === at) return true;
    if (ts.isCallExpression(parent) && hasHandler(parent)) return true;
  }
  return false;
}
