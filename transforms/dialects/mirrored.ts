import { isEmittedLogCall, type Ours, unvoid } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";
import type { LogLevel } from "../target.ts";
import type { Place } from "./places.ts";

/**
 * Whether an earlier run mirrored a call: an emitted line of its level stands where its mirror would.
 * Of several calls in one statement, each has its own line behind it.
 */
export function isMirrored(
  call: { readonly call: ts.CallExpression; readonly level: LogLevel },
  place: Place,
  taken: Set<ts.Node>,
  ours: Ours,
): boolean {
  const candidates = [
    ...inSequence(call.call),
    ...(place.kind === "statement" ? beside(place.statement, ours) : []),
  ];
  const mirror = candidates.find((node) => !taken.has(node) && levelOf(node, ours) === call.level);
  if (mirror) taken.add(mirror);
  return mirror !== undefined;
}

/** `ours` of `(ours, call)`. */
function inSequence({ parent }: ts.CallExpression): readonly ts.Expression[] {
  const isSequence = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken;
  return isSequence ? [parent.left] : [];
}

/** The emitted lines that follow a statement; in braces that are ours, the one in front of it. */
function beside(statement: ts.Statement, ours: Ours): readonly ts.Expression[] {
  const siblings = siblingsOf(statement);
  const at = siblings.indexOf(statement);
  const found: ts.Expression[] = [];
  const before = siblings[at - 1];
  if (before && ts.isExpressionStatement(before) && ts.isVoidExpression(before.expression)) {
    found.push(before.expression.expression);
  }
  for (const next of siblings.slice(at + 1)) {
    if (!ts.isExpressionStatement(next) || !isEmittedLogCall(unvoid(next.expression), ours)) break;
    found.push(unvoid(next.expression));
  }
  return found;
}

function siblingsOf({ parent }: ts.Statement): readonly ts.Statement[] {
  const holdsList =
    ts.isBlock(parent) ||
    ts.isSourceFile(parent) ||
    ts.isModuleBlock(parent) ||
    ts.isCaseOrDefaultClause(parent);
  return holdsList ? parent.statements : [];
}

function levelOf(node: ts.Expression, ours: Ours): string | undefined {
  if (!isEmittedLogCall(node, ours) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  return node.expression.name.text;
}
