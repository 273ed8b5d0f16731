import { hasAddedElse, isAddedGuard } from "../error-paths/forms.ts";
import type { Edit } from "../model.ts";
import { gapBefore } from "../syntax/layout.ts";
import { nodesOf } from "../syntax/nodes.ts";
import {
  isEmittedLogCall,
  isEmittedSpanCall,
  isEmittedStatement,
  isOurErrorName,
  type Ours,
} from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";
import { needsParentheses } from "./parentheses.ts";
import { contentEnd } from "./statements.ts";

/*
 * The inverse of every form in this folder and of the span forms. It needs nothing but the text:
 * what was added is recognised by its syntax, so it is found again after the file was moved, edited or formatted.
 */

/** The edits that take everything added out of a file again, its import and logger declaration aside. */
export function removals(ast: ts.SourceFile, ours: Ours): readonly Edit[] {
  const edits: Edit[] = [];
  let removedTo = 0;
  for (const node of nodesOf(ast)) {
    if (node.pos < removedTo || node.kind <= ts.SyntaxKind.LastToken) continue;
    edits.push(...removalsAt(node, ast, ours));
    if (ts.isExpressionStatement(node) && isEmittedStatement(node, ours)) removedTo = node.end;
  }
  return edits;
}

function removalsAt(node: ts.Node, ast: ts.SourceFile, ours: Ours): readonly Edit[] {
  if (ts.isExpressionStatement(node)) return isEmittedStatement(node, ours) ? removeStatement(ast, node) : [];
  if (ts.isIfStatement(node)) return removeFromIf(ast, node, ours);
  if (ts.isBinaryExpression(node)) return removeSequence(ast, node, ours);
  if (ts.isReturnStatement(node)) return removeBodySpan(ast, node, ours);
  if (ts.isCallExpression(node) && isEmittedSpanCall(node, ours, "traced")) return removeWrapper(ast, node);
  if (ts.isCatchClause(node) && node.variableDeclaration)
    return removeCatchBinding(node, node.variableDeclaration, ours);
  return ts.isFunctionLike(node) ? removeAddedParameter(ast, node, ours) : [];
}

const cut = (start: number, end: number, reason: string): Edit => ({
  start,
  end,
  text: "",
  side: "after",
  reason,
});

/** Takes a statement out, with the white space in front of it and the braces that came with it. */
export function removeStatement(ast: ts.SourceFile, statement: ts.Statement): readonly Edit[] {
  const { text } = ast;
  const { parent } = statement;
  const start = statement.getStart(ast);
  const end = contentEnd(text, statement);
  if (ts.isBlock(parent)) {
    const braces = addedBraces(ast, parent, statement);
    if (braces) return braces;
  }
  if (
    isAlone(parent, statement) &&
    ts.isBlock(parent) &&
    text.slice(gapBefore(text, start), start).includes("\n")
  ) {
    const outside = text.slice(parent.getStart(ast) + 1, start) + text.slice(end, parent.getEnd() - 1);
    if (outside.trim() === "")
      return [cut(parent.getStart(ast) + 1, parent.getEnd() - 1, "added to an empty block")];
  }
  const gap = gapBefore(text, start);
  const sameLine = !text.slice(gap, start).includes("\n");
  const semicolonIsOurs = sameLine && text[gap - 1] === ";" && text[end - 1] !== ";";
  return [cut(semicolonIsOurs ? gap - 1 : gap, end, "added statement")];
}

/** Takes out the import and the logger declaration; at the start of the file they take the line break behind them along. */
export function removeHeader(ast: ts.SourceFile, statements: readonly ts.Statement[]): readonly Edit[] {
  let removedTo = ast.text.startsWith("\ufeff") ? 1 : 0;
  return [...statements]
    .sort((a, b) => a.pos - b.pos)
    .flatMap((statement) => {
      const start = statement.getStart(ast);
      if (ast.text.slice(removedTo, start).trim() !== "") return removeStatement(ast, statement);
      const end = statement.getEnd();
      removedTo = end + (/^\r?\n/.exec(ast.text.slice(end, end + 2))?.[0].length ?? 0);
      return [cut(start, removedTo, "added as the first line")];
    });
}

const isAlone = (parent: ts.Node, statement: ts.Statement): boolean =>
  ts.isBlock(parent) && parent.statements.length === 1 && parent.statements[0] === statement;

/** `if (x) { void ours; log("a"); }` → `if (x) log("a");` */
function addedBraces(
  ast: ts.SourceFile,
  block: ts.Block,
  statement: ts.Statement,
): readonly Edit[] | undefined {
  const [first, original] = block.statements;
  if (first !== statement || !original || block.statements.length > 2) return undefined;
  if (!ts.isExpressionStatement(statement) || !ts.isVoidExpression(statement.expression)) return undefined;
  const last = original.getEnd();
  return [
    cut(block.getStart(ast), original.getStart(ast), "added braces"),
    cut(last, block.getEnd(), "added braces"),
  ];
}

