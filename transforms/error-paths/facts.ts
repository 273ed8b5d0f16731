import { someNode } from "../syntax/nodes.ts";
import { ts } from "../syntax/ts.ts";
import { calleeParts, callKind } from "./calls.ts";
import { helperEffect } from "./helper-effect.ts";
import type { ErrorContext, Handler } from "./model.ts";
import { boundNames, declaringScope, isReference, isShadowed } from "./scope.ts";

/** Which names and expressions of a handler hold the error, or a part of it. */
export type Facts = {
  /** Whether an identifier stands for the error: the binding itself, an alias, something taken out of it. */
  readonly isError: (node: ts.Identifier) => boolean;
  /** Whether the value of an expression has the error or a part of it in it. */
  readonly carries: (node: ts.Node | undefined) => boolean;
  /** Whether the error occurs anywhere in a node, in functions inside it too. */
  readonly mentions: (node: ts.Node) => boolean;
};

/**
 * `surely` leaves out variables that get the error by assignment: they carry it only where that has run.
 *
 *   let text = "?"; if (e instanceof Error) text = e.message; return text;
 */
export type HandlerFacts = Facts & { readonly surely: Facts };

type Aliases = Map<string, Set<ts.Node>>;

/**
 * Follows the error through the handler's own variables, until nothing new is found:
 *
 *   catch (e) { const err = toError(e); const { message } = err; last = message; }   →  e, err, message, last
 */
export function errorFacts(handler: Handler, ctx: ErrorContext): HandlerFacts {
  return { ...followed(handler, ctx, true), surely: followed(handler, ctx, false) };
}

function followed(handler: Handler, ctx: ErrorContext, assignments: boolean): Facts {
  const aliases: Aliases = new Map();
  const facts = readFacts(aliases, ctx, handler);
  const { binding, node } = handler;
  for (const name of binding ? boundNames(binding) : []) add(aliases, name, node);
  if (aliases.size > 0) while (collect(handler, aliases, facts, assignments));
  return facts;
}

function add(aliases: Aliases, name: string, scope: ts.Node): boolean {
  const scopes = aliases.get(name) ?? new Set();
  if (scopes.has(scope)) return false;
  aliases.set(name, scopes.add(scope));
  return true;
}

/** One pass over the handler; tells whether it found another alias. */
function collect(handler: Handler, aliases: Aliases, facts: Facts, assignments: boolean): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer && facts.carries(node.initializer)) {
      for (const name of boundNames(node.name)) {
        const scope = declaringScope(node, handler.node, name);
        if (scope && add(aliases, name, scope)) found = true;
      }
    } else if (assignments && isAssignment(node) && ts.isIdentifier(node.left) && facts.carries(node.right)) {
      const scope = declaringScope(node, handler.node, node.left.text) ?? handler.node;
      if (add(aliases, node.left.text, scope)) found = true;
    } else {
      const filled = filledWithError(node, facts);
      const scope = filled && declaringScope(node, handler.body, filled.text);
      if (scope && add(aliases, filled.text, scope)) found = true;
    }
    for (const name of elementOf(node, facts)) if (add(aliases, name, node)) found = true;
    ts.forEachChild(node, visit);
  };
  visit(handler.body);
  return found;
}

/** `one` of `for (const one of e.errors)` and `e.issues.forEach((one) => …)`: each of the errors that the error has. */
function elementOf(node: ts.Node, { carries }: Facts): readonly string[] {
  if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer) && carries(node.expression))
    return node.initializer.declarations.flatMap(({ name }) => boundNames(name));
  const { parent } = node;
  if (
    !(ts.isArrowFunction(node) || ts.isFunctionExpression(node)) ||
    !ts.isCallExpression(parent) ||
    parent.arguments[0] !== node
  )
    return [];
  const { expression } = parent;
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "forEach") return [];
  const [first] = node.parameters;
  return first && carries(expression.expression) ? boundNames(first.name) : [];
}

/** `body` of `body.error = e.message` and `parts.push(e.message)`: an object of the handler's own that gets the error. */
function filledWithError(node: ts.Node, { carries }: Facts): ts.Identifier | undefined {
  if (isAssignment(node)) {
    const fills = !ts.isIdentifier(node.left) && carries(node.right);
    return fills ? owner(node.left) : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { name, expression } = node.expression;
  if (!FILLS.test(name.text) || !node.arguments.some((argument) => carries(argument))) return undefined;
  const [first] = node.arguments;
  return owner(name.text === "assign" && first ? first : expression);
}

const FILLS = /^(?:push|unshift|set|add|append|assign|write)$/;

function owner(node: ts.Expression): ts.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  const isPart = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isPart || ts.isParenthesizedExpression(node) || ts.isAsExpression(node)
    ? owner(node.expression)
    : undefined;
}

