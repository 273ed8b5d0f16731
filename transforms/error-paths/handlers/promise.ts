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
 * the process from ending.
 */
function isWaitedForElsewhere(receiver: ts.Expression): boolean {
  const declaration = ts.isIdentifier(receiver) ? resolve(receiver) : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return false;
  const scope = ts.findAncestor(declaration, (at) => ts.isBlock(at) || ts.isSourceFile(at));
  const { text: name } = receiver as ts.Identifier;
  const goesOn = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node.text === name && node !== receiver && isHandedOn(node)) ||
    (ts.forEachChild(node, (child) => goesOn(child) || undefined) ?? false);
  return scope !== undefined && goesOn(scope);
}

/** `return run`, `await run`, `this.running = run`, `Promise.race([run, timeout])` */
function isHandedOn(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    ts.isReturnStatement(parent) ||
    ts.isAwaitExpression(parent) ||
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
