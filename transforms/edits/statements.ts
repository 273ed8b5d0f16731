import type { Edit, Parsed } from "../model.ts";
import {
  afterTrailingComments,
  endsLine,
  hasLineBreak,
  indentAt,
  lineStart,
  newLine,
  nextToken,
  startsLine,
} from "../syntax/layout.ts";
import { ts } from "../syntax/ts.ts";

/*
 * Where added statements go. Each form is the white space in front of the statement and the statement,
 * so that taking both away again gives the original bytes (see edits/remove.ts). No form moves what was there:
 *
 *   log("a"); // why            log("a"); // why
 *                               backendLogger.info("a", …);
 *   { log("a"); return; }       { log("a"); backendLogger.info("a", …); return; }
 *   { log("a") }                { log("a"); backendLogger.info("a", …) }
 *   if (x) log("a");            if (x) { void backendLogger.info("a", …); log("a"); }
 *   catch (e) {}                catch (e) {
 *                                 backendLogger.error("…", …);
 *                               }
 */

const insert = (at: number, side: Edit["side"], text: string, reason: string): Edit => ({
  start: at,
  end: at,
  text,
  side,
  reason,
});

/** Whether a statement stands in a list, where another can stand beside it. */
export function isInStatementList(statement: ts.Statement): boolean {
  const { parent } = statement;
  return (
    ts.isBlock(parent) ||
    ts.isSourceFile(parent) ||
    ts.isModuleBlock(parent) ||
    ts.isCaseOrDefaultClause(parent)
  );
}

/** Adds `code` (a statement without its semicolon) after `statement`; the body of an unbraced `if` gets braces. */
export function insertAfterStatement(
  file: Parsed,
  statement: ts.Statement,
  code: string,
  reason: string,
): Edit[] {
  if (!isInStatementList(statement)) return braceWith(file, statement, code, reason);
  const { text } = file.source;
  const end = contentEnd(text, statement);
  const offset = lineTail(text, end);
  const closed = isClosed(text, end, statement);
  if (endsLine(text, offset)) {
    const indent = indentAt(text, statement.getStart(file.ast));
    const semicolon = text[end - 1] === ";" ? ";" : terminator(file, offset, closed);
    return [insert(offset, "after", newLine(file, indent) + code + semicolon, reason)];
  }
  return [insert(end, "after", closed ? ` ${code};` : `; ${code}`, reason)];
}

/**
 * End of a statement but for a semicolon on a later line, which stands there for what follows it:
 *
 *   log("a")|
 *   ;[1, 2].forEach(f)
 */
export function contentEnd(text: string, statement: ts.Statement): number {
  const end = statement.getEnd();
  if (text[end - 1] !== ";") return end;
  const content = text.slice(statement.pos, end - 1).trimEnd().length + statement.pos;
  return hasLineBreak(text.slice(content, end)) ? content : end;
}

/** Whether a statement ends by itself, without the line break behind it. */
function isClosed(text: string, end: number, statement: ts.Statement): boolean {
  const last = text[end - 1];
  return (
    last === ";" ||
    (last === "}" && !ts.isExpressionStatement(statement) && !ts.isVariableStatement(statement))
  );
}

/**
 * The semicolon behind an added statement: as the file does it, and always where the token at or after
 * `offset` would continue the statement (`(`, `[`, a template, …).
 */
