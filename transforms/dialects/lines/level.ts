import { ts } from "../../syntax/ts.ts";
import type { LogLevel } from "../../target.ts";
import type { Dialect, ReadCall, Refusal } from "../dialect.ts";

type Levelled = Pick<ReadCall, "level" | "args" | "refusal">;

const DYNAMIC: Refusal = {
  code: "dynamic-level",
  reason: "the level is computed when it runs; log with a method per level to have it mirrored",
};

const CONDITIONAL: Refusal = {
  code: "conditional-log",
  reason: "console.assert logs only when its condition fails, and that must not be evaluated twice",
};

const TIMER: Refusal = {
  code: "timer",
  reason: "profile logs at its second call, how long it took; a span measures that",
};

/** Level of a call, and the arguments behind it; undefined where the method writes no line. */
export function levelOf(
  call: ts.CallExpression,
  spec: Dialect,
  method: string | undefined,
): Levelled | undefined {
  const args = call.arguments;
  if (method === undefined) return { level: "info", args, refusal: DYNAMIC };
  const level = named(spec, method);
  if (!level) return undefined;
  if (spec.name === "winston" && method === "profile") return { level, args, refusal: TIMER };
  if (spec.name === "console") return { level, ...ofConsole(method, args) };
  return method === spec.levelArgument ? fromArgument(spec, args, level) : { level, args };
}

/** `console.dir(value, options)` and `console.table(rows, columns)` show their first argument only. */
function ofConsole(method: string, args: readonly ts.Expression[]): Pick<ReadCall, "args" | "refusal"> {
  if (method === "assert") return { args: args.slice(1), refusal: CONDITIONAL };
  return { args: method === "dir" || method === "table" ? args.slice(0, 1) : args };
}

/** `logger.log("warn", "m")`, `logger.log({ level: "warn", message: "m" })`; without a level, the method's own. */
function fromArgument(spec: Dialect, args: readonly ts.Expression[], own: LogLevel): Levelled {
  const [first] = args;
  if (first && ts.isObjectLiteralExpression(first)) {
    const given = first.properties.find((p) => p.name && ts.isIdentifier(p.name) && p.name.text === "level");
    if (!given) return { level: own, args };
    const text = ts.isPropertyAssignment(given) ? literal(given.initializer) : undefined;
    const level = text === undefined ? undefined : named(spec, text);
    return level ? { level, args } : { level: own, args, refusal: DYNAMIC };
  }
  const text = first && (literal(first) ?? memberName(first, spec));
  const level = text !== undefined && args.length > 1 ? namedLevel(spec, text) : undefined;
  if (level) return { level, args: args.slice(1) };
  const isLevel = first !== undefined && text === undefined && args.length > 1 && namesLevel(first, spec);
  return isLevel ? { level: own, args, refusal: DYNAMIC } : { level: own, args };
}

/** Winston and log4js always take the level first; of a logger known by its name, an argument called so is one. */
function namesLevel(node: ts.Expression, spec: Dialect): boolean {
  if (ts.isTemplateExpression(node)) return false;
  if (spec.name !== "generic") return true;
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  return ts.isIdentifier(name) && /level|severity/i.test(name.text);
}

const literal = (node: ts.Expression): string | undefined =>
  ts.isStringLiteralLike(node) ? node.text : undefined;

/** `WARN` of `LogLevel.WARN`, where a wrapper takes the level first. */
const memberName = (node: ts.Expression, { levelNames }: Dialect): string | undefined =>
  levelNames && ts.isPropertyAccessExpression(node) ? node.name.text.toLowerCase() : undefined;

const namedLevel = ({ levels, levelNames = levels }: Dialect, name: string): LogLevel | undefined =>
  Object.hasOwn(levelNames, name) ? levelNames[name] : undefined;

const named = ({ levels }: Dialect, name: string): LogLevel | undefined =>
  Object.hasOwn(levels, name) ? levels[name] : undefined;
