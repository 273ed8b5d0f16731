import { ts } from "../syntax/ts.ts";
import type { FoundFunction } from "./functions.ts";

/*
 * A wrapper is another function than the one it wraps. Where something has got hold of a function before it is
 * wrapped, the two would be compared in vain:
 *
 *   class Agent { static handlers = [Agent.prototype.run]; async run() { … } }
 *   const tool = async function self() { return registry.get(self); };
 *
 * Out of scope: a class decorator that keeps methods.
 */

/** Whether static parts of a class, which run before anything behind it, may get hold of one of its methods. */
export function isCaptured({ owner, name }: Extract<FoundFunction, { kind: "method" }>): boolean {
  const className = owner.name?.text ?? variableOf(owner)?.name.getText();
  return earlyParts(owner).some((part) => captures(part, name ?? "", className));
}

/** What is evaluated between the beginning of a class and the end of its statement. */
function earlyParts(owner: ts.ClassLikeDeclaration): readonly ts.Node[] {
  const inside = owner.members.flatMap((member): readonly ts.Node[] => {
    if (ts.isClassStaticBlockDeclaration(member)) return [member.body];
    const key = member.name && ts.isComputedPropertyName(member.name) ? [member.name] : [];
    const isStatic =
      ts.isPropertyDeclaration(member) &&
      (member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false);
    return isStatic && member.initializer ? [...key, member.initializer] : key;
  });
  const variable = variableOf(owner);
  const behind = variable?.parent.declarations.filter(({ pos }) => pos > variable.pos) ?? [];
  return [...inside, ...behind];
}

function variableOf({
  parent,
}: ts.ClassLikeDeclaration):
  | (ts.VariableDeclaration & { readonly parent: ts.VariableDeclarationList })
  | undefined {
  if (!ts.isVariableDeclaration(parent) || !ts.isVariableDeclarationList(parent.parent)) return undefined;
  return parent as ts.VariableDeclaration & { readonly parent: ts.VariableDeclarationList };
}

function captures(part: ts.Node, method: string, className: string | undefined): boolean {
  const visit = (node: ts.Node): boolean => {
    // The bodies of functions run later, as a rule; one that is called on the spot counts.
    if (ts.isFunctionLike(node) && !isCalledHere(node)) return false;
    if (ts.isPropertyAccessExpression(node) && node.name.text === method && !isCallee(node)) return true;
    if (ts.isStringLiteralLike(node) && node.text === method) return true;
    if (ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === method) return true;
    if (isClassItself(node, className) && isGivenAway(node)) return true;
    return ts.forEachChild(node, visit) === true;
  };
  return visit(part);
}

const isCallee = (node: ts.Expression): boolean =>
  ts.isCallExpression(node.parent) && node.parent.expression === node;

function isCalledHere(node: ts.Node): boolean {
  const outer = ts.isParenthesizedExpression(node.parent) ? node.parent : node;
  return ts.isCallExpression(outer.parent) && outer.parent.expression === outer;
}

/** `this`, the class's name, and the prototype of either */
function isClassItself(node: ts.Node, className: string | undefined): boolean {
  if (ts.isPropertyAccessExpression(node))
    return node.name.text === "prototype" && isClassItself(node.expression, className);
  return node.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(node) && node.text === className);
}

/** An argument of a call, or what is taken apart or spread. */
function isGivenAway(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.expression !== node;
  if (ts.isNewExpression(parent)) return parent.expression !== node;
  return (
    ts.isSpreadAssignment(parent) ||
    ts.isTaggedTemplateExpression(parent) ||
    (ts.isVariableDeclaration(parent) && !ts.isIdentifier(parent.name))
  );
}

/** Whether a function expression speaks of itself other than to call itself. */
export function keepsItself(node: ts.Node): boolean {
  if (!ts.isFunctionExpression(node)) return false;
  const own = node.name?.text;
  const visit = (at: ts.Node): boolean => {
    if (ts.isPropertyAccessExpression(at) && at.name.text === "callee") return true;
    if (ts.isIdentifier(at) && at.text === own && !isCallee(at) && !isName(at)) return true;
    return ts.forEachChild(at, visit) === true;
  };
  return visit(node.body);
}

const isName = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) || ts.isPropertyAssignment(node.parent)) &&
  node.parent.name === node;
