import { functionOf } from "../error-paths/callees.ts";
import { classify } from "../error-paths/classify.ts";
import { commentsIn } from "../error-paths/comments.ts";
import { findCatch } from "../error-paths/handlers/catch.ts";
import { methodCall } from "../error-paths/handlers/inline.ts";
import type { ErrorContext } from "../error-paths/model.ts";
import { isTotal, isTotalBody } from "../error-paths/promises.ts";
import { FLAG } from "../error-paths/state.ts";
import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import { defineRule, problemAt } from "./define.ts";

export default defineRule({
  name: "settled-rejections",
  check: ({ ctx, nodes }) =>
    nodes(ts.SyntaxKind.CallExpression).flatMap((node) => {
      if (!ts.isCallExpression(node) || !isAllSettled(node)) return [];
      if (isHandledBefore(ctx, node) || isBarrier(node) || !isDropped(node)) return [];
      return [
        problemAt(
          node.expression,
          "Nobody looks at the rejections: `Promise.allSettled` never rejects itself.",
        ),
      ];
    }),
});

const isAllSettled = ({ expression }: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(expression) &&
  expression.name.text === "allSettled" &&
  /^(?:Promise|Bluebird)$/.test(expression.expression.getText());

/**
 * `await Promise.allSettled([...this.pending])`: waits for work that was begun elsewhere, and whose errors are the
 * business of those who began it.
 */
function isBarrier({ arguments: [promises] }: ts.CallExpression): boolean {
  if (!promises) return false;
  if (!ts.isArrayLiteralExpression(promises)) return isOthersWork(promises);
  const { elements } = promises;
  return (
    elements.length > 0 &&
    elements.every((e) => (ts.isSpreadElement(e) ? isOthersWork(e.expression) : isOwnField(e)))
  );
}

/** `this.reclaimLoop` */
const isOwnField = (node: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;

/** `this.pending`, `entry.inflight.values()`, `Array.from(this.pending)` */
function isOthersWork(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return true;
  if (!ts.isCallExpression(node)) return false;
  const callee = node.expression;
  if (callee.getText() === "Array.from") {
    const [source, mapping] = node.arguments;
    return source !== undefined && mapping === undefined && isOthersWork(source);
  }
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === "values" &&
    node.arguments.length === 0 &&
    isOthersWork(callee.expression)
  );
}

/** Whether each promise handles its own rejection: `jobs.map((job) => job().catch(log))`. */
function isHandledBefore(ctx: ErrorContext, { arguments: [promises] }: ts.CallExpression): boolean {
  return promises !== undefined && isEachHandled(ctx, promises);
}

/** How often a name may stand for what another was made as: `const jobs = jobs ?? [];` never ends. */
const NAMES = 3;

function isEachHandled(ctx: ErrorContext, promises: ts.Expression, names = NAMES): boolean {
  if (ts.isParenthesizedExpression(promises)) return isEachHandled(ctx, promises.expression, names);
  if (isNothingElse(promises)) return isEachHandled(ctx, promises.left, names);
  const made = ts.isIdentifier(promises) && names > 0 ? constantOf(promises) : undefined;
  if (made) return isEachHandled(ctx, made, names - 1);
  if (ts.isArrayLiteralExpression(promises))
    return promises.elements.length > 0 && promises.elements.every((element) => isTotal(ctx, element));
  const mapped = methodCall(promises);
  const fn = mapped?.method === "map" ? mapped.call.arguments[0] : undefined;
  const found = fn && functionOf(ctx, fn);
  if (!found) return false;
  const { body } = found.fn;
  if (ts.isExpression(body)) return isTotal(found.ctx, body);
  return body.statements.every((s) => isTotalBody(found.ctx, s) || logsItsOwn(found.ctx, s));
}

/** `try { … } catch (error) { logger.error(error); throw error; }` */
function logsItsOwn(ctx: ErrorContext, statement: ts.Statement): boolean {
  if (!ts.isTryStatement(statement) || !statement.catchClause) return false;
  const site = findCatch(statement.catchClause);
  if (site?.kind !== "inline") return false;
  return classify(ctx, site.handler).paths.every(({ states }) =>
    [...states].every((state) => (state & FLAG.logged) !== 0),
  );
}

/** What a `const` was made as. */
function constantOf(name: ts.Identifier): ts.Expression | undefined {
  const declaration = resolve(name);
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  return (declaration.parent.flags & ts.NodeFlags.Const) !== 0 ? declaration.initializer : undefined;
}

/** `jobs?.map(…) ?? []` */
const isNothingElse = (node: ts.Expression): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  /^(?:\?\?|\|\|)$/.test(node.operatorToken.getText()) &&
  ts.isArrayLiteralExpression(node.right) &&
  node.right.elements.length === 0;

/** Whether what settled is not looked at, or only where it is fulfilled. */
function isDropped(call: ts.CallExpression): boolean {
  const { node, parent } = outermost(call);
  if (ts.isExpressionStatement(parent)) return !isCommentedCleanup(call, parent);
  if (ts.isForOfStatement(parent) && parent.expression === node)
    return !/\breason\b/.test(parent.statement.getText());
  if (ts.isVariableDeclaration(parent)) return isUnread(parent.name, scopeOf(parent), parent.getEnd());
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return false;
  const fn = ts.isCallExpression(parent.parent) ? parent.parent.arguments[0] : undefined;
  if (!fn || !ts.isFunctionLike(fn)) return false;
  const { name, body } = { name: fn.parameters[0]?.name, body: (fn as ts.ArrowFunction).body };
  if (parent.name.text === "then") return !name || isUnread(name, body, body.pos);
  return parent.name.text !== "finally" && looksAtValues(body.getText());
}

/** The expression with `await`, casts and parentheses around it, and what it stands in. */
function outermost(node: ts.Node): { readonly node: ts.Node; readonly parent: ts.Node } {
  const { parent } = node;
  const dresses =
    ts.isAwaitExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isVoidExpression(parent);
  return dresses ? outermost(parent) : { node, parent };
}

/** `await Promise.allSettled([a.close(), b.close()]); // on our way out` */
function isCommentedCleanup({ arguments: [promises] }: ts.CallExpression, statement: ts.Node): boolean {
  const file = statement.getSourceFile();
  const [behind = ""] = file.text.slice(statement.getEnd()).split("\n", 1);
  const isSaid =
    commentsIn(statement) !== "" ||
    /\/\/|\/\*/.test(behind) ||
    ts.getLeadingCommentRanges(file.text, statement.pos) !== undefined;
  return (
    isSaid &&
    /\.(?:close|end|quit|disconnect|stop|shutdown|destroy|kill|terminate|dispose|unlink|rm|abort|release)\w*\(/.test(
      promises?.getText() ?? "",
    )
  );
}

function scopeOf(node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isBlock(at) && !ts.isSourceFile(at) && !ts.isCaseOrDefaultClause(at)) at = at.parent;
  return at;
}

/** Whether the results are used, but no reason of a rejection; given on as a whole, somebody else may look. */
function isUnread(name: ts.BindingName, scope: ts.Node, from: number): boolean {
  const text = scope.getSourceFile().text.slice(from, scope.getEnd());
  if (/\breason\b/.test(text)) return false;
  const names = ts.isIdentifier(name) ? [name.text] : [...name.getText().matchAll(/[\w$]+/g)].map(([n]) => n);
  const derived = [...text.matchAll(/(?:const|let|var)\s+([\w$]+)\s*=\s*[\w$]+\s*\.filter\(/g)].map(
    ([, n = ""]) => n,
  );
  const rejected = derived.filter((n) =>
    new RegExp(
      `${escaped(n)}\\s*=[^;]*(?:reject|fail|!==?\\s*["']fulfilled)[^;]*\\)(?!\\.length)\\s*[;\\n]`,
      "i",
    ).test(text),
  );
  return ![...names, ...rejected].some((n) => isGivenOn(text, n));
}

const looksAtValues = (text: string): boolean =>
  /["'`]fulfilled["'`]|\.value\b/.test(text) && !/\breason\b/.test(text);

/** Whether a value, or an element of it, goes to a function, to the caller, or into another value, as a whole. */
function isGivenOn(text: string, name: string): boolean {
  const n = escaped(name);
  return new RegExp(
    `[(,[]\\s*(?:\\.\\.\\.)?${n}\\s*[,)\\]]|\\b(?:return|yield)\\s+${n}\\s*[;\\n}]|[{,]\\s*(?:\\.\\.\\.)?${n}\\s*[,}]|:\\s*${n}\\s*[,}\\n]|=>\\s*${n}\\s*[;)\\n]|[(,:[]\\s*${n}\\[[^\\]]+\\]\\s*[,)}\\]\\n]|\\breturn\\s+${n}\\[[^\\]]+\\]\\s*[;\\n}]|\\$\\{\\s*${n}\\s*\\}`,
  ).test(text.replaceAll(new RegExp(`\\bof\\s+${n}\\b`, "g"), ""));
}

const escaped = (name: string): string => name.replaceAll("$", "\\$");
