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
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
}

/**
 * Whether a body declares by `var` or as a function what its own function already has, a parameter or `arguments`:
 * in a function of its own that would be another variable.
 */
export function redeclaresParameter({ parameters, body }: FunctionWithBody): boolean {
  const names = new Set(["arguments", ...parameters.flatMap(({ name }) => boundNames(name))]);
  const visit = (node: ts.Node): boolean => {
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      if (node.declarations.some(({ name }) => boundNames(name).some((n) => names.has(n)))) return true;
    }
    if (ts.isFunctionDeclaration(node) && node.name && names.has(node.name.text)) return true;
    return !ts.isFunctionLike(node) && !ts.isClassLike(node) && ts.forEachChild(node, visit) === true;
  };
  return ts.forEachChild(body, visit) === true;
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((e) => (ts.isBindingElement(e) ? boundNames(e.name) : []));
}

/** Whether a function speaks of itself as `name`, or as `this.name`: then its type, where it is inferred, would depend on itself. */
export function mentions({ body }: FunctionWithBody, name: string): boolean {
  let shadowed = false;
  let mentioned = false;
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      mentioned ||= node.expression.kind === ts.SyntaxKind.ThisKeyword && node.name.text === name;
      visit(node.expression);
    } else if (!ts.isIdentifier(node)) ts.forEachChild(node, visit);
    else if (node.text === name && !isMemberName(node)) {
      shadowed ||= isDeclaredName(node);
      mentioned = true;
    }
  };
  visit(body);
  return mentioned && !shadowed;
}

/** Whether an identifier is what a variable, parameter or function is called. */
function isDeclaredName(node: ts.Identifier): boolean {
  const { parent } = node;
  const declares = ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent);
  return (declares || ts.isFunctionDeclaration(parent)) && parent.name === node;
}
