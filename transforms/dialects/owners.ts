import type { Parsed } from "../model.ts";
import { createElsewhere } from "../syntax/log-elsewhere.ts";
import { ts } from "../syntax/ts.ts";
import type { ReadCall, Refusal } from "./dialect.ts";
import { isLoggerName, isLoggerTypeName } from "./generic.ts";
import { USUAL_LEVELS } from "./levels.ts";

const ELSEWHERE: Refusal = {
  code: "runs-elsewhere",
  reason:
    "this function's source is sent to another place to run, where the production logger is not defined",
};

const WRAPPER: Refusal = {
  code: "logger-wrapper",
  reason: "this is a logger's own method: what it is told is mirrored where it is called",
};

const INTERNALS: Refusal = {
  code: "logger-internals",
  reason: "this runs inside the legacy logger itself, in a format, hook or transport of it",
};

/** Why calls in a function are left alone because of what that function is for. */
export function createOwnerRefusal(file: Parsed): (call: ReadCall) => Refusal | undefined {
  const runsElsewhere = createElsewhere(file.ast);
  return ({ call }) => {
    if (runsElsewhere(call)) return ELSEWHERE;
    if (isInsideLogger(call)) return INTERNALS;
    return isWrapper(call) ? WRAPPER : undefined;
  };
}

/**
 * `info(msg) { this.inner.info(msg) }` in a class or object that is a logger by name: its callers' lines are mirrored
 * where they call it, so a mirror in here would double each. Only calls that pass a parameter on are meant.
 */
function isWrapper(call: ts.CallExpression): boolean {
  for (let at: ts.Node = call; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue;
    const name = memberName(at);
    if (!name || !Object.hasOwn(USUAL_LEVELS, name) || !ownerIsLogger(at)) continue;
    const parameters = new Set(at.parameters.flatMap((p) => bound(p.name)));
    return call.arguments.some((arg) => mentions(arg, parameters));
  }
  return false;
}

/** Name of a method, or of a function that is a property's value. */
function memberName(fn: ts.SignatureDeclaration): string | undefined {
  const named =
    ts.isMethodDeclaration(fn) || ts.isMethodSignature(fn)
      ? fn.name
      : ts.isPropertyAssignment(fn.parent) || ts.isPropertyDeclaration(fn.parent)
        ? fn.parent.name
        : undefined;
  return named && ts.isIdentifier(named) ? named.text : undefined;
}

/** Whether the class, or the constant that holds the object, is called like a logger. */
function ownerIsLogger(fn: ts.Node): boolean {
  const owner = ts.findAncestor(fn, (n) => ts.isClassLike(n) || ts.isObjectLiteralExpression(n));
  if (!owner) return false;
  if (ts.isClassLike(owner)) return owner.name !== undefined && isLoggerTypeName(owner.name.text);
  const { parent } = owner;
  if (ts.isReturnStatement(parent)) {
    const maker = ts.findAncestor(parent, ts.isFunctionLike);
    return maker?.name !== undefined && ts.isIdentifier(maker.name) && /log(ger)?$/i.test(maker.name.text);
  }
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && isLoggerName(parent.name.text);
}

const bound = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((e) => (ts.isBindingElement(e) ? bound(e.name) : []));

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return names.has(node.text);
  return ts.forEachChild(node, (child) => mentions(child, names) || undefined) ?? false;
}

/** Options of a logger that hold functions, in a call or `new` of something called like a logger. */
const OPTIONS = /^(formatters|hooks|mixin|serializers|transports?|format|stream)$/;

function isInsideLogger(call: ts.CallExpression): boolean {
  for (let at: ts.Node = call; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isPropertyAssignment(at) && OPTIONS.test(at.name.getText()) && isLoggerOptions(at.parent))
      return true;
    if (ts.isClassLike(at) && at.heritageClauses?.some((h) => /\b(Transport|LogWriter)\b/.test(h.getText())))
      return true;
    if (ts.isFunctionLike(at) && replacesLogger(at.parent, at)) return true;
  }
  return false;
}

const isLoggerOptions = (node: ts.Node): boolean =>
  (ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent)) &&
  /log|pino/i.test(node.parent.expression.getText());

/** `console.warn = (…) => …` */
const replacesLogger = (parent: ts.Node, fn: ts.Node): boolean =>
  ts.isBinaryExpression(parent) &&
  parent.right === fn &&
  parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  /^(?:globalThis\.)?console\.\w+$/.test(parent.left.getText());
