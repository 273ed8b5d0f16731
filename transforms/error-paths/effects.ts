import { someNode } from "../syntax/nodes.ts";
import { isEmittedLogCall, isOurLogCall } from "../syntax/ours.ts";
import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import { functionOf } from "./callees.ts";
import { calleeParts, callKind, isErrorEmit, isThrowingCall } from "./calls.ts";
import type { Facts } from "./facts.ts";
import { isDiscarded } from "./handlers/inline.ts";
import { flagsOf, helperEffect, tellsOf } from "./helper-effect.ts";
import type { ErrorContext, Handler } from "./model.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import { isUnreadList } from "./reads.ts";
import { boundNames, isReference } from "./scope.ts";
import { FLAG } from "./state.ts";

type Calls = Pick<ErrorContext, "logCall" | "ours">;
export type AnyCall = ts.CallExpression | ts.NewExpression;

/** What a call may do to the error, as alternative flags; its arguments' own effects aside. */
export function callEffect(
  ctx: ErrorContext,
  handler: Handler,
  facts: Facts,
  call: AnyCall,
): readonly number[] {
  if (ts.isCallExpression(call)) {
    if (isInFrontOfLegacy(ctx, call)) return [0];
    if (isSink(ctx, call)) return [logEffect(handler, facts, call)];
    if (isErrorEmit(call) && call.arguments.some(facts.carries)) return [FLAG.signalled];
    if (ts.isIdentifier(call.expression) && facts.carries(call.expression)) return [FLAG.handedOn];
    const ofHelper = helperCallEffect(ctx, facts, call) ?? effectOfMessage(ctx, facts, call);
    if (ofHelper) return ofHelper;
    if (isRetry(ctx, handler, call)) return [FLAG.retried];
  }
  return [effectByName(ctx, handler, facts, call)];
}

/** Whether a call writes a line: of a logger that is known, of ours, or of one that the configuration names. */
export function isSink(ctx: ErrorContext, call: ts.CallExpression): boolean {
  const node: ts.Node = call;
  if (ctx.logCall(node) || isOurLogCall(node, ctx.ours)) return true;
  const sinks = ctx.policy?.sinks ?? [];
  if (sinks.length === 0) return false;
  const { receiver, method } = calleeParts(call.expression);
  return sinks.includes(receiver === "" ? method : `${receiver}.${method}`);
}

/**
 * `(backendLogger.info("a", …), log.info("a", f()))`, `{ void backendLogger.info("a", …); log.info("a", f()); }`: the
 * mirror says nothing that the call behind it does not say, and an argument of that may throw before it is said. Counted
 * by itself it would make a second run see another program than the first.
 */
function isInFrontOfLegacy(ctx: ErrorContext, call: ts.CallExpression): boolean {
  if (!isEmittedLogCall(call, ctx.ours)) return false;
  const { parent } = call;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken)
    return parent.left === call && isLegacy(ctx, parent.right);
  if (!ts.isVoidExpression(parent) || !ts.isExpressionStatement(parent.parent)) return false;
  const block = parent.parent.parent;
  const [first, next] = ts.isBlock(block) ? block.statements : [];
  return (
    first === parent.parent &&
    next !== undefined &&
    ts.isExpressionStatement(next) &&
    isLegacy(ctx, next.expression)
  );
}

function isLegacy(ctx: ErrorContext, node: ts.Expression): boolean {
  const inner = ts.isVoidExpression(node) || ts.isAwaitExpression(node) ? node.expression : node;
  return ctx.logCall(inner) !== undefined;
}

function logEffect(handler: Handler, facts: Facts, call: ts.CallExpression): number {
  if (call.arguments.some((argument) => facts.carries(argument) || facts.mentions(argument)))
    return FLAG.logged;
  return isAboutInnerError(handler, call) ? 0 : FLAG.blind;
}

/** What a function of the project does with the error it is given; of several arguments that have it, the best. */
function helperCallEffect(
  ctx: ErrorContext,
  facts: Facts,
  call: ts.CallExpression,
): readonly number[] | undefined {
  const effects = call.arguments.flatMap((argument, index) => {
    const effect = facts.carries(argument) ? helperEffect(ctx, call.expression, index) : undefined;
    return effect ? [flagsOf(effect)] : [];
  });
  const [first, ...more] = effects;
  return first && more.reduce((best, next) => (losses(next) < losses(best) ? next : best), first);
}

