import { ts } from "../syntax/ts.ts";
import type { FunctionWithBody } from "./functions.ts";

/** Whether a body uses what only its own function gives: `this`, `arguments`, `super`, `new.target`. Arrows inside pass it on. */
export function usesOwnFrame(body: ts.Node): boolean {
  const visit = (node: ts.Node): boolean => {
    if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) return true;
    if (ts.isIdentifier(node) && node.text === "arguments" && !isMemberName(node)) return true;
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.NewKeyword) return true;
    const ownFrame = ts.isFunctionLike(node) && !ts.isArrowFunction(node);
    return !ownFrame && !ts.isClassLike(node) && ts.forEachChild(node, visit) === true;
  };
  return ts.forEachChild(body, visit) === true;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
}

/** Whether a body declares by `var` the name of a parameter again: in a function of its own that would be another variable. */
export function redeclaresParameter({ parameters, body }: FunctionWithBody): boolean {
  const names = new Set(parameters.flatMap(({ name }) => boundNames(name)));
  const visit = (node: ts.Node): boolean => {
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      if (node.declarations.some(({ name }) => boundNames(name).some((n) => names.has(n)))) return true;
    }
    return !ts.isFunctionLike(node) && !ts.isClassLike(node) && ts.forEachChild(node, visit) === true;
  };
  return ts.forEachChild(body, visit) === true;
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((e) => (ts.isBindingElement(e) ? boundNames(e.name) : []));
}

/** Whether a function speaks of itself: then its type, when it is not annotated, would depend on itself. */
export function mentions({ body }: FunctionWithBody, name: string): boolean {
  const visit = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node.text === name) || ts.forEachChild(node, visit) === true;
  return visit(body);
}