function terminator(file: Parsed, offset: number, closed = true): ";" | "" {
  if (closed && file.style.semicolons) return ";";
  const { text } = file.source;
  return /[([`/+\-*.,?<]/.test(text.charAt(nextToken(text, offset))) ? ";" : "";
}

/** Adds `code` in front of `statement`, behind the comments that lead it but for those that speak to a tool about it. */
export function insertBeforeStatement(
  file: Parsed,
  statement: ts.Statement,
  code: string,
  reason: string,
): Edit[] {
  if (!isInStatementList(statement)) return braceWith(file, statement, code, reason);
  const { text } = file.source;
  const start = withDirectives(file, statement);
  if (startsLine(text, start)) {
    return [
      insert(start, "before", code + terminator(file, start) + newLine(file, indentAt(text, start)), reason),
    ];
  }
  const gap = text.slice(text.slice(0, start).trimEnd().length, start);
  return [insert(start, "before", `${code};${gap}`, reason)];
}

/** Comments for the next statement: nothing may come between the two. */
export const DIRECTIVE =
  /@ts-(?:expect-error|ignore)|eslint-disable-next|(?:biome|deno-lint|oxlint|prettier)-ignore|tslint:disable-next|(?:istanbul|c8|v8) ignore|noinspection|\$FlowFixMe/;

/** Start of a statement with the comments that tell a tool what to do with it. */
export function withDirectives(file: Parsed, statement: ts.Statement): number {
  const { text } = file.source;
  const from = statement.getFullStart();
  const comments = [
    ...(ts.getTrailingCommentRanges(text, from) ?? []),
    ...(ts.getLeadingCommentRanges(text, from) ?? []),
  ];
  const directive = comments.find(({ pos, end }) => DIRECTIVE.test(text.slice(pos, end)));
  return directive?.pos ?? statement.getStart(file.ast);
}

/** End of the comments behind `offset` on its line; `offset` itself where one of them is for the next line. */
function lineTail(text: string, offset: number): number {
  const end = afterTrailingComments(text, offset);
  return DIRECTIVE.test(text.slice(offset, end)) ? offset : end;
}

/** Whether the line of `offset` has a comment for it above: what follows on it must not move to another line. */
function isSpokenOf(text: string, offset: number): boolean {
  const above = text.slice(0, lineStart(text, offset)).trimEnd();
  return DIRECTIVE.test(above.slice(lineStart(above, above.length)));
}

/** Adds `code` as the first statement of `block`, behind its directives and the comment on its opening line. */
export function insertAtBlockStart(file: Parsed, block: ts.Block, code: string, reason: string): Edit[] {
  const { text } = file.source;
  const open = blockBodyStart(file, block);
  const semicolon = terminator(file, open);
  const inner = text.slice(open, block.getEnd() - 1);
  if (inner === "" && isSpokenOf(text, open)) return [insert(open, "after", ` ${code};`, reason)];
  if (inner === "" && open === block.getStart(file.ast) + 1) {
    const indent = indentAt(text, block.getStart(file.ast));
    const line = newLine(file, indent + file.style.indent) + code + semicolon;
    return [insert(open, "after", line + newLine(file, indent), reason)];
  }
  if (inner.trim() !== "" && endsLine(text, open)) {
    return [insert(open, "after", newLine(file, innerIndent(file, block)) + code + semicolon, reason)];
  }
  const lineComment = text.slice(lineStart(text, open), open).includes("//");
  return lineComment
    ? [insert(open, "after", newLine(file, innerIndent(file, block)) + code + semicolon, reason)]
    : [insert(open, "after", ` ${code};`, reason)];
}

/** Offset in `block` behind its `{`, its directives and the comments on that line. */
export function blockBodyStart(file: Parsed, block: ts.Block): number {
  const directives = block.statements.filter(
    (s, i) => isDirective(s) && block.statements.slice(0, i).every(isDirective),
  );
  const last = directives.at(-1);
  return lineTail(file.source.text, last ? last.getEnd() : block.getStart(file.ast) + 1);
}

/** Whether a statement is a directive such as `"use strict"`, where it stands. */
export function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

/** Indentation of the statements of `block`, also of an empty one. */
export function innerIndent(file: Parsed, block: ts.Block): string {
  const { text } = file.source;
  const first = block.statements.find((s) => startsLine(text, s.getStart(file.ast)));
  if (first) return indentAt(text, first.getStart(file.ast));
  return indentAt(text, block.getEnd() - 1) + file.style.indent;
}

/** `log("a");` as the body of an `if`, `else` or loop → `{ void <code>; log("a"); }`. The `void` says that the braces are ours. */
function braceWith(file: Parsed, statement: ts.Statement, code: string, reason: string): Edit[] {
  const end = goesOn(statement) ? statement.getEnd() : contentEnd(file.source.text, statement);
  return [
    insert(statement.getStart(file.ast), "before", `{ void ${code}; `, reason),
    insert(end, "after", " }", reason),
  ];
}

/** Whether an `else` or `while` follows, to which a semicolon on the next line would not belong. */
function goesOn(statement: ts.Statement): boolean {
  const { parent } = statement;
  if (ts.isIfStatement(parent))
    return parent.thenStatement === statement && parent.elseStatement !== undefined;
  return ts.isDoStatement(parent);
}
