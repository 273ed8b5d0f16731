import { bare } from "../../syntax/purity.ts";
import { boundNames } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import type { LogLevel } from "../../target.ts";
import type { ArgumentRole, ArgumentStyle, ReadCall } from "../dialect.ts";
import { USUAL_LEVELS } from "../tables/levels.ts";
import { isLevelName, isMessageName } from "./names.ts";

export type FunctionWithBody = ts.FunctionLikeDeclaration & { readonly body: ts.Block | ts.Expression };

/** What a function that logs what it is told does with it. */
export type Logging = {
  readonly level: LogLevel;
  /** Whether its first argument names the level. */
  readonly takesLevel: boolean;
  readonly reads: ArgumentStyle;
};

export type Inside = {
  /** A call of a logger that is known where the function is defined. */
  readonly logCall: (call: ts.CallExpression) => ReadCall | undefined;
  /** A call of another function of the same wrapper: `this.write("error", message)`. */
  readonly ownCall: (call: ts.CallExpression) => Logging | undefined;
};

/** A line that a function writes, with the parameters that it passes on. */
type Line = {
  readonly args: readonly ts.Expression[];
  /** Undefined where the call itself says none: `console.log`, `logger[level]`. */
  readonly level: LogLevel | undefined;
  readonly isDynamic: boolean;
  readonly reads: ArgumentStyle;
};

/**
 * Reads a function as a wrapper of a logger: the level is that of the call inside, and where that has none
 * (`console.log`) the function's name says it; the arguments are what its parameters become.
 *
 *   warn(message, meta) { this.inner.warn(meta, `[rag] ${message}`) }      warn: message, data
 */
export function loggingOf(fn: FunctionWithBody, name: string, inside: Inside): Logging | undefined {
  const locals = localsFrom(fn);
  const told = (node: ts.Node): ReadonlySet<string> => namesIn(node, locals);
  const line = linesIn(fn.body, inside).find(({ args }) =>
    args.some((arg) => fn.parameters.some((p) => isMessage(p) && passesText(arg, p, told))),
  );
  if (!line) return undefined;
  const [first] = fn.parameters;
  const takesLevel =
    first !== undefined && fn.parameters.length > 1 && line.level === undefined && isLevelParameter(first);
  if (line.isDynamic && !takesLevel) return undefined;
  const parameters = takesLevel ? fn.parameters.slice(1) : fn.parameters;
  const level =
    line.level ??
    (Object.hasOwn(USUAL_LEVELS, name) ? USUAL_LEVELS[name as keyof typeof USUAL_LEVELS] : "info");
  return { level, takesLevel, reads: passesAll(line, fn) ? line.reads : styleOf(parameters, line, told) };
}

const isMessage = (p: ts.ParameterDeclaration): boolean =>
  ts.isIdentifier(p.name) && (p.dotDotDotToken !== undefined || isMessageName(p.name.text));

const isLevelParameter = (p: ts.ParameterDeclaration): boolean =>
  ts.isIdentifier(p.name) && isLevelName(p.name.text);

/** `(...args) => console.log(...args)`: the wrapper reads its arguments as the logger inside does. */
function passesAll({ args }: Line, { parameters }: FunctionWithBody): boolean {
  return (
    args.length === parameters.length &&
    !parameters.some(isErrorParameter) &&
    args.every((arg, i) => {
      const value = ts.isSpreadElement(arg) ? arg.expression : arg;
      const p = parameters[i]!;
      const isRest = p.dotDotDotToken !== undefined;
      return ts.isIdentifier(value) && value.text === p.name.getText() && isRest === ts.isSpreadElement(arg);
    })
  );
}

function styleOf(
  parameters: readonly ts.ParameterDeclaration[],
  { args, reads }: Line,
  told: (node: ts.Node) => ReadonlySet<string>,
): ArgumentStyle {
  const passed = new Set(args.flatMap((arg) => [...told(arg)]));
  const roles = parameters.map((p): ArgumentRole => {
    if (p.dotDotDotToken) return "message";
    if (!boundNames(p.name).some((name) => passed.has(name))) return "ignore";
    if (isErrorParameter(p)) return "error";
    return isMessage(p) ? "message" : "data";
  });
  const names = parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
  return { printf: "no", texts: reads.texts === "first" ? "first" : "all", positions: roles, names };
}

