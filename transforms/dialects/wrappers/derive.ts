import { nodesOf } from "../../syntax/nodes.ts";
import { isReference, resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import type { LogLevel } from "../../target.ts";
import type { ArgumentStyle, Dialect, ReadCall } from "../dialect.ts";
import type { Receivers } from "../receivers/receivers.ts";
import { genericDialect } from "../tables/generic.ts";
import { USUAL_LEVELS } from "../tables/levels.ts";
import { memberFunctions, type Owner, ownerOf, staticInstances, staticMakers } from "./members.ts";
import { type FunctionWithBody, type Logging, loggingOf } from "./method.ts";
import { isLogFunctionName, isLoggerByName, nameOf } from "./names.ts";
import { onlyLogs } from "./only-logs.ts";

/** The project's own loggers, as the file that defines them shows: what each is told is mirrored where it is called. */
export type Wrappers = {
  /** The dialect of a class or object that wraps a logger. */
  readonly ofOwner: (node: Owner) => Dialect | undefined;
  /** The dialect of a function that logs what it is told. */
  readonly ofFunction: (node: FunctionWithBody) => Dialect | undefined;
  /** Functions that wrappers of the file write with. */
  readonly parts: () => ReadonlySet<ts.Node>;
};

export type WrapperTools = {
  readonly ast: ts.SourceFile;
  readonly logCall: (call: ts.CallExpression) => ReadCall | undefined;
  readonly of: Receivers;
};

export function createWrappers({ ast, logCall, of }: WrapperTools): Wrappers {
  const functions = new Map<ts.Node, Logging | undefined>();
  const dialects = new Map<ts.Node, Dialect | undefined>();
  /** Function → those of the file that it writes with; wrappers are where that starts. */
  const uses = new Map<ts.Node, Set<FunctionWithBody>>();
  const wrapping = new Set<ts.Node>();

  /** A function that calls itself ends in "unknown": it is entered before it is looked at. */
  const logging = (fn: FunctionWithBody, name: string): Logging | undefined => {
    if (!functions.has(fn)) {
      functions.set(fn, undefined);
      functions.set(fn, loggingOf(fn, name, { logCall, ownCall: (call) => ownCall(call, fn) }));
    }
    return functions.get(fn);
  };

  const ownCall = (call: ts.CallExpression, from: FunctionWithBody): Logging | undefined => {
    const fn = calledFunction(call);
    const found = fn && logging(fn, nameOf(fn));
    if (fn && found) uses.set(from, (uses.get(from) ?? new Set()).add(fn));
    return found;
  };

  const ofOwner = (node: Owner): Dialect | undefined => {
    if (!dialects.has(node)) {
      dialects.set(node, undefined);
      dialects.set(node, derive(node));
    }
    return dialects.get(node);
  };

  const derive = (node: Owner): Dialect | undefined => {
    if (!canWrap(node)) return undefined;
    const methods = new Map<string, Logging>();
    const unsure = new Map<string, LogLevel>();
    for (const { name, value } of memberFunctions(node)) {
      const found = ts.isFunctionLike(value) ? logging(value as FunctionWithBody, name) : borrowed(of(value));
      if (found) methods.set(name, found);
      else if (ts.isFunctionLike(value) && Object.hasOwn(USUAL_LEVELS, name))
        unsure.set(name, USUAL_LEVELS[name as keyof typeof USUAL_LEVELS]);
    }
    const usual = [...methods.keys()].filter((name) => Object.hasOwn(USUAL_LEVELS, name)).length;
    const isLogger = isLoggerByName(node) ? methods.size > 0 : usual > 1;
    if (!isLogger) return undefined;
    for (const { value } of memberFunctions(node)) wrapping.add(value);
    const made = ts.isClassLike(node)
      ? { factories: staticMakers(node), exports: staticInstances(node) }
      : {};
    return dialectOf(methods, unsure, made);
  };

  const ofFunction = (node: FunctionWithBody): Dialect | undefined => {
    const name = nameOf(node);
    const isNamed = ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node.parent);
    if (!isNamed || !isLogFunctionName(name)) return undefined;
    if (!dialects.has(node)) {
      dialects.set(node, undefined);
      const found = onlyLogs(node) && isOnlyCalled(ast, name) ? logging(node, name) : undefined;
      if (found) wrapping.add(node);
      dialects.set(node, found && dialectOf(new Map([["", found]]), new Map(), {}));
    }
    return dialects.get(node);
  };

  let found: ReadonlySet<ts.Node> | undefined;
  const parts = (): ReadonlySet<ts.Node> => {
    if (!found) {
      found = NONE;
      for (const node of topValues(ast)) if (isOwner(node)) ofOwner(node);
      for (const fn of topFunctions(ast)) ofFunction(fn);
      found = reachable(wrapping, uses);
    }
    return found;
  };
  return { ofOwner, ofFunction, parts };
}