/** `a = b` and its compound forms that keep the value (`+=`, `??=`, `||=`, `&&=`). */
export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function readFacts(aliases: Aliases, ctx: ErrorContext, handler: Handler): Facts {
  const isError = (node: ts.Identifier): boolean => {
    const scopes = aliases.get(node.text);
    if (!scopes || !isReference(node)) return false;
    return [...scopes].some((scope) => scope === node.parent || isInside(node, scope));
  };
  const isInside = (node: ts.Identifier, scope: ts.Node): boolean =>
    node.pos >= scope.pos && node.end <= scope.end && !isShadowed(node.parent, scope, node.text);
  const mentions = (node: ts.Node): boolean =>
    someNode(node, (at) => (ts.isIdentifier(at) && isError(at)) || isKeptError(at, handler));
  const carries = (node: ts.Node | undefined): boolean =>
    node !== undefined &&
    !isOtherPart(node, handler) &&
    (isKeptError(node, handler) || carriesError(node, { isError, mentions, carries }, ctx));
  return { isError, mentions, carries };
}

const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.InstanceOfKeyword,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

/** `request.error` in `request.onerror = () => …`: who tells of an error often keeps it as well. */
function isKeptError(node: ts.Node, { kind, operation }: Handler): boolean {
  return (
    kind === "listener" &&
    ts.isPropertyAccessExpression(node) &&
    node.name.text === "error" &&
    node.expression.getText() === operation?.getText()
  );
}

/** `data` of `{ data, error }`: a result has more in it than the error. */
function isOtherPart(node: ts.Node, { kind }: Handler): boolean {
  if (kind !== "result-error" || !ts.isPropertyAccessExpression(node)) return false;
  return /^(?:data|value|success|ok|length)$/.test(node.name.text);
}

/** A yes or no about the error is not the error; what is built from it is. */
function carriesError(node: ts.Node, { isError, mentions, carries }: Facts, ctx: ErrorContext): boolean {
  if (ts.isIdentifier(node)) return isError(node);
  if (ts.isFunctionLike(node)) return mentions(node);
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node) || ts.isTypeNode(node)) return false;
  if (ts.isPrefixUnaryExpression(node)) return false;
  if (ts.isConditionalExpression(node)) return carries(node.whenTrue) || carries(node.whenFalse);
  if (ts.isBinaryExpression(node)) return carriesBinary(node, carries);
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return carriesCall(node, carries, ctx);
  if (ts.isPropertyAccessExpression(node)) return carries(node.expression);
  if (ts.isElementAccessExpression(node)) return carries(node.expression);
  if (ts.isPropertyAssignment(node)) return carries(node.initializer);
  if (ts.isShorthandPropertyAssignment(node)) return isError(node.name);
  return ts.forEachChild(node, (child) => carries(child) || undefined) ?? false;
}

function carriesBinary(
  { left, operatorToken, right }: ts.BinaryExpression,
  carries: Facts["carries"],
): boolean {
  if (COMPARISONS.has(operatorToken.kind)) return false;
  if (operatorToken.kind === ts.SyntaxKind.CommaToken) return carries(right);
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return carries(right);
  return carries(left) || carries(right);
}

function carriesCall(
  call: ts.CallExpression | ts.NewExpression,
  carries: Facts["carries"],
  ctx: ErrorContext,
): boolean {
  const kind = callKind(call);
  if (kind === "predicate" || kind === "client-answer" || kind === "metric" || kind === "timer") return false;
  const { receiver } = calleeParts(call.expression);
  const target =
    receiver !== "" && ts.isPropertyAccessExpression(call.expression) && call.expression.expression;
  if (target && carries(target)) return true;
  return (call.arguments ?? []).some((argument, index) => carries(argument) && isReturned(ctx, call, index));
}

/** Whether a function of the project has the error that it is given in what it returns; others are believed to. */
function isReturned(ctx: ErrorContext, call: ts.CallExpression | ts.NewExpression, index: number): boolean {
  if (ts.isNewExpression(call)) return true;
  return helperEffect(ctx, call.expression, index)?.returnsError ?? true;
}
