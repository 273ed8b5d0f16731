import { contentEnd } from "../edits/statements.ts";
import type { Edit, Parsed } from "../model.ts";
import { indentAt, newLine } from "../syntax/layout.ts";
import { isEmittedStatement, type Ours } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";

/*
 * Two forms of our own, and how they are known again: `void` says that the frame is ours.
 *
 *   if (verbose) show(e);      if (verbose) show(e); else void backendLogger.error("…", …);
 *   (err, rows) => { … }       (err, rows) => { if (err) void backendLogger.error("…", …); … }
 */

/** Adds ` else void <code>;` to an `if` without an `else`. */
export function insertElse(file: Parsed, statement: ts.IfStatement, code: string, reason: string): Edit[] {
  const { text } = file.source;
  // A semicolon on the next line stands there for what follows it.
  const end = contentEnd(text, statement);
  const closed = text[end - 1] === ";" || text[end - 1] === "}";
  const gap = closed ? " " : newLine(file, indentAt(text, statement.getStart(file.ast)));
  return [{ start: end, end, text: `${gap}else void ${code};`, side: "after", reason }];
}

/** Whether an `else` put behind this `if` would belong to it, and not to one inside. */
export function canTakeElse({ thenStatement }: ts.IfStatement): boolean {
  return ts.isBlock(thenStatement) || ts.isExpressionStatement(thenStatement);
}

/** `if (err) void <code>` */
export const guardedCode = (name: string, code: string): string => `if (${name}) void ${code}`;

/** `(err && <code>)`, which added braces precede with `void` (see `unvoid`). */
export const guardedExpression = (name: string, code: string): string => `(${name} && ${code})`;

/** Whether the whole statement is an added `if (err) void ours;` */
export function isAddedGuard(statement: ts.Statement, ours: Ours): boolean {
  return (
    ts.isIfStatement(statement) &&
    !statement.elseStatement &&
    ts.isIdentifier(statement.expression) &&
    isVoidOfOurs(statement.thenStatement, ours)
  );
}

/** Whether the `else` of a statement is an added ` else void ours;` */
export function hasAddedElse(
  statement: ts.Statement,
  ours: Ours,
): statement is ts.IfStatement & { readonly elseStatement: ts.Statement } {
  return (
    ts.isIfStatement(statement) &&
    statement.elseStatement !== undefined &&
    isVoidOfOurs(statement.elseStatement, ours)
  );
}

function isVoidOfOurs(statement: ts.Statement, ours: Ours): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isVoidExpression(statement.expression) &&
    isEmittedStatement(statement, ours)
  );
}
