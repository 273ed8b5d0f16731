import type { Classified } from "../model.ts";
import { ts } from "../syntax/ts.ts";

/** `Component.function` of the code around a node, or the component alone at module level. */
export function placeName(file: Classified, node: ts.Node): string {
  const { component } = file.at(node);
  const name = functionName(node);
  return name ? `${component}.${name}` : component;
}

/** The name of the innermost named function around a node. A callback has none of its own. */
export function functionName(node: ts.Node): string | undefined {
  for (let at = node; at; at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    const name = ownName(at);
    if (name) return name;
  }
  return undefined;
}

function ownName(fn: ts.SignatureDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(fn)) return "constructor";
  if (fn.name) return text(fn.name);
  const { parent } = outermost(fn);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent))
    return text(parent.name);
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left))
    return text(parent.left.name);
  return undefined;
}

/** A function with what is put around it where it is declared: `const f = traced("f", async () => {})` at module level. */
function outermost(fn: ts.Node): ts.Node {
  let at = fn;
  while (
    ts.isParenthesizedExpression(at.parent) ||
    ts.isAsExpression(at.parent) ||
    ts.isSatisfiesExpression(at.parent) ||
    (ts.isCallExpression(at.parent) && at.parent.expression !== at && isDeclared(at.parent))
  )
    at = at.parent;
  return at;
}

function isDeclared(call: ts.CallExpression): boolean {
  const { parent } = call;
  if (ts.isPropertyDeclaration(parent)) return true;
  return ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent);
}

function text(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  return undefined;
}
