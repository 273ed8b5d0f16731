import { isEmittedSpanCall } from "../syntax/ours.ts";
import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import type { ErrorContext, FoundFunction, HandlerFunction } from "./model.ts";

/** A declaration or a value, and the file that it is in. */
type Here = { readonly ctx: ErrorContext; readonly node: ts.Node };

/** How often a name may lead to another name: `const a = b` where `b` is imported from a re-export. */
const STEPS = 8;

/** The function that an expression stands for, where it can be told without types. */
export function functionOf(ctx: ErrorContext, node: ts.Expression): FoundFunction | undefined {
  const seen = known.get(node);
  if (seen) return seen.found;
  const value = evaluated({ ctx, node }, STEPS);
  const found = value && asFunction(value);
  known.set(node, { found });
  return found;
}

/** Handlers inside handlers ask of the same calls again and again. A node has one file, and a file one context. */
const known = new WeakMap<ts.Node, { readonly found: FoundFunction | undefined }>();

/** The class that a name or a type stands for. */
export function classOf(ctx: ErrorContext, name: ts.EntityName | ts.Expression): Here | undefined {
  if (!ts.isIdentifier(name)) return undefined;
  const found = identifier({ ctx, node: name }, name, STEPS);
  return found && ts.isClassLike(found.node) ? found : undefined;
}

function asFunction({ ctx, node }: Here): FoundFunction | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node))
    return node.body ? { ctx, fn: node as HandlerFunction } : undefined;
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { ctx, fn: node };
  return undefined;
}

/** The function, class or object literal that an expression evaluates to. */
function evaluated({ ctx, node }: Here, steps: number): Here | undefined {
  if (steps === 0) return undefined;
  const again = (next: ts.Node): Here | undefined => evaluated({ ctx, node: next }, steps - 1);
  if (isValue(node)) return { ctx, node };
  if (ts.isIdentifier(node)) return identifier({ ctx, node }, node, steps);
  if (isWrapper(node)) return again(node.expression);
  if (ts.isPropertyAccessExpression(node)) return property(ctx, node, steps);
  if (ts.isNewExpression(node)) return again(node.expression);
  if (!ts.isCallExpression(node)) return undefined;
  if (ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "bind")
    return again(node.expression.expression);
  if (isEmittedSpanCall(node, ctx.ours, "traced") || isMemo(node)) {
    const fn = node.arguments.find(
      (argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument),
    );
    return fn && { ctx, node: fn };
  }
  return made({ ctx, node }, steps);
}

const isValue = (node: ts.Node): boolean =>
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isClassLike(node) ||
  ts.isObjectLiteralExpression(node);

const isWrapper = (
  node: ts.Node,
): node is ts.ParenthesizedExpression | ts.AsExpression | ts.NonNullExpression | ts.SatisfiesExpression =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isSatisfiesExpression(node);

/** `useCallback(fn, […])`, `memoize(fn)`, `asyncHandler(fn)`: what goes in comes out, as far as errors go. */
const isMemo = ({ expression }: ts.CallExpression): boolean =>
  ts.isIdentifier(expression) &&
  /^(?:useCallback|useEvent|memoize|once|debounce|throttle)$/.test(expression.text);

/** What a factory gives: `onFailure("save")` where `const onFailure = (what) => (error) => …`. */
function made({ ctx, node }: Here & { readonly node: ts.CallExpression }, steps: number): Here | undefined {
  const factory = evaluated({ ctx, node: node.expression }, steps - 1);
  const fn = factory && asFunction(factory);
  const value = fn && returned(fn.fn);
  return fn && value && evaluated({ ctx: fn.ctx, node: value }, steps - 1);
}

/** The value that a function returns as its last act. */
function returned({ body }: HandlerFunction): ts.Expression | undefined {
  if (ts.isExpression(body)) return body;
  const last = body.statements.at(-1);
  return last && ts.isReturnStatement(last) ? last.expression : undefined;
}

function identifier({ ctx }: Here, node: ts.Identifier, steps: number): Here | undefined {
  const declaration = resolve(node);
  return declaration && declared({ ctx, node: declaration }, steps);
}

/** The value that a declaration gives its name. */
function declared({ ctx, node }: Here, steps: number): Here | undefined {
  if (steps === 0) return undefined;
  if (isValue(node)) return { ctx, node };
  if (ts.isVariableDeclaration(node)) {
    if (!isConstant(node)) return undefined;
    const { initializer, type, name } = node;
    if (initializer && ts.isIdentifier(name)) {
      const specifier = required(initializer);
      if (specifier) return imported(ctx, specifier, "*", steps);
      return evaluated({ ctx, node: initializer }, steps - 1);
    }
    return type && typed(ctx, type);
  }
  if (ts.isBindingElement(node)) return bound(ctx, node, steps);
  if (ts.isParameter(node)) return node.type && typed(ctx, node.type);
  if (ts.isImportSpecifier(node))
    return imported(ctx, specifierOf(node), (node.propertyName ?? node.name).text, steps);
  if (ts.isImportClause(node)) return imported(ctx, specifierOf(node), "default", steps);
  if (ts.isNamespaceImport(node)) return imported(ctx, specifierOf(node), "*", steps);
  return undefined;
}

