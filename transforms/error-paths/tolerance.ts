import { ts } from "../syntax/ts.ts";
import { calleeParts } from "./calls.ts";
import type { Handler } from "./model.ts";

/*
 * Errors that nobody needs to be woken for, by what failed: their line is written at debug.
 */

/** Taking something down that may be down already. */
const CLEANUP =
  /^(?:close|closeSync|unlink|unlinkSync|rm|rmSync|rmdir|rmdirSync|rimraf|remove|dispose|destroy|abort|kill|cancel|disconnect|terminate|detach|unref|releaseLock|release|cleanup|cleanUp|unsubscribe|removeListener|removeAllListeners|clearTimeout|clearInterval|unpipe|asyncDispose)$/;

/** Asking whether something is there, by trying. */
const PROBES =
  /^(?:access|accessSync|stat|statSync|lstat|lstatSync|exists|existsSync|mkdir|mkdirSync|which)$/;

/** Reading text that may be of another kind. */
const PARSERS = /^(?:parse|URL|RegExp|decodeURIComponent|decodeURI|atob)$/;

/** Calls that come along and decide nothing. */
const HARMLESS =
  /^(?:join|dirname|basename|resolve|isDirectory|isFile|toString|push|Boolean|log|debug|get|has|delete|set|then|finally|catch|fileURLToPath|cwd|toUpperCase|toLowerCase|trim)$/;

const PREDICATE_NAME = /^(?:is|has|can|should|exists|supports|check)(?:[A-Z_]|$)|Exists$/;

/** Whether the failure of the operation is nothing unusual, as far as its calls tell. */
export function isTolerated(handler: Handler): boolean {
  const { kind, operation, node } = handler;
  if (!operation || kind === "listener" || kind === "process-listener" || kind === "middleware") return false;
  const calls = callNames(operation);
  if (kind === "catch") {
    return (
      isIn(node, (parent, child) => ts.isTryStatement(parent) && parent.finallyBlock === child) ||
      loadsModule(operation) ||
      isPredicate(handler) ||
      only(calls, (name) => CLEANUP.test(name) || PROBES.test(name)) ||
      (only(calls, (name) => PARSERS.test(name)) && hasComment(node))
    );
  }
  return only(calls, (name) => CLEANUP.test(name) || PROBES.test(name)) || loadsModule(operation);
}

/** Whether what failed takes something down: it stands in `finally`, or all that it calls closes, deletes, disposes. */
export function isCleanup({ kind, node, operation }: Handler): boolean {
  if (kind === "listener" || kind === "process-listener" || kind === "middleware") return false;
  if (isIn(node, (parent, child) => ts.isTryStatement(parent) && parent.finallyBlock === child)) return true;
  return (
    operation !== undefined &&
    only(callNames(operation), (name) => CLEANUP.test(name) || TAKING_DOWN.test(name))
  );
}

/** Further words for taking something down, where somebody says in a comment that it may fail. */
const TAKING_DOWN =
  /^(?:end|stop|shut_?down|quit|logout|revoke|tear_?down|unload|unlisten|unregister|unwatch|detach|unmount|rollback)(?:[A-Z]\w*)?$|^(?:close|destroy|dispose|kill|cancel|abort|release|clean|terminate|disconnect|unlink)[A-Z]\w*$|^(?:delete|remove|clear)(?:Te?mp|Lock|File|Listener|Timer|Cache|Dir|Folder|Item|All|ObjectURL)\w*$/;

/** Whether all calls that matter are of one kind, and there is one at all. */
function only(calls: readonly string[], accepts: (name: string) => boolean): boolean {
  const rest = calls.filter((name) => !HARMLESS.test(name) || accepts(name));
  return rest.length > 0 && rest.every(accepts);
}

/** The names called in a node, functions inside it left out. */
function callNames(node: ts.Node): readonly string[] {
  if (ts.isFunctionLike(node)) return [];
  const own =
    ts.isCallExpression(node) || ts.isNewExpression(node) ? [calleeParts(node.expression).method] : [];
  const inner: string[] = [];
  ts.forEachChild(node, (child) => {
    inner.push(...callNames(child));
  });
  return [...own, ...inner];
}

/** `require("x")`, `import("x")`: an optional dependency. */
function loadsModule(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
    if (ts.isIdentifier(expression) && expression.text === "require") return true;
    if (/^(?:require|import\.meta)\.resolve$/.test(expression.getText())) return true;
  }
  return (
    !ts.isFunctionLike(node) && (ts.forEachChild(node, (child) => loadsModule(child) || undefined) ?? false)
  );
}

/** `try { …; return true } catch { return false }`: failing is one of the two answers. */
function isPredicate({ body, operation }: Handler): boolean {
  if (!operation || !ts.isBlock(body) || !ts.isBlock(operation)) return false;
  const [answer, more] = body.statements;
  if (!answer || more || !returnsBoolean(answer)) return false;
  const last = operation.statements.at(-1);
  return (last !== undefined && returnsBoolean(last)) || PREDICATE_NAME.test(enclosingName(body));
}

function returnsBoolean(statement: ts.Statement): boolean {
  if (!ts.isReturnStatement(statement) || !statement.expression) return false;
  const { kind } = statement.expression;
  return kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;
}

function enclosingName(node: ts.Node): string {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isFunctionLike(at)) {
      const { parent } = at;
      const name = at.name ?? (ts.isVariableDeclaration(parent) ? parent.name : undefined);
      return name?.getText() ?? "";
    }
  }
  return "";
}

function hasComment(clause: ts.Node): boolean {
  return /\/\/|\/\*/.test(clause.getText().replace(/(["'`])(?:\\.|(?!\1).)*\1/g, ""));
}

function isIn(node: ts.Node, accepts: (parent: ts.Node, child: ts.Node) => boolean): boolean {
  for (let at = node; at.parent && !ts.isFunctionLike(at); at = at.parent)
    if (accepts(at.parent, at)) return true;
  return false;
}
