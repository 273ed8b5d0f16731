import { ts } from "../syntax/ts.ts";
import { callKind } from "./calls.ts";
import type { Handler } from "./model.ts";

/**
 * Whether a `catch` only leads to the next try of the same thing, whose last error is thrown:
 *
 *   for (let n = 1; ; n++) { try { return await call(); } catch (e) { if (n === max) throw e; } }
 *   while (!done) { try { text = await call(); } catch (e) { if (++n > max) throw e; await sleep(n); continue; } … }
 */
export function isRetryLoop({ kind, node, operation }: Handler): boolean {
  if (kind !== "catch" || !operation || !ts.isCatchClause(node)) return false;
  if (isInLoop(node) && waits(node.block)) return true;
  for (let at: ts.Node = node.parent; at.parent && !ts.isFunctionLike(at); at = at.parent) {
    if (ts.isForOfStatement(at)) return isCounter(at.expression) && leavesLoop(operation);
    if (ts.isForInStatement(at)) return false;
    if (ts.isIterationStatement(at, false)) return leavesLoop(operation) && !isOverIndex(at);
  }
  return false;
}

/** `for (let i = 0; i < items.length; i++)` is over elements, whatever its form. */
const isOverIndex = (loop: ts.IterationStatement): boolean =>
  ts.isForStatement(loop) &&
  /\.length\b/.test(loop.condition?.getText() ?? "") &&
  !/delays?|backoffs?/i.test(loop.condition?.getText() ?? "");

const isCounter = (elements: ts.Expression): boolean =>
  /attempt|retr|range|delays?|backoff/i.test(elements.getText());

/** Whether success ends the loop. */
function leavesLoop(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isReturnStatement(node) || ts.isBreakStatement(node)) return true;
  return ts.forEachChild(node, (child) => leavesLoop(child) || undefined) ?? false;
}

/** Whether the nearest loop of the function is one that repeats, and not one over elements. */
function isInLoop(node: ts.Node): boolean {
  for (let at: ts.Node = node.parent; at.parent && !ts.isFunctionLike(at); at = at.parent)
    if (ts.isIterationStatement(at, false)) return !isOverElements(at);
  return false;
}

const isOverElements = (loop: ts.IterationStatement): boolean =>
  ts.isForOfStatement(loop) || ts.isForInStatement(loop) || isOverIndex(loop);

/** Whether the handler itself waits before the next try. */
function waits(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (
    ts.isAwaitExpression(node) &&
    ts.isCallExpression(node.expression) &&
    callKind(node.expression) === "timer"
  )
    return true;
  return ts.forEachChild(node, (child) => waits(child) || undefined) ?? false;
}
