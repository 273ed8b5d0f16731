import type { FileContext } from "../model.ts";
import { isOurLogCall } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";
import { calleeParts, callKind } from "./calls.ts";
import { type Facts, isAssignment } from "./facts.ts";
import type { Handler } from "./model.ts";
import { functionHere } from "./references.ts";
import { boundNames, declaringScope, isReference } from "./scope.ts";
import { FLAG } from "./state.ts";

type Calls = Pick<FileContext, "logCall" | "ours">;
export type AnyCall = ts.CallExpression | ts.NewExpression;

/** What a call does to the error, as flags; its arguments' own effects aside. */
export function callEffect(ctx: Calls, handler: Handler, facts: Facts, call: AnyCall): number {
  const given = (call.arguments ?? []).some(facts.carries);
  if (ts.isCallExpression(call) && (ctx.logCall(call) || isOurLogCall(call, ctx.ours))) {
    if (given || call.arguments.some(facts.mentions)) return FLAG.logged;
    return isAboutInnerError(handler, call) ? 0 : FLAG.blind;
  }
  switch (callKind(call)) {
    case "signal":
      return FLAG.signalled;
    case "log-like":
      if (given) return FLAG.handedOn;
      return isAboutInnerError(handler, call) ? 0 : FLAG.blind;
    case "client-answer":
      return given && logsHere(ctx, call.expression) ? FLAG.handedOn : closures(ctx, facts, call);
    case "predicate":
    case "metric":
    case "timer":
    case "process-exit":
      return closures(ctx, facts, call);
    case "conversion":
      return given && isDiscarded(call) && ts.isCallExpression(call)
        ? FLAG.handedOn
        : closures(ctx, facts, call);
    case "other":
      return given ? FLAG.handedOn : closures(ctx, facts, call);
  }
}

/** Whether a function of this file writes lines of its own: `respondToError(err, res)` that logs and answers. */
function logsHere(ctx: Calls, callee: ts.Expression): boolean {
  const fn = functionHere(callee);
  return fn !== undefined && hasLogCall(ctx, fn.body);
}

/** Functions given to a call, which may run: `setTimeout(() => reject(e))`, `tx(() => log.error("failed"))`. */
function closures(ctx: Calls, facts: Facts, call: AnyCall): number {
  const inside = [call.expression, ...(call.arguments ?? [])].filter((node) =>
    ts.isFunctionLike(unwrapped(node)),
  );
  if (inside.some(facts.mentions)) return FLAG.handedOn;
  if (calleeParts(call.expression).method === "catch") return 0;
  return inside.some((node) => hasLogCall(ctx, node)) ? FLAG.blind : 0;
}

/** Whether a line in a `catch` inside the handler is about the error caught there: `catch (closeError) { log(closeError) }` */
function isAboutInnerError(handler: Handler, call: AnyCall): boolean {
  for (let at: ts.Node = call; at !== handler.node && at.parent; at = at.parent) {
    if (!ts.isCatchClause(at) || !at.variableDeclaration) continue;
    const names = boundNames(at.variableDeclaration.name);
    if (call.arguments?.some((argument) => mentionsName(argument, names))) return true;
  }
  return false;
}

const mentionsName = (node: ts.Node, names: readonly string[]): boolean =>
  (ts.isIdentifier(node) && names.includes(node.text) && isReference(node)) ||
  (ts.forEachChild(node, (child) => mentionsName(child, names) || undefined) ?? false);

const unwrapped = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? unwrapped(node.expression) : node;

function hasLogCall(ctx: Calls, node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    if (ctx.logCall(node) || isOurLogCall(node, ctx.ours)) return true;
    if (callKind(node) === "log-like") return true;
  }
  return ts.forEachChild(node, (child) => hasLogCall(ctx, child) || undefined) ?? false;
}

/** Whether nobody looks at the value of an expression: `formatError(e);` */
function isDiscarded(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isAwaitExpression(parent) || ts.isVoidExpression(parent) || ts.isParenthesizedExpression(parent))
    return isDiscarded(parent);
  return ts.isExpressionStatement(parent);
}

/** `lastError = e`, `this.error = e.message`: kept, if anyone ever looks. */
export function assignmentEffect(handler: Handler, facts: Facts, node: ts.BinaryExpression): number {
  if (!facts.carries(node.right)) return 0;
  const { left } = node;
  if (ts.isIdentifier(left)) {
    if (declaringScope(node, handler.node, left.text)) return FLAG.assigned;
    return FLAG.assigned | (isReadOutside(handler, left.text) ? FLAG.handedOn : 0);
  }
  return isClientBody(left) || facts.carries(left) || isLocal(handler, left) ? 0 : FLAG.handedOn;
}

/** `ctx.body = …` answers the client, as `res.send(…)` does. */
function isClientBody(left: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(left) &&
    /^(?:ctx|context|res|response)(?:\.response)?\.(?:body|message)$/.test(left.getText())
  );
}

/** `copy.message = …` on an object made in the handler: what becomes of the object decides. */
function isLocal(handler: Handler, left: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left))
    return isLocal(handler, left.expression);
  if (!ts.isIdentifier(left)) return false;
  const scope = declaringScope(left, handler.node, left.text);
  return scope !== undefined && scope !== handler.node;
}

/** Whether anything but an assignment uses the outer variable `name`, outside the handler or in a later run of it. */
function isReadOutside(handler: Handler, name: string): boolean {
  const visit = (node: ts.Node): boolean =>
    node !== handler.node &&
    ((ts.isIdentifier(node) && node.text === name && isRead(node)) ||
      (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false));
  return visit(handler.node.getSourceFile());
}

function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (isAssignment(parent) && parent.left === node) {
    return (
      parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken && !ts.isExpressionStatement(parent.parent)
    );
  }
  return isReference(node) || ts.isExportSpecifier(parent) || ts.isShorthandPropertyAssignment(parent);
}

/**
 * Whether a value is an error of its own that is given on in place of the one met: `new ToolError()`, `err(new Error())`.
 * A result that only says that something failed (`{ ok: false }`, `failed("no answer")`) does not tell why.
 */
export function isNewError(node: ts.Expression): boolean {
  if (ts.isNewExpression(node)) return /(?:Error|Exception|Failure)$/.test(node.expression.getText());
  if (ts.isCallExpression(node)) return callKind(node) !== "client-answer" && node.arguments.some(isNewError);
  if (ts.isArrayLiteralExpression(node)) return node.elements.some(isNewError);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.some((p) => ts.isPropertyAssignment(p) && isNewError(p.initializer));
  return (
    (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node)) &&
    isNewError(node.expression)
  );
}
