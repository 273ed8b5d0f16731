import { emitSpanOpening } from "../edits/emit.ts";
import { blockBodyStart, innerIndent, isDirective } from "../edits/statements.ts";
import type { Change, Edit, FileContext } from "../model.ts";
import { newLine } from "../syntax/layout.ts";
import { isEmittedSpanCall, type Ours } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";
import { mentions, redeclaresParameter, usesOwnFrame } from "./body.ts";
import type { FoundFunction, FunctionWithBody } from "./functions.ts";
import { isJavaScript, modifiersOf } from "./modifiers.ts";
import { spanName } from "./naming.ts";
import { isGenerator } from "./returns.ts";
import { defineStrategy, planEach, type Refusal } from "./strategy.ts";

/*
 * The body runs inside a span; the function itself stays what it is, and no line of it moves:
 *
 *   async function ingest(path: string) {
 *     return backendLogger.span("Pipeline.ingest", LogCategory.RAG_OPERATIONS, async () => {
 *     const docs = await load(path);
 *     return store(docs);
 *     });
 *   }
 *
 * edits/remove.ts has the inverse. For function declarations, and for what the other two forms cannot do.
 * Out of scope: bodies that are an expression, generators that use `this` or `arguments` (only an arrow
 * function passes those on), `var` of a parameter's name (it would be another variable).
 */
export const declaration = defineStrategy({
  name: "declaration",
  fits: () => true,
  isDone: ({ node }, { ours }) => isSpanBody(node.body, ours),
  plan: (all, ctx) => planEach(all, (found) => problemOf(found) ?? traceBody(found, ctx)),
});

/** Whether a body is one returned span. */
function isSpanBody(body: ts.ConciseBody, ours: Ours): boolean {
  if (!ours.logger || !ts.isBlock(body)) return false;
  const [only, more] = body.statements.filter((s) => !isDirective(s));
  if (!only || more || !ts.isReturnStatement(only) || !only.expression) return false;
  const { expression } = only;
  const call = ts.isYieldExpression(expression) ? expression.expression : expression;
  return call !== undefined && isEmittedSpanCall(call, ours, "span");
}

function problemOf(found: FoundFunction): Refusal | undefined {
  const { node } = found;
  if (!ts.isBlock(node.body)) {
    return {
      code: "expression-body",
      reason: "its body is an expression, and it is not bound where it could be wrapped",
    };
  }
  if (isGenerator(node) && usesOwnFrame(node.body)) {
    return {
      code: "own-frame",
      reason: "a generator that uses this, super or arguments cannot be moved into another one",
    };
  }
  if (redeclaresParameter(node)) {
    return { code: "redeclared-parameter", reason: "its body declares a parameter or `arguments` again" };
  }
  return isCircular(found) ? RECURSION : undefined;
}

const RECURSION: Refusal = {
  code: "recursion",
  reason: "it calls itself, and without a return type its own type would be circular; annotate it",
};

function isCircular(found: FoundFunction): boolean {
  const { node } = found;
  if (node.type || isJavaScript(node)) return false;
  return found.name !== undefined && mentions(node, found.name.split(".").at(-1) ?? "");
}

function traceBody(found: FoundFunction, ctx: FileContext): Change {
  const { file } = ctx;
  const { node } = found;
  const body = node.body as ts.Block;
  const name = spanName(found, file);
  const edits = surround(ctx, body, opening(found, name, ctx), `span ${name}`);
  const range = { start: node.getStart(file.ast), end: node.getEnd() };
  return { kind: "span", range, summary: `traced ${name}`, edits };
}

/** `return backendLogger.span("Pipeline.ingest", LogCategory.RAG_OPERATIONS, async () => {` */
function opening({ node }: FoundFunction, name: string, { file, names }: FileContext): string {
  const span = emitSpanOpening(file, names, node, "span", name);
  const async = modifiersOf(node).has(ts.SyntaxKind.AsyncKeyword) ? "async " : "";
  const type = returnType(node, file.ast);
  return isGenerator(node)
    ? `return yield* ${span}${async}function* ()${type} {`
    : `return ${span}${async}()${type} => {`;
}

/**
 * The declared return type again, where the checker would miss it: what `yield` gives comes from it, and so does
 * the leave to end without a value.
 */
function returnType(node: FunctionWithBody, ast: ts.SourceFile): string {
  const text = node.type?.getText(ast);
  if (!text || text.includes("\n") || /\bthis\b/.test(text)) return "";
  return isGenerator(node) || /\b(?:undefined|unknown|any)\b|\bvoid\b(?!>$)/.test(text) ? `: ${text}` : "";
}

/** Puts `open` behind the brace and the directives of a body, and its end behind the last thing in it. */
function surround({ file }: FileContext, body: ts.Block, open: string, reason: string): readonly Edit[] {
  const { text } = file.source;
  const start = blockBodyStart(file, body);
  const end = text.slice(0, body.getEnd() - 1).trimEnd().length;
  const oneLine = !text.slice(body.getStart(file.ast), body.getEnd()).includes("\n");
  const gap = oneLine ? " " : newLine(file, innerIndent(file, body));
  const close = `${gap}})${file.style.semicolons ? ";" : ""}`;
  const insert = (at: number, added: string): Edit => ({
    start: at,
    end: at,
    text: added,
    side: "after",
    reason,
  });
  return [insert(start, gap + open), insert(end, close)];
}