/** `die("no configuration")`, which logs what it is given and ends the process, but is not given the error. */
function effectOfMessage(
  ctx: ErrorContext,
  facts: Facts,
  call: ts.CallExpression,
): readonly number[] | undefined {
  if (call.arguments.length === 0 || call.arguments.some(facts.carries)) return undefined;
  const effect = helperEffect(ctx, call.expression, NO_ERROR);
  if (effect?.ends !== "exits") return undefined;
  return [...effect.states].every((state) => (state & FLAG.blind) !== 0) ? [FLAG.blind] : undefined;
}

/** The place of the error among the arguments of a call that is not given it. */
const NO_ERROR = -1;

const losses = (alternatives: readonly number[]): number =>
  alternatives.filter((flags) => flags === 0).length;

/** `return this.load(retries - 1)` in a handler of `load` itself. */
function isRetry(ctx: ErrorContext, handler: Handler, call: ts.CallExpression): boolean {
  if (handler.kind === "helper") return false;
  const found = functionOf(ctx, call.expression);
  return found !== undefined && ts.findAncestor(handler.node, (node) => node === found.fn) !== undefined;
}

/** `if (told(e)) return;`: what a function of the project that is given the error did with it, by what it answers. */
export function answersOfCall(
  ctx: ErrorContext,
  facts: Facts,
  call: ts.CallExpression,
): { readonly yes: readonly number[]; readonly no: readonly number[] } | undefined {
  const index = call.arguments.findIndex((argument) => facts.carries(argument));
  const answers = index < 0 ? undefined : helperEffect(ctx, call.expression, index)?.answers;
  return answers && { yes: tellsOf(answers.yes), no: tellsOf(answers.no) };
}

/** How a call that does not return ends: `fail(e)` that always throws, `die(e)` that ends the process. */
export function endOfCall(
  ctx: ErrorContext,
  facts: Facts,
  call: ts.CallExpression,
): "throws" | "exits" | undefined {
  const index = call.arguments.findIndex((argument) => facts.carries(argument));
  const ends = helperEffect(ctx, call.expression, index)?.ends;
  return ends === "returns" ? undefined : ends;
}

function effectByName(ctx: ErrorContext, handler: Handler, facts: Facts, call: AnyCall): number {
  const policy = ctx.policy ?? DEFAULT_POLICY;
  const given = (call.arguments ?? []).some(facts.carries);
  switch (callKind(call)) {
    case "signal":
      if (!given && givesData(handler, call)) return 0;
      return given || isThrowingCall(call) ? FLAG.signalled : FLAG.signalled | FLAG.replaced;
    case "log-like":
      if (given) return FLAG.handedOn;
      return isAboutInnerError(handler, call) ? 0 : FLAG.blind;
    case "client-answer":
      if (given && policy.clientOnly === "handled") return FLAG.handedOn;
      return closures(ctx, facts, call);
    case "metric":
      if (policy.metricOnly === "handled") return FLAG.handedOn;
      return closures(ctx, facts, call);
    case "predicate":
    case "timer":
    case "process-exit":
      return closures(ctx, facts, call);
    case "conversion":
      return given && isDiscarded(call) && ts.isCallExpression(call) && !isPureConversion(call)
        ? FLAG.handedOn
        : closures(ctx, facts, call);
    case "other":
      if (given) return isUnreadList(call) ? 0 : FLAG.handedOn;
      return closures(ctx, facts, call);
  }
}

/** `String(e);`, `JSON.stringify(e);`: as a statement it does nothing. */
const isPureConversion = ({ expression }: ts.CallExpression): boolean =>
  /^(?:String|Number|Object|JSON\.stringify|(?:util\.)?inspect|(?:util\.)?format)$/.test(
    expression.getText(),
  );

/** `done(rows)` in `(err, rows) => …`: what came beside the error is no error. */
function givesData({ node }: Handler, call: AnyCall): boolean {
  const first = call.arguments?.[0];
  if (!first || !ts.isIdentifier(first) || !ts.isFunctionLike(node)) return false;
  const declaration = resolve(first);
  return declaration !== undefined && node.parameters.slice(1).some((parameter) => parameter === declaration);
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
  someNode(node, (at) => ts.isIdentifier(at) && names.includes(at.text) && isReference(at));

const unwrapped = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? unwrapped(node.expression) : node;

function hasLogCall(ctx: Calls, node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    if (ctx.logCall(node) || isOurLogCall(node, ctx.ours)) return true;
    if (callKind(node) === "log-like") return true;
  }
  return ts.forEachChild(node, (child) => hasLogCall(ctx, child) || undefined) ?? false;
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
