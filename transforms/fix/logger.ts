import type { Dialect, ReadCall } from "../dialects/dialect.ts";
import type { ErrorContext } from "../error-paths/model.ts";
import { nodesOf } from "../syntax/nodes.ts";
import { bare } from "../syntax/purity.ts";
import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";

/** A logger that a file calls: who is called, how, and where. */
export type LegacyLogger = {
  /** As it is written: `this.logger`, `req.log`. */
  readonly receiver: ts.Expression;
  /** `.`, or `?.` where the file is not sure that there is one. */
  readonly access: "." | "?.";
  readonly dialect: Dialect;
  readonly call: ts.CallExpression;
};

/**
 * The logger of the project that can be called at all of `places`: one of the same function before one of the same
 * class before another one of the file, and `console` last. None where even `console` means something else.
 *
 * Out of scope: loggers that the file imports and never calls, functions such as `debug("app")` that have no level,
 * and `this.logger` in a constructor, which may not have it yet.
 */
export function loggerAt(
  ctx: ErrorContext,
  places: readonly ts.Node[],
): LegacyLogger | "console" | undefined {
  const [place] = places;
  if (!place) return undefined;
  const usable = loggersOf(ctx).filter((logger) => places.every((at) => isUsableAt(logger, at)));
  const [best] = usable
    .map((logger) => ({ logger, rank: rank(logger, place) }))
    .sort((a, b) => a.rank - b.rank);
  if (best) return best.logger;
  return places.some((at) => meaning("console", at)) ? undefined : "console";
}

const known = new WeakMap<ts.SourceFile, readonly LegacyLogger[]>();

function loggersOf(ctx: ErrorContext): readonly LegacyLogger[] {
  const { ast } = ctx.file;
  const found = known.get(ast) ?? nodesOf(ast).flatMap((node) => calledLogger(ctx, node) ?? []);
  known.set(ast, found);
  return found;
}

function calledLogger(ctx: ErrorContext, node: ts.Node): LegacyLogger | undefined {
  const read = ctx.logCall(node) as ReadCall | undefined;
  if (!read) return undefined;
  const callee = bare(read.call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !Object.hasOwn(read.spec.levels, "error")) return undefined;
  if (!root(callee.expression)) return undefined;
  return {
    receiver: callee.expression,
    access: callee.questionDotToken ? "?." : ".",
    dialect: read.spec,
    call: read.call,
  };
}

/** `req` of `req.log`; none where something is called or computed on the way. */
function root(node: ts.Expression): ts.Identifier | ts.ThisExpression | undefined {
  if (ts.isIdentifier(node)) return node;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return node as ts.ThisExpression;
  return ts.isPropertyAccessExpression(node) ? root(node.expression) : undefined;
}

const meaning = (name: string, place: ts.Node): ts.Declaration | undefined =>
  resolve({ text: name, parent: place } as ts.Identifier);

function isUsableAt({ receiver, call }: LegacyLogger, place: ts.Node): boolean {
  const start = root(receiver);
  if (!start) return false;
  if (!ts.isIdentifier(start)) {
    const owner = thisOwner(place);
    return owner !== undefined && !ts.isConstructorDeclaration(owner) && sameThis(owner, thisOwner(call));
  }
  const declaration = resolve(start);
  if (meaning(start.text, place) !== declaration) return false;
  return !declaration || isInitialised(declaration, place);
}

/** Whether a declaration has run where `place` runs: it stands before, or outside of a function that place is in. */
function isInitialised(declaration: ts.Declaration, place: ts.Node): boolean {
  if (ts.isParameter(declaration) || declaration.end <= place.pos) return true;
  const owner = ts.findAncestor(place, ts.isFunctionLike);
  return owner !== undefined && !(declaration.pos >= owner.pos && declaration.end <= owner.end);
}

/** The function, or the field, whose `this` a node has. */
function thisOwner(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(
    node,
    (at) => (ts.isFunctionLike(at) && !ts.isArrowFunction(at)) || ts.isPropertyDeclaration(at),
  );
}

function sameThis(a: ts.Node, b: ts.Node | undefined): boolean {
  if (!b) return false;
  if (a === b) return true;
  const areMembers = ts.isClassElement(a) && ts.isClassElement(b) && a.parent === b.parent;
  return areMembers && isStatic(a) === isStatic(b) && !ts.isPropertyDeclaration(a);
}

const isStatic = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword) ?? false);

/** Lower is nearer. */
function rank({ dialect, call }: LegacyLogger, place: ts.Node): number {
  const isConsole = dialect.name === "console" ? 8 : 0;
  const inFunction = nearest(place, ts.isFunctionLike) === nearest(call, ts.isFunctionLike) ? 0 : 2;
  const inClass = nearest(place, ts.isClassLike) === nearest(call, ts.isClassLike) ? 0 : 1;
  return isConsole + inFunction + inClass;
}

const nearest = (node: ts.Node, is: (node: ts.Node) => boolean): ts.Node | undefined =>
  ts.findAncestor(node.parent, is);
