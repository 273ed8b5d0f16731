import type { CustomDialect, LogCall, Parsed } from "../model.ts";
import type { Ours } from "../syntax/ours.ts";
import { bare } from "../syntax/purity.ts";
import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import type { Dialect, ReadCall } from "./dialect.ts";
import { levelOf } from "./lines/level.ts";
import { isDiscarded } from "./lines/results.ts";
import { createBindings } from "./receivers/bindings.ts";
import { can, type FollowImport } from "./receivers/known.ts";
import { createReceivers } from "./receivers/receivers.ts";
import { createWrapperRefusal } from "./receivers/wrappers.ts";
import { customDialect } from "./tables/custom.ts";
import { genericDialect } from "./tables/generic.ts";
import { DIALECTS } from "./tables/index.ts";

/** Any method of any dialect: a look at this set spares most calls of a file a closer one. */
const METHODS: ReadonlySet<string> = new Set(DIALECTS.flatMap(({ levels }) => Object.keys(levels)));

const NOT_FOLLOWED: FollowImport = () => undefined;

/**
 * Reads the legacy log calls of a file: the answer for any other node is undefined, and each node is looked at once.
 * Calls of our own logger are not legacy. `follow` lets a linker say what the file's imports really are.
 *
 * Out of scope: methods that are passed on instead of called (`.catch(console.error)`), functions that log by their name
 * alone (`logStep("x")`: what they log inside is seen there), and `process.stdout.write`.
 */
export function createLogReader(
  file: Parsed,
  ours: Ours,
  custom: readonly CustomDialect[],
  follow: FollowImport = NOT_FOLLOWED,
): (node: ts.Node) => LogCall | undefined {
  const seen = new Map<ts.CallExpression, ReadCall | undefined>();
  const receivers = createReceivers(file.ast, resolve, follow);
  const bindingsOf = createBindings(file.ast, resolve);
  const configured = custom.map((c) => ({ receivers: new Set(c.receivers), spec: customDialect(c) }));

  const inWrapper = createWrapperRefusal(custom.flatMap(({ levels }) => Object.keys(levels)));

  const reader = (node: ts.Node): ReadCall | undefined => {
    if (!ts.isCallExpression(node)) return undefined;
    if (!seen.has(node)) {
      const found = read(node);
      const refusal = found && (found.refusal ?? inWrapper(node));
      seen.set(node, found && refusal ? { ...found, refusal } : found);
    }
    return seen.get(node);
  };

  const read = (call: ts.CallExpression): ReadCall | undefined => {
    const callee = bare(call.expression);
    if (ts.isIdentifier(callee)) return bareCall(call, callee);
    if (!ts.isPropertyAccessExpression(callee) && !ts.isElementAccessExpression(callee)) return undefined;
    const method = methodName(callee);
    const own = configuredFor(callee.expression, method);
    if (own && method !== undefined) return line(call, own, method);
    if (method !== undefined && !METHODS.has(method)) return undefined;
    const spec = specOf(callee.expression);
    const found = spec && line(call, spec, method);
    return found && spec.children.includes("child")
      ? { ...found, bindings: bindingsOf(callee.expression) }
      : found;
  };

  /** `log("m")` of `debug`, and `warn("m")` where `const { warn } = console`. */
  const bareCall = (call: ts.CallExpression, callee: ts.Identifier): ReadCall | undefined => {
    const value = receivers(callee);
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
    if (ts.isIdentifier(node) && node.text === ours.logger) return undefined;
    const value = receivers(node);
    if (can(value, "logger")) return value.dialect;
    return value ? undefined : reader(node)?.spec;
  };
  return reader;
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
  return level && { call, dialect: spec.name, spec, bindings: [], ...level };
}

/** A logger known by its name alone is believed only where it is told something: a text, an object, a value. */
function looksLogged({ arguments: [first] }: ts.CallExpression): boolean {
  return first !== undefined && !ts.isFunctionLike(first) && !ts.isNumericLiteral(first);
}
