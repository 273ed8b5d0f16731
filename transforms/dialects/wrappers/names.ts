import { ts } from "../../syntax/ts.ts";
import { isLoggerName } from "../tables/generic.ts";
import { USUAL_LEVELS } from "../tables/levels.ts";
import type { Owner } from "./members.ts";

/** Functions that log by name: `log`, `logInfo`, `info`, `log_error`, `debugLog`, `printWarning`. Not `login`, `onError`. */
export function isLogFunctionName(name: string): boolean {
  return (
    Object.hasOwn(USUAL_LEVELS, name) ||
    /^_*(?:log|print|write)(?:$|[A-Z_])|[a-z](?:Log|Logger)$|_log$/.test(name)
  );
}

/** Receivers whose methods may have names of their own: `audit.event(…)`, `this.log.problem(…)`. */
export const isLogReceiverName = (name: string): boolean =>
  /log|audit|report|telemetry|trace|consol/i.test(name);

/** Parameters that hold what a line says. */
export const isMessageName = (name: string): boolean =>
  /^(?:m|msg|messages?|args?|data|text|txt|lines?|str|string|s|fmt|format|title|event|entry|what|body|content|output|parts?|params?|log\w*|\w*(?:Message|Msg|Text|Line))$/.test(
    name,
  );

export const isLevelName = (name: string): boolean =>
  /^(?:level|lvl|severity|logLevel|type|method)$/.test(name);

/** The name that a function is called by. */
export function nameOf(fn: ts.SignatureDeclaration): string {
  const named = fn.name ?? (ts.isVariableDeclaration(fn.parent) ? fn.parent.name : undefined);
  return named?.getText() ?? "";
}

/** A class, a constant that holds the object, or the function that returns it, called like a logger. */
export function isLoggerByName(owner: Owner): boolean {
  if (ts.isClassLike(owner))
    return owner.name !== undefined && /(?:Log|Logger(?:Service)?)$/.test(owner.name.text);
  const { parent } = owner;
  if (ts.isReturnStatement(parent) || ts.isParenthesizedExpression(parent)) {
    const maker = ts.findAncestor(parent, ts.isFunctionLike);
    return maker !== undefined && /log(?:ger)?$/i.test(nameOf(maker));
  }
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && isLoggerName(parent.name.text);
}