/** `if (err) void ours;` → nothing, `if (x) y(); else void ours;` → `if (x) y();` */
function removeFromIf(ast: ts.SourceFile, node: ts.IfStatement, ours: Ours): readonly Edit[] {
  if (isAddedGuard(node, ours)) return removeStatement(ast, node);
  if (!hasAddedElse(node, ours)) return [];
  // A style without semicolons has the one of `;[1].forEach(f)` in front of the next line, where it ends the else.
  return [cut(node.thenStatement.getEnd(), contentEnd(ast.text, node.elseStatement), "added else")];
}

/**
 * `(ours, expression)` → `expression`. Formatters drop parentheses and flatten: `return ours, expression`,
 * `(before, ours, expression)`.
 */
function removeSequence(ast: ts.SourceFile, node: ts.BinaryExpression, ours: Ours): readonly Edit[] {
  const { left, operatorToken, parent, right } = node;
  if (operatorToken.kind !== ts.SyntaxKind.CommaToken) return [];
  if (isEmittedLogCall(right, ours) && isComma(parent))
    return [cut(left.getEnd(), right.getEnd(), "added sequence")];
  if (!isEmittedLogCall(left, ours)) return [];
  if (ts.isParenthesizedExpression(parent)) return unwrap(ast, parent, right, "added sequence");
  return [cut(left.getStart(ast), right.getStart(ast), "added sequence")];
}

const isComma = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;

/** Takes `outer` away around `inner`, but for the parentheses that `inner` then needs. */
function unwrap(ast: ts.SourceFile, outer: ts.Node, inner: ts.Expression, reason: string): readonly Edit[] {
  const [open, close] = needsParentheses(inner, outer) ? ["(", ")"] : ["", ""];
  return [
    { ...cut(outer.getStart(ast), inner.getStart(ast), reason), text: open },
    { ...cut(inner.getEnd(), outer.getEnd(), reason), text: close },
  ];
}

/** `return backendLogger.span("A.b", LogCategory.X, () => { body });` → `body` */
function removeBodySpan(ast: ts.SourceFile, node: ts.ReturnStatement, ours: Ours): readonly Edit[] {
  const call =
    node.expression && ts.isYieldExpression(node.expression) ? node.expression.expression : node.expression;
  if (!call || !isEmittedSpanCall(call, ours, "span")) return [];
  const fn = call.arguments[2];
  if (!fn || !(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) || !ts.isBlock(fn.body)) return [];
  const { text } = ast;
  const close = fn.body.getEnd() - 1;
  return [
    cut(gapBefore(text, node.getStart(ast)), fn.body.getStart(ast) + 1, "added span"),
    cut(gapBefore(text, close), node.getEnd(), "added span"),
  ];
}

/** `backendLogger.traced("A.b", LogCategory.X, f)` → `f` */
function removeWrapper(ast: ts.SourceFile, call: ts.CallExpression): readonly Edit[] {
  const fn = call.arguments[2];
  return fn ? unwrap(ast, call, fn, "added span") : [];
}

/** `catch (backendError) {` → `catch {` */
function removeCatchBinding(
  clause: ts.CatchClause,
  { name }: ts.VariableDeclaration,
  ours: Ours,
): readonly Edit[] {
  if (!ts.isIdentifier(name) || !isOurErrorName(name.text) || isUsed(clause.block, name.text, ours))
    return [];
  const keyword = clause.getStart() + "catch".length;
  return [cut(keyword, clause.getSourceFile().text.indexOf(")", name.getEnd()) + 1, "added binding")];
}

/** `(backendError) => {}` → `() => {}` */
function removeAddedParameter(
  ast: ts.SourceFile,
  node: ts.SignatureDeclaration,
  ours: Ours,
): readonly Edit[] {
  const [parameter, ...more] = node.parameters;
  if (!parameter || more.length > 0 || !ts.isIdentifier(parameter.name)) return [];
  if (!isOurErrorName(parameter.name.text) || isUsed(node, parameter.name.text, ours)) return [];
  // A formatter may have taken the parentheses of `(backendError) =>`, or put a comma behind a parameter on a line of its own.
  const start = parameter.getStart(ast);
  const isBare = !ast.text.slice(node.getStart(ast), start).includes("(");
  return [{ ...cut(start, node.parameters.end, "added parameter"), text: isBare ? "()" : "" }];
}

/** Whether code that is not ours reads a binding, as a person's own parameter of that name would be. */
function isUsed(node: ts.Node, name: string, ours: Ours): boolean {
  if (isEmittedLogCall(node, ours)) return false;
  if (ts.isIdentifier(node)) return node.text === name && (node.parent as ts.NamedDeclaration).name !== node;
  return ts.forEachChild(node, (child) => isUsed(child, name, ours) || undefined) ?? false;
}
