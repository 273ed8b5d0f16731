import { ts } from "../syntax/ts.ts";
import { functionOf } from "./callees.ts";
import { inlineFunction, methodCall } from "./handlers/inline.ts";
import type { ErrorContext } from "./model.ts";
import { hasHandler, isAsync, isPromise, isTotal } from "./promises.ts";

/**
 * Promises that nobody waits for and that may reject:
 *
 *   save();      void this.flush();      load().then(show);      const unused = save();
 *   items.forEach(async (item) => { … })      setTimeout(async () => { … })      socket.on("data", async () => { … })
 *   new Promise(async (resolve) => { … })
 *
 * Out of scope: functions whose declaration cannot be seen, and frameworks' own routes.
 */
export function floatingPromises(
  ctx: ErrorContext,
  nodes: (kind: ts.SyntaxKind) => readonly ts.Node[],
): readonly ts.Node[] {
  const statements = nodes(ts.SyntaxKind.ExpressionStatement).flatMap((node) =>
    ts.isExpressionStatement(node) ? floating(ctx, node.expression) : [],
  );
  const variables = nodes(ts.SyntaxKind.VariableDeclaration).filter((node) => isUnusedPromise(ctx, node));
  const callbacks = nodes(ts.SyntaxKind.CallExpression).flatMap((node) => droppedCallback(ctx, node) ?? []);
  const executors = nodes(ts.SyntaxKind.NewExpression).flatMap((node) => asyncExecutor(ctx, node) ?? []);
  return [...statements, ...variables, ...callbacks, ...executors];
}

/** The promises in an expression whose value nobody looks at. */
function floating(ctx: ErrorContext, node: ts.Expression): readonly ts.Node[] {
  if (ts.isParenthesizedExpression(node) || ts.isVoidExpression(node)) return floating(ctx, node.expression);
  if (ts.isConditionalExpression(node))
    return [...floating(ctx, node.whenTrue), ...floating(ctx, node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const isLogical = /^(?:&&|\|\||\?\?|,)$/.test(node.operatorToken.getText());
    return isLogical ? floating(ctx, node.right) : [];
  }
  if (!ts.isCallExpression(node)) return [];
  return isFloating(ctx, node) ? [node] : [];
}

function isFloating(ctx: ErrorContext, call: ts.CallExpression): boolean {
  if (hasHandler(call)) return false;
  const found = methodCall(call);
  if (found?.method === "finally" || found?.method === "catch")
    return ts.isCallExpression(found.receiver) && isFloating(ctx, found.receiver);
  if (found?.method === "then") return !isTestOrBuilder(found.receiver) && !isTotalChain(ctx, found);
  const fn = immediate(call);
  if (fn) return isAsync(fn) && !isTotal(ctx, fn);
  return isPromise(ctx, call) && !isTotal(ctx, call);
}

/** Whether neither a promise nor what is done with its value can fail: `Promise.allSettled(all).then(end)` */
function isTotalChain(
  ctx: ErrorContext,
  { call, receiver }: NonNullable<ReturnType<typeof methodCall>>,
): boolean {
  const [next] = call.arguments;
  const settles = /^Promise\.allSettled\(/.test(receiver.getText());
  if (!next || !(settles || isTotal(ctx, receiver))) return false;
  const fn = inlineFunction(next) ?? functionOf(ctx, next)?.fn;
  return fn !== undefined && isTotal(ctx, fn);
}

/** `cy.get(…).then(…)` is no promise. */
const isTestOrBuilder = (node: ts.Expression): boolean => /^(?:cy|\$)\b/.test(node.getText());

/** The function of `(async () => { … })()` */
function immediate({ expression }: ts.CallExpression): ts.ArrowFunction | ts.FunctionExpression | undefined {
  if (!ts.isParenthesizedExpression(expression)) return undefined;
  const { expression: fn } = expression;
  return ts.isArrowFunction(fn) || ts.isFunctionExpression(fn) ? fn : undefined;
}

/** `const saved = save();` that is never read */
function isUnusedPromise(ctx: ErrorContext, node: ts.Node): boolean {
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !node.initializer) return false;
  if (!ts.isCallExpression(node.initializer)) return false;
  if (!isFloating(ctx, node.initializer)) return false;
  const scope = ts.findAncestor(node, (at) => ts.isBlock(at) || ts.isSourceFile(at));
  const uses = scope
    ?.getText()
    .match(new RegExp(`(?<![\\w$.])${node.name.text.replaceAll("$", "\\$")}(?![\\w$])`, "g"));
  return (uses?.length ?? 0) < 2;
}

/** The executor of a promise that is a promise itself: what it throws reaches neither. */
function asyncExecutor(ctx: ErrorContext, node: ts.Node): ts.Node | undefined {
  if (!ts.isNewExpression(node) || node.expression.getText() !== "Promise") return undefined;
  const fn = inlineFunction(node.arguments?.[0]);
  return fn && isAsync(fn) && !isTotal(ctx, fn) ? fn : undefined;
}

const TIMERS = /^(?:setTimeout|setInterval|setImmediate|queueMicrotask|nextTick)$/;
const LISTENS = /^(?:on|once|addListener|prependListener|addEventListener)$/;
/** Receivers that wait for their listeners, and errors of which they handle. */
const WAITS = /(?:^|\.)(?:bot|app|router|server|scene|composer|page|worker|queue|hooks?|fastify|api)$/i;

/** A function that gives a promise to somebody who does not look at it. */
function droppedCallback(ctx: ErrorContext, node: ts.Node): ts.Node | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const argument = callbackOf(node);
  const fn = argument && inlineFunction(argument);
  if (!fn) return argument && isFailingReference(ctx, argument) ? argument : undefined;
  if (isAsync(fn)) return isTotal(ctx, fn) ? undefined : fn;
  if (!ts.isArrowFunction(fn) || !ts.isExpression(fn.body)) return undefined;
  return floating(ctx, fn.body)[0];
}

/** `setTimeout(save, 10)` where `save` is async and can fail */
function isFailingReference(ctx: ErrorContext, node: ts.Expression): boolean {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
  const found = functionOf(ctx, node);
  return found !== undefined && isAsync(found.fn) && !isTotal(found.ctx, found.fn);
}

function callbackOf(call: ts.CallExpression): ts.Expression | undefined {
  const found = methodCall(call);
  const name = found?.method ?? call.expression.getText();
  const [first, second] = call.arguments;
  if (TIMERS.test(name)) return first;
  if (!found) return undefined;
  if (name === "forEach" || (/^(?:map|flatMap)$/.test(name) && ts.isExpressionStatement(call.parent)))
    return first;
  if (!LISTENS.test(name) || !first || !ts.isStringLiteralLike(first)) return undefined;
  return WAITS.test(found.receiver.getText()) ? undefined : second;
}
