import { ts } from "../../syntax/ts.ts";
import type { ErrorSite } from "./find.ts";
import { functionHandler, inlineFunction, methodCall } from "./inline.ts";

const ADDS_LISTENER: ReadonlySet<string> = new Set([
  "on",
  "once",
  "addListener",
  "prependListener",
  "prependOnceListener",
]);

const PROCESS_EVENTS: ReadonlySet<string> = new Set(["uncaughtException", "unhandledRejection"]);

/** `stream.on("error", handler)`, `process.on("unhandledRejection", handler)` */
export function findListener(node: ts.Node): ErrorSite | undefined {
  const found = methodCall(node);
  if (!found || !ADDS_LISTENER.has(found.method)) return undefined;
  const [event, listener] = found.call.arguments;
  if (!event || !listener || !ts.isStringLiteralLike(event)) return undefined;
  const ofProcess = found.receiver.getText() === "process" && PROCESS_EVENTS.has(event.text);
  if (!/^(?:error|\w+Error)$/.test(event.text) && !ofProcess) return undefined;
  const fn = inlineFunction(listener);
  const kind = ofProcess ? "process-listener" : "listener";
  if (!fn) return { kind: "reference", as: kind, node: listener };
  return {
    kind: "inline",
    handler: functionHandler(kind, fn, { nullable: false, operation: found.receiver }),
  };
}
