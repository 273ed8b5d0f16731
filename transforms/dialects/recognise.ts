import type { CustomDialect, LogCall, Parsed } from "../model.ts";
import type { Ours } from "../syntax/ours.ts";
import { bare } from "../syntax/purity.ts";
import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import type { Dialect, ReadCall } from "./dialect.ts";
import { levelOf } from "./lines/level.ts";
import { isDiscarded } from "./lines/results.ts";
import { createBindings } from "./receivers/bindings.ts";
import { can, type FollowImport, type Known } from "./receivers/known.ts";
import { createReceivers } from "./receivers/receivers.ts";
import { customDialect } from "./tables/custom.ts";
import { genericDialect } from "./tables/generic.ts";
import { DIALECT_BY_PACKAGE, DIALECTS } from "./tables/index.ts";
import { createWrappers, styleFor } from "./wrappers/derive.ts";
import { isLogFunctionName, isLogReceiverName } from "./wrappers/names.ts";
import { createWrapperRefusal } from "./wrappers/refusal.ts";

/** Any method of any dialect: a look at this set spares most calls of a file a closer one. */
const METHODS: ReadonlySet<string> = new Set(DIALECTS.flatMap(({ levels }) => Object.keys(levels)));

const NOT_FOLLOWED: FollowImport = () => undefined;

/** The loggers of a file. */
export type Loggers = {
  /**
   * The legacy log call that a node is: undefined for any other, and each node is looked at once. Calls of our own logger
   * are not legacy.
   */
  readonly logCall: (node: ts.Node) => LogCall | undefined;
  /** What a declaration or value of the file is to those who import it. */
  readonly valueOf: (node: ts.Node) => Known | undefined;
};

/**
 * Reads the loggers of a file. `follow` lets a linker say what its imports really are.
 *
 * Out of scope: methods that are passed on instead of called (`.catch(console.error)`), functions that log something of
 * their own (`logStep("x")`: what they log inside is seen there), and `process.stdout.write`.
 */
export function createLoggers(
  file: Pick<Parsed, "ast">,
  ours: Ours,
  custom: readonly CustomDialect[],
  follow: FollowImport = NOT_FOLLOWED,
): Loggers {
  const seen = new Map<ts.CallExpression, ReadCall | undefined>();
  const plain = new Map<ts.CallExpression, ReadCall | undefined>();
  const wrappers = createWrappers({
    ast: file.ast,
    logCall: (call) => unrefused(call),
    of: (node) => receivers.of(node),
  });
  const receivers = createReceivers(file.ast, resolve, { follow, wrappers });
  const bindingsOf = createBindings(file.ast, resolve);
  const configured = custom.map((c) => ({ receivers: new Set(c.receivers), spec: customDialect(c) }));

  const inWrapper = createWrapperRefusal(
    wrappers,
    custom.flatMap(({ levels }) => Object.keys(levels)),
  );

  const reader = (node: ts.Node): ReadCall | undefined => {
    if (!ts.isCallExpression(node)) return undefined;
    if (!seen.has(node)) {
      const found = unrefused(node);
      const refusal = found && (found.refusal ?? inWrapper(node));
      seen.set(node, found && refusal ? { ...found, refusal } : found);
    }
    return seen.get(node);
  };

  /** A call as it would be read outside a wrapper; wrappers themselves are known by what they call. */
  const unrefused = (call: ts.CallExpression): ReadCall | undefined => {
    if (!plain.has(call)) {
      plain.set(call, undefined);
      plain.set(call, read(call));
    }
    return plain.get(call);
  };

  const read = (call: ts.CallExpression): ReadCall | undefined => {
    const callee = bare(call.expression);
    if (ts.isIdentifier(callee)) return bareCall(call, callee);
    if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) return undefined;
    if (ts.isIdentifier(callee.expression) && callee.expression.text === ours.logger) return undefined;
    const method = methodName(callee);
    const own = configuredFor(callee.expression, method);
    if (own && method !== undefined) return line(call, own, method);
    if (method !== undefined && !METHODS.has(method) && !isLogReceiverName(lastName(callee.expression)))
      return undefined;
    const spec = specOf(callee.expression);
    if (!spec)
      return method !== undefined && isLogFunctionName(method) ? functionCall(call, callee) : undefined;
    const found = line(call, spec, method);
    return found && spec.children.includes("child")
      ? { ...found, bindings: bindingsOf(callee.expression) }
      : found;
  };

  /** `log("m")` of `debug`, and `warn("m")` where `const { warn } = console`. */
  const bareCall = (call: ts.CallExpression, callee: ts.Identifier): ReadCall | undefined =>
    isLogFunctionName(callee.text) || !isImported(callee) ? functionCall(call, callee) : undefined;

  const functionCall = (call: ts.CallExpression, callee: ts.Expression): ReadCall | undefined => {
    const value = receivers.of(callee);
    if (value?.kind === "method") return line(call, value.dialect, value.name);
    return can(value, "function") ? line(call, value.dialect, "") : undefined;
  };

  const configuredFor = (receiver: ts.Expression, method: string | undefined): Dialect | undefined => {
    if (configured.length === 0 || method === undefined) return undefined;
    const written = receiver.getText(file.ast).replaceAll(/\s|[?!]/g, "");
    return configured.find((c) => c.receivers.has(written) && Object.hasOwn(c.spec.levels, method))?.spec;
  };

  const specOf = (receiver: ts.Expression): Dialect | undefined => {
    const node = bare(receiver);
    const value = receivers.of(node);
    if (can(value, "logger")) return value.dialect;
    return value ? undefined : reader(node)?.spec;
  };
  return { logCall: reader, valueOf: receivers.exported };
}

/** Whether a name is imported, but for those of logging packages: to say what it is would take a look at another file. */
function isImported(name: ts.Identifier): boolean {
  const declaration = resolve(name);
  const from = declaration && ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier;
  return from !== undefined && !(ts.isStringLiteral(from) && DIALECT_BY_PACKAGE.has(from.text));
}

/** `audit` of `this.audit.event`, `Audit.get` of `Audit.get().event`. */
function lastName(node: ts.Expression): string {
  const inner = bare(node);
  if (ts.isNewExpression(inner)) return lastName(inner.expression);
  if (ts.isCallExpression(inner)) {
    const callee = bare(inner.expression);
    const owner = ts.isPropertyAccessExpression(callee) ? lastName(callee.expression) : "";
    return `${owner}.${lastName(callee)}`;
  }
  return ts.isPropertyAccessExpression(inner) ? inner.name.text : ts.isIdentifier(inner) ? inner.text : "";
}

/** `info` of `logger.info` and `logger["info"]`; undefined where it is computed. */
function methodName(callee: ts.PropertyAccessExpression | ts.ElementAccessExpression): string | undefined {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  const { argumentExpression: index } = callee;
  return ts.isStringLiteralLike(index) ? index.text : undefined;
}

/** A call of a logger's method as a line of the log, or undefined where it writes none. */
function line(call: ts.CallExpression, spec: Dialect, method: string | undefined): ReadCall | undefined {
  if (call.arguments.length === 0) return undefined;
  if (spec === genericDialect && !(isDiscarded(call) && looksLogged(call))) return undefined;
  const level = levelOf(call, spec, method);
  return (
    level && { call, dialect: spec.name, spec, reads: styleFor(spec, method ?? ""), bindings: [], ...level }
  );
}

/** A logger known by its name alone is believed only where it is told something: a text, an object, a value. */
function looksLogged({ arguments: [first] }: ts.CallExpression): boolean {
  return first !== undefined && !ts.isFunctionLike(first) && !ts.isNumericLiteral(first);
}