const isConstant = ({ parent }: ts.VariableDeclaration): boolean =>
  ts.isVariableDeclarationList(parent) && (parent.flags & ts.NodeFlags.Let) === 0;

const specifierOf = (node: ts.Node): string => {
  const specifier = ts.findAncestor(node, ts.isImportDeclaration)?.moduleSpecifier;
  return specifier && ts.isStringLiteral(specifier) ? specifier.text : "";
};

/** `report` of `const { report } = require("./report")` and of `const { report } = helpers` */
function bound(ctx: ErrorContext, node: ts.BindingElement, steps: number): Here | undefined {
  const owner = node.parent.parent;
  const name = node.propertyName ?? node.name;
  if (!ts.isVariableDeclaration(owner) || !owner.initializer || !ts.isIdentifier(name)) return undefined;
  const specifier = required(owner.initializer);
  if (specifier) return imported(ctx, specifier, name.text, steps);
  const from = evaluated({ ctx, node: owner.initializer }, steps - 1);
  return from && memberOf(from, name.text, steps);
}

function required(node: ts.Expression): string | undefined {
  const call = ts.isAwaitExpression(node) ? node.expression : node;
  if (!ts.isCallExpression(call)) return undefined;
  const [specifier] = call.arguments;
  const loads =
    (ts.isIdentifier(call.expression) && call.expression.text === "require") ||
    call.expression.kind === ts.SyntaxKind.ImportKeyword;
  return loads && specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
}

function imported(ctx: ErrorContext, specifier: string, name: string, steps: number): Here | undefined {
  const found = ctx.modules?.exported(ctx.file.source.path, specifier, name);
  if (!found) return undefined;
  return ts.isSourceFile(found.node) ? found : declaredOrValue(found, steps - 1);
}

const declaredOrValue = (found: Here, steps: number): Here | undefined =>
  declared(found, steps) ?? evaluated(found, steps);

/** The class that a type names: `private readonly reporter: Reporter`. */
function typed(ctx: ErrorContext, type: ts.TypeNode): Here | undefined {
  return ts.isTypeReferenceNode(type) ? classOf(ctx, type.typeName) : undefined;
}

function property(ctx: ErrorContext, node: ts.PropertyAccessExpression, steps: number): Here | undefined {
  const { expression, name } = node;
  if (expression.kind === ts.SyntaxKind.ThisKeyword) {
    const owner = thisOwner(node);
    return owner && memberOf({ ctx, node: owner }, name.text, steps);
  }
  const from = evaluated({ ctx, node: expression }, steps - 1);
  return from && memberOf(from, name.text, steps);
}

/** The class or object whose methods `this` reaches. */
function thisOwner(node: ts.Node): ts.ClassLikeDeclaration | ts.ObjectLiteralExpression | undefined {
  for (let at = node.parent; at && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassElement(at) && ts.isClassLike(at.parent)) return at.parent;
    if (ts.isMethodDeclaration(at) && ts.isObjectLiteralExpression(at.parent)) return at.parent;
    if (ts.isFunctionDeclaration(at) || (ts.isFunctionExpression(at) && !ts.isBinaryExpression(at.parent)))
      return undefined;
  }
  return undefined;
}

/** A member of a class (its own or inherited), of an object literal, or an export of a module. */
function memberOf({ ctx, node }: Here, name: string, steps: number): Here | undefined {
  if (steps === 0) return undefined;
  if (ts.isSourceFile(node)) return imported(ctx, ctx.file.source.path, name, steps);
  if (ts.isObjectLiteralExpression(node)) return ofObject(ctx, node, name, steps);
  if (!ts.isClassLike(node)) return undefined;
  const member = node.members.find((m) => m.name?.getText() === name && !isOverload(m));
  if (member && ts.isMethodDeclaration(member)) return { ctx, node: member };
  if (member && ts.isPropertyDeclaration(member)) {
    if (member.initializer) return evaluated({ ctx, node: member.initializer }, steps - 1);
    return member.type && typed(ctx, member.type);
  }
  if (member) return undefined;
  const parameter = node.members
    .find(ts.isConstructorDeclaration)
    ?.parameters.find((p) => ts.isParameterPropertyDeclaration(p, p.parent) && p.name.getText() === name);
  if (parameter) return parameter.type && typed(ctx, parameter.type);
  const base = node.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const parent = base && classOf(ctx, base.expression);
  return parent && memberOf(parent, name, steps - 1);
}

const isOverload = (member: ts.ClassElement): boolean => ts.isMethodDeclaration(member) && !member.body;

function ofObject(
  ctx: ErrorContext,
  { properties }: ts.ObjectLiteralExpression,
  name: string,
  steps: number,
): Here | undefined {
  for (const p of properties) {
    if (!p.name || p.name.getText() !== name) continue;
    if (ts.isMethodDeclaration(p)) return { ctx, node: p };
    if (ts.isPropertyAssignment(p)) return evaluated({ ctx, node: p.initializer }, steps - 1);
    if (ts.isShorthandPropertyAssignment(p)) return identifier({ ctx, node: p }, p.name, steps - 1);
  }
  return undefined;
}