const isErrorParameter = ({ name, type }: ts.ParameterDeclaration): boolean =>
  (ts.isIdentifier(name) && /^_?(?:e|ex|err|error|exception|cause)$/.test(name.text)) ||
  (type !== undefined && /^(?:Error|NodeJS\.ErrnoException)\b/.test(type.getText()));

/** Whether `arg` holds the text of a parameter: itself, in a template or sum, or dressed by a call. */
function passesText(
  arg: ts.Expression,
  { name }: ts.ParameterDeclaration,
  told: (node: ts.Node) => ReadonlySet<string>,
): boolean {
  const value = bare(ts.isSpreadElement(arg) ? arg.expression : arg);
  if (ts.isObjectLiteralExpression(value)) {
    const said = value.properties.find((p) => p.name && /^(?:message|msg)$/.test(p.name.getText()));
    return said !== undefined && told(said).has(name.getText());
  }
  return told(value).has(name.getText());
}

/** Local constant → the parameters that its value is made of. */
type Locals = ReadonlyMap<string, ReadonlySet<string>>;

function localsFrom(fn: FunctionWithBody): Locals {
  const locals = new Map<string, ReadonlySet<string>>(
    fn.parameters.flatMap((p) => boundNames(p.name).map((name) => [name, new Set([name])] as const)),
  );
  if (!ts.isBlock(fn.body)) return locals;
  for (const statement of fn.body.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer && ts.isIdentifier(name)) locals.set(name.text, namesIn(initializer, locals));
  }
  return locals;
}

function namesIn(node: ts.Node, locals: Locals): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (at: ts.Node): void => {
    if (ts.isIdentifier(at)) for (const name of locals.get(at.text) ?? []) names.add(name);
    if (ts.isPropertyAccessExpression(at)) visit(at.expression);
    else if (ts.isPropertyAssignment(at)) visit(at.initializer);
    else ts.forEachChild(at, visit);
  };
  visit(node);
  return names;
}

/** The lines that a function writes itself, in the order of the text. */
function linesIn(body: ts.Node, { logCall, ownCall }: Inside): readonly Line[] {
  const lines: Line[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    const line = ts.isCallExpression(node) ? lineOf(node, logCall(node), ownCall) : undefined;
    if (line) lines.push(line);
    else ts.forEachChild(node, visit);
  };
  visit(body);
  return lines;
}

function lineOf(
  call: ts.CallExpression,
  read: ReadCall | undefined,
  ownCall: Inside["ownCall"],
): Line | undefined {
  if (read) {
    const isDynamic = read.refusal?.code === "dynamic-level";
    const level = isDynamic || isLevelless(read) ? undefined : read.level;
    return { args: read.args, level, isDynamic, reads: read.reads };
  }
  const own = ownCall(call);
  if (!own) return undefined;
  const [first] = call.arguments;
  if (!own.takesLevel) return { args: call.arguments, level: own.level, isDynamic: false, reads: own.reads };
  const text = first && ts.isStringLiteralLike(first) ? first.text : undefined;
  const level =
    text !== undefined && Object.hasOwn(USUAL_LEVELS, text)
      ? USUAL_LEVELS[text as keyof typeof USUAL_LEVELS]
      : undefined;
  const args = call.arguments.slice(1);
  return {
    args,
    level,
    isDynamic: text === undefined && first !== undefined && ts.isIdentifier(first),
    reads: own.reads,
  };
}

/** `console.log` says no level of its own. */
function isLevelless({ call: { expression: callee } }: ReadCall): boolean {
  return ts.isPropertyAccessExpression(callee) && /^(?:log|write)$/.test(callee.name.text);
}
