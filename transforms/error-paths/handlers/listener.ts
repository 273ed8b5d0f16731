import { ts } from "../../syntax/ts.ts";
import type { Handler } from "../model.ts";
import type { ErrorSite } from "./find.ts";
import { functionHandler, inlineFunction, methodCall } from "./inline.ts";

const ADDS_LISTENER: ReadonlySet<string> = new Set([
  "on",
  "once",
  "addListener",
  "prependListener",
  "prependOnceListener",
  "addEventListener",
]);

const PROCESS_EVENTS = /^(?:uncaughtException(?:Monitor)?|unhandled[Rr]ejection)$/;
const PROCESS = /^(?:process|window|self|globalThis)$/;

/** `stream.on("error", handler)`, `process.on("unhandledRejection", handler)` */
export function findListener(node: ts.Node): ErrorSite | undefined {
  const found = methodCall(node);
  if (!found || !ADDS_LISTENER.has(found.method)) return undefined;
  const [event, listener] = found.call.arguments;
  if (!event || !listener || !ts.isStringLiteralLike(event)) return undefined;
  const ofProcess = PROCESS.test(found.receiver.getText()) && PROCESS_EVENTS.test(event.text);
  if (!/^(?:error|\w+Error)$/.test(event.text) && !ofProcess) return undefined;
  return site(ofProcess ? "process-listener" : "listener", listener, found.receiver);
}

function site(kind: Handler["kind"], listener: ts.Expression, operation: ts.Node): ErrorSite {
  const fn = inlineFunction(listener);
  if (!fn) return { kind: "reference", as: kind, node: listener };
  return { kind: "inline", handler: functionHandler(kind, fn, { nullable: false, operation }) };
}

/** `socket.onerror = (event) => { … }` */
export function findOnError(node: ts.Node): ErrorSite | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right } = node;
  if (!ts.isPropertyAccessExpression(left) || left.name.text !== "onerror") return undefined;
  return inlineFunction(right) && site("listener", right, left.expression);
}

/** `source.subscribe({ next, error: (e) => { … } })` and `source.subscribe(next, (e) => { … })` */
export function findObserver(node: ts.Node): ErrorSite | undefined {
  const found = methodCall(node);
  if (found?.method !== "subscribe") return undefined;
  const [observer, second] = found.call.arguments;
  if (second && inlineFunction(observer) && inlineFunction(second) && takesError(second))
    return site("listener", second, found.receiver);
  if (!observer || !ts.isObjectLiteralExpression(observer)) return undefined;
  const error = observer.properties.find((p) => p.name?.getText() === "error");
  if (error && ts.isPropertyAssignment(error) && inlineFunction(error.initializer))
    return site("listener", error.initializer, found.receiver);
  return undefined;
}

function takesError(node: ts.Expression): boolean {
  const [first] = inlineFunction(node)?.parameters ?? [];
  return first === undefined || /^_?e(?:rr(?:or)?)?$/.test(first.name.getText());
}