/** `{ warn: console.warn, info: logger.info.bind(logger) }` */
function borrowed(value: ReturnType<Receivers>): Logging | undefined {
  if (value?.kind === "method") {
    const { dialect, name } = value;
    const level = dialect.levels[name];
    return level && { level, takesLevel: name === dialect.levelArgument, reads: styleFor(dialect, name) };
  }
  const level =
    value?.kind === "value" && value.roles.includes("function") ? value.dialect.levels[""] : undefined;
  return level && value?.kind === "value"
    ? { level, takesLevel: value.dialect.levelArgument === "", reads: styleFor(value.dialect, "") }
    : undefined;
}

export const styleFor = ({ methods, reads }: Dialect, name: string): ArgumentStyle =>
  methods && Object.hasOwn(methods, name) ? (methods[name] ?? reads) : reads;

function dialectOf(
  methods: ReadonlyMap<string, Logging>,
  unsure: ReadonlyMap<string, LogLevel>,
  { factories = [], exports = {} }: Partial<Pick<Dialect, "factories" | "exports">>,
): Dialect {
  const takesLevel = [...methods].find(([, { takesLevel }]) => takesLevel)?.[0];
  return {
    name: "wrapper",
    packages: [],
    exports,
    factories,
    children: genericDialect.children,
    levels: Object.fromEntries([
      ...unsure,
      ...[...methods].map(([name, { level }]) => [name, level] as const),
    ]),
    ...(takesLevel === undefined ? {} : { levelArgument: takesLevel, levelNames: USUAL_LEVELS }),
    reads: genericDialect.reads,
    methods: Object.fromEntries([...methods].map(([name, { reads }]) => [name, reads])),
  };
}

/** `write(…)` and `this.write(…)`: a function of the file, or of the class or object around. */
function calledFunction({ expression: callee }: ts.CallExpression): FunctionWithBody | undefined {
  if (ts.isIdentifier(callee)) return functionOf(resolve(callee));
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const owner = ownerOf(callee.expression);
  const member = owner && memberFunctions(owner, true).find(({ name }) => name === callee.name.text);
  return member && ts.isFunctionLike(member.value) ? (member.value as FunctionWithBody) : undefined;
}

/** The function that a declaration names. */
export function functionOf(node: ts.Node | undefined): FunctionWithBody | undefined {
  if (!node) return undefined;
  if (ts.isFunctionDeclaration(node)) return node.body ? (node as FunctionWithBody) : undefined;
  const value = ts.isVariableDeclaration(node) ? node.initializer : node;
  return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}

/** What the statements of a module declare: functions, classes and the values of constants. */
function topValues(ast: ts.SourceFile): readonly ts.Node[] {
  return ast.statements.flatMap((s): readonly ts.Node[] => {
    if (ts.isVariableStatement(s)) return s.declarationList.declarations.flatMap((d) => d.initializer ?? []);
    return ts.isExportAssignment(s) ? [s.expression] : [s];
  });
}

const topFunctions = (ast: ts.SourceFile): readonly FunctionWithBody[] =>
  topValues(ast).flatMap((node) => functionOf(node) ?? []);

const isOwner = (node: ts.Node): node is Owner => ts.isClassLike(node) || ts.isObjectLiteralExpression(node);

/** A look at names alone, which spares most classes and objects a closer one. */
const canWrap = (node: Owner): boolean =>
  isLoggerByName(node) ||
  memberFunctions(node).filter(({ name }) => Object.hasOwn(USUAL_LEVELS, name)).length > 1;

const NONE: ReadonlySet<ts.Node> = new Set();

function reachable(
  from: ReadonlySet<ts.Node>,
  uses: ReadonlyMap<ts.Node, ReadonlySet<ts.Node>>,
): ReadonlySet<ts.Node> {
  const seen = new Set<ts.Node>();
  const waiting = [...from];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (const next of uses.get(node) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
}

/** Whether the file calls a function wherever it names it: what is passed on is called by nobody that we see. */
function isOnlyCalled(ast: ts.SourceFile, name: string): boolean {
  return nodesOf(ast).every((node) => {
    if (!ts.isIdentifier(node) || node.text !== name || !isReference(node)) return true;
    const { parent } = node;
    if (
      ts.isPropertyAccessExpression(parent) ||
      ts.isExportSpecifier(parent) ||
      ts.isExportAssignment(parent)
    )
      return true;
    if (ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent)) return true;
    return ts.isCallExpression(parent) && parent.expression === node;
  });
}
