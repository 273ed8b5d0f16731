import { someNode } from "../../syntax/nodes.ts";
import { resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import type { HandlerKind } from "../model.ts";
import type { ErrorSite } from "./find.ts";
import { functionHandler, inlineFunction, isDiscarded, isNoHandler, methodCall } from "./inline.ts";

/** Libraries whose `.catch` is not a promise's. */
const OTHER_CATCH: ReadonlySet<string> = new Set(["z", "zod", "Effect", "Stream", "v", "yup"]);

/** `promise.catch(handler)` and `promise.then(ok, handler)` */
export function findPromise(node: ts.Node): ErrorSite | undefined {
  const found = methodCall(node);
  if (!found || OTHER_CATCH.has(root(found.receiver))) return undefined;
  const { call, receiver, method } = found;
  const argument = method === "catch" ? call.arguments[0] : method === "then" ? call.arguments[1] : undefined;
  if (!argument || isNoHandler(argument) || isWaitedForElsewhere(receiver)) return undefined;
  const fn = inlineFunction(argument);
  const kind = method === "catch" ? "promise-catch" : "then-rejection";
  if (!fn) return isFunctionName(argument) ? { kind: "reference", as: kind, node: argument } : undefined;
  const returnsToNobody = isDiscarded(call);
  const handler = functionHandler(kind, fn, { nullable: false, operation: receiver, returnsToNobody });
  return { kind: "inline", handler };
}

/**
 * `const run = start(); run.catch(() => {}); return run;`: whoever has the promise gets its error; the handler only keeps
 * the process from ending. So it is with a promise in a field that is awaited elsewhere, and with the one before in a
 * queue:
 *
 *   const before = queue.get(key) ?? Promise.resolve(); const next = before.catch(() => {}).then(run); queue.set(key, next); await next;
 */
function isWaitedForElsewhere(receiver: ts.Expression): boolean {
  const promise = kept(receiver);
  if (ts.isPropertyAccessExpression(promise))
    return isStatement(receiver.parent.parent) && isFieldWaitedFor(promise);
  const declaration = ts.isIdentifier(promise) ? resolve(promise) : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return false;
  if (declaration.initializer && isQueueWaitedFor(kept(declaration.initializer))) return true;
  return goesOn(declaration, promise as ts.Identifier);
}

/** `this.ready.catch(() => {});` or what goes on from it: `this.tail.catch(() => {}).then(run)` */
const isStatement = ({ parent }: ts.Node): boolean =>
  ts.isExpressionStatement(parent) || ts.isVoidExpression(parent) || ts.isPropertyAccessExpression(parent);

/** `before` of `(before ?? Promise.resolve())` */
function kept(node: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return kept(node.expression);
  if (ts.isBinaryExpression(node) && /^(?:\?\?|\|\|)$/.test(node.operatorToken.getText()))
    return kept(node.left);
  return node;
}

/** Whether a variable is handed on anywhere but at `except`. */
function goesOn(declaration: ts.VariableDeclaration, except: ts.Identifier): boolean {
  const scope = ts.findAncestor(declaration, (at) => ts.isBlock(at) || ts.isSourceFile(at));
  return someNode(
    scope,
    (node) => ts.isIdentifier(node) && node.text === except.text && node !== except && isHandedOn(node),
  );
}

/**
 * `await this.ready`, `step.donePromise.then(resolve, reject)`, or `this.tail = next` of a `next` that is waited for. Of
 * another object, which may be the same by another name, a part that is called a promise counts alone.
 */
function isFieldWaitedFor(field: ts.PropertyAccessExpression): boolean {
  const { expression, name } = field;
  const isNamed = /promise$/i.test(name.text);
  return someNode(field.getSourceFile(), (node) => {
    if (!ts.isPropertyAccessExpression(node) || node === field || node.name.text !== name.text) return false;
    if (!isNamed && node.expression.getText() !== expression.getText()) return false;
    const { parent } = node;
    if (ts.isBinaryExpression(parent) && parent.left === node) return isWaitedFor(parent.right);
    const found = ts.isPropertyAccessExpression(parent) ? methodCall(parent.parent) : undefined;
    const isFollowed = found?.receiver === node && found.method === "then" && found.call.arguments.length > 1;
    return isFollowed || isReturnedOrAwaited(node);
  });
}

/** `queue.get(key)` where the file puts into `queue` what it waits for */
function isQueueWaitedFor(node: ts.Expression): boolean {
  const got = methodCall(node);
  if (got?.method !== "get") return false;
  const queue = got.receiver.getText();
  return someNode(node.getSourceFile(), (at) => {
    const put = methodCall(at);
    const value =
      put?.method === "set" && put.receiver.getText() === queue ? put.call.arguments[1] : undefined;
    return value !== undefined && isWaitedFor(value);
  });
}

function isWaitedFor(value: ts.Expression): boolean {
  const declaration = ts.isIdentifier(value) ? resolve(value) : undefined;
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    someNode(
      ts.findAncestor(declaration, ts.isBlock),
      (node) =>
        ts.isIdentifier(node) && node.text === declaration.name.getText() && isReturnedOrAwaited(node),
    )
  );
}

const isReturnedOrAwaited = ({ parent }: ts.Node): boolean =>
  ts.isReturnStatement(parent) || ts.isAwaitExpression(parent);

/** `return run`, `await run`, `this.running = run`, `Promise.race([run, timeout])` */
function isHandedOn(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    isReturnedOrAwaited(node) ||
    ts.isArrayLiteralExpression(parent) ||
    (ts.isCallExpression(parent) && parent.arguments.includes(node)) ||
    (ts.isBinaryExpression(parent) && parent.right === node)
  );
}

/** `client.interceptors.response.use(ok, handler)` of axios and its like: what `then` takes, by another name. */
export function findInterceptor(node: ts.Node): ErrorSite | undefined {
  const found = methodCall(node);
  if (found?.method !== "use" || !/\.interceptors\.(?:request|response)$/.test(found.receiver.getText()))
    return undefined;
  return handlerSite("then-rejection", found.call.arguments[1]);
}

/** `source.pipe(catchError(handler))` of RxJS */
export function findCatchError(node: ts.Node): ErrorSite | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  if (node.expression.text !== "catchError") return undefined;
  const declaration = resolve(node.expression);
  const from = declaration && ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier;
  if (!from || !/^["']rxjs(?:\/operators)?["']$/.test(from.getText())) return undefined;
  return handlerSite("promise-catch", node.arguments[0]);
}

function handlerSite(kind: HandlerKind, argument: ts.Expression | undefined): ErrorSite | undefined {
  const fn = inlineFunction(argument);
  return (
    fn && { kind: "inline", handler: functionHandler(kind, fn, { nullable: false, operation: undefined }) }
  );
}

/** `reject`, `this.fail`, `logger.error.bind(logger)`, `onFailure("save")`: anything but a literal. */
function isFunctionName(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isCallExpression(node);
}

function root(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return root(node.expression);
  return ts.isIdentifier(node) ? node.text : "";
}
