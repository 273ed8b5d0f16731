import { ts } from "../../syntax/ts.ts";
import type { HandlerFunction } from "../model.ts";
import type { ErrorSite } from "./find.ts";
import { functionHandler, inlineFunction, methodCall } from "./inline.ts";

const REGISTERS: ReadonlySet<string> = new Set(["setErrorHandler", "onError"]);

const isErrorName = (name: ts.BindingName | undefined): boolean =>
  name !== undefined && ts.isIdentifier(name) && /^_?(?:err(?:or)?|e|ex|exception)$/.test(name.text);

/** `app.use((err, req, res, next) => …)`, `app.setErrorHandler((error, request, reply) => …)` */
export function findMiddleware(node: ts.Node): ErrorSite | undefined {
  const found = methodCall(node);
  if (!found) return undefined;
  const fn = inlineFunction(found.call.arguments.at(-1));
  if (!fn || !isErrorName(fn.parameters[0]?.name)) return undefined;
  const express = found.method === "use" && fn.parameters.length === 4;
  return express || REGISTERS.has(found.method) ? site(fn) : undefined;
}

/** `function errorHandler(err, req, res, next) { … }`: Express knows such a function by its four parameters. */
export function findErrorMiddleware(node: ts.Node): ErrorSite | undefined {
  if (!ts.isFunctionDeclaration(node) && !ts.isArrowFunction(node) && !ts.isFunctionExpression(node))
    return undefined;
  const [error, request, response, next, more] = node.parameters;
  if (!node.body || !next || more || !isErrorName(error?.name)) return undefined;
  const isExpress =
    /^_?(?:req|request|ctx)$/.test(request?.name.getText() ?? "") &&
    /^_?(?:res|response|reply)$/.test(response?.name.getText() ?? "");
  const { parent } = node;
  if (ts.isCallExpression(parent) && findMiddleware(parent)) return undefined;
  return isExpress ? site(node as HandlerFunction) : undefined;
}

/** `catch(exception, host)` of a NestJS exception filter */
export function findFilter(node: ts.Node): ErrorSite | undefined {
  if (!ts.isMethodDeclaration(node) || !node.body || node.name.getText() !== "catch") return undefined;
  const owner = node.parent;
  if (!ts.isClassLike(owner)) return undefined;
  const isFilter =
    owner.modifiers?.some((m) => ts.isDecorator(m) && /^@Catch\b/.test(m.getText())) ||
    owner.heritageClauses?.some((c) => /\b\w*ExceptionFilter\b/.test(c.getText()));
  return isFilter ? site(node as HandlerFunction) : undefined;
}

function site(fn: HandlerFunction): ErrorSite {
  return {
    kind: "inline",
    handler: functionHandler("middleware", fn, { nullable: false, operation: undefined }),
  };
}
