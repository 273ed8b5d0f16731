import { ts } from "../syntax/ts.ts";
import { functionOf } from "./callees.ts";
import { isNoHandler, methodCall } from "./handlers/inline.ts";
import type { ErrorContext, HandlerFunction } from "./model.ts";

/** How deep functions are followed into the functions that they wait for. */
const DEPTH = 4;

/** Exports that give promises, by module; each function of a module where it is `*`. */
const PROMISE_MODULES = /^(?:node:)?(?:fs|timers|stream|dns|readline)\/promises$|^fs-extra$/;

/** Whether the value of an expression is surely a promise. */
export function isPromise(ctx: ErrorContext, node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isPromise(ctx, node.expression);
  if (ts.isNewExpression(node)) return node.expression.getText() === "Promise";
  if (!ts.isCallExpression(node)) return false;
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  const found = methodCall(node);
  if (found?.method === "then" || found?.method === "catch" || found?.method === "finally")
    return found.method === "then" || isPromise(ctx, found.receiver);
  if (found && found.receiver.getText() === "Promise") return /^(?:all|any|race|reject)$/.test(found.method);
  if (isKnownCall(node)) return true;
  const callee = functionOf(ctx, node.expression);
  return callee !== undefined && givesPromise(callee.fn);
}

function isKnownCall({ expression }: ts.CallExpression): boolean {
  const text = expression.getText();
  if (/^(?:globalThis\.)?fetch$/.test(text)) return true;
  if (/^(?:fs|fsp)\.promises\.\w+$/.test(text)) return true;
  const root = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  return ts.isIdentifier(root) && PROMISE_MODULES.test(importedFrom(root));
}

function importedFrom(name: ts.Identifier): string {
  for (const statement of name.getSourceFile().statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const { importClause } = statement;
    const bindings = importClause?.namedBindings;
    const names =
      bindings && ts.isNamedImports(bindings)
        ? bindings.elements.map((e) => e.name.text)
        : [bindings?.name.text];
    if (importClause?.name?.text === name.text || names.includes(name.text))
      return statement.moduleSpecifier.text;
  }
  return "";
}

/** Whether a function is async, or says by its type or its only value that it gives a promise. */
function givesPromise(fn: HandlerFunction): boolean {
  if (ts.isConstructorDeclaration(fn)) return false;
  if (!ts.isArrowFunction(fn) && fn.asteriskToken) return false;
  return isAsync(fn) || (fn.type !== undefined && /^Promise</.test(fn.type.getText()));
}

export const isAsync = (fn: HandlerFunction): boolean =>
  fn.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false;

/** Whether a promise cannot reject, or a function cannot fail, as far as can be seen. */
export function isTotal(ctx: ErrorContext, node: ts.Node, depth = DEPTH): boolean {
  if (depth === 0) return false;
  if (ts.isFunctionLike(node)) {
    const { body } = node as HandlerFunction;
    return ts.isExpression(body)
      ? isTotalBody(ctx, body, depth) && !givesFailing(ctx, body, depth)
      : body.statements.every((s) => isTotalBody(ctx, s, depth));
  }
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node))
    return isTotal(ctx, node.expression, depth);
  if (!ts.isCallExpression(node)) return false;
  if (hasHandler(node)) return true;
  const callee = functionOf(ctx, node.expression);
  return callee !== undefined && isAsync(callee.fn) && isTotal(callee.ctx, callee.fn, depth - 1);
}

/** Whether nothing in a statement or value of a function can fail outside of a `try` with a `catch`, as far as can be seen. */
export const isTotalBody = (ctx: ErrorContext, node: ts.Node, depth = DEPTH): boolean =>
  !mayFail(ctx, node, depth);

/** Whether a chain has a `.catch(handler)` or a second argument of `then` in it. */
export function hasHandler(node: ts.Expression): boolean {
  const found = methodCall(node);
  if (!found) return false;
  const { call, method, receiver } = found;
  const [first, second] = call.arguments;
  if (method === "catch" && first && !isNoHandler(first)) return true;
  if (method === "then" && second && !isNoHandler(second)) return true;
  return /^(?:then|finally|catch)$/.test(method) && hasHandler(receiver);
}

/** Whether something in a node may throw or reject outside of a `try` with a `catch`. */
function mayFail(ctx: ErrorContext, node: ts.Node, depth: number): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isTryStatement(node) && node.catchClause)
    return (
      mayFail(ctx, node.catchClause.block, depth) ||
      (node.finallyBlock !== undefined && mayFail(ctx, node.finallyBlock, depth))
    );
  if (ts.isThrowStatement(node)) return true;
  if (ts.isReturnStatement(node) && node.expression && givesFailing(ctx, node.expression, depth)) return true;
  if (ts.isAwaitExpression(node)) return !isSafeWait(ctx, node.expression, depth);
  if (ts.isForOfStatement(node) && node.awaitModifier) return true;
  return ts.forEachChild(node, (child) => mayFail(ctx, child, depth) || undefined) ?? false;
}

/** Whether what a function gives is a promise that may reject: `return save(x)`, `(x) => save(x)` */
const givesFailing = (ctx: ErrorContext, node: ts.Expression, depth: number): boolean =>
  isPromise(ctx, node) && !isSafeWait(ctx, node, depth);

function isSafeWait(ctx: ErrorContext, node: ts.Expression, depth: number): boolean {
  if (ts.isCallExpression(node)) {
    const name = node.expression.getText().split(".").at(-1) ?? "";
    if (/^(?:sleep|delay|wait|setTimeout|setImmediate|allSettled)$/.test(name)) return true;
  }
  if (ts.isNewExpression(node))
    return /^new Promise[\s\S]*=>\s*(?:\{\s*)?set(?:Timeout|Immediate)\(/.test(node.getText());
  return isTotal(ctx, node, depth);
}
