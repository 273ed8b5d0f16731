import { ts } from "../../syntax/ts.ts";
import type { ErrorSite } from "./find.ts";
import { functionHandler, inlineFunction, methodCall } from "./inline.ts";

const REGISTERS: ReadonlySet<string> = new Set(["setErrorHandler", "onError"]);

/** `app.use((err, req, res, next) => …)`, `app.setErrorHandler((error, request, reply) => …)` */
export function findMiddleware(node: ts.Node): ErrorSite | undefined {
  const found = methodCall(node);
  if (!found) return undefined;
  const fn = inlineFunction(found.call.arguments.at(-1));
  if (!fn) return undefined;
  const [first] = fn.parameters;
  const takesError = first && ts.isIdentifier(first.name) && /^_?err(?:or)?$/.test(first.name.text);
  const express = found.method === "use" && fn.parameters.length === 4;
  if (!takesError || !(express || REGISTERS.has(found.method))) return undefined;
  return {
    kind: "inline",
    handler: functionHandler("middleware", fn, { nullable: false, operation: undefined }),
  };
}
