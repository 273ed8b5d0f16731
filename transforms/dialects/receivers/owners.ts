import { RUNS_ELSEWHERE, runsElsewhere } from "../../syntax/runs-elsewhere.ts";
import { ts } from "../../syntax/ts.ts";
import type { ReadCall, Refusal } from "../dialect.ts";

const INTERNALS: Refusal = {
  code: "logger-internals",
  reason: "this runs inside the legacy logger itself, in a format, hook or transport of it",
};

/** Why calls in a function are left alone because of what that function is for. */
export function ownerRefusal({ call }: ReadCall): Refusal | undefined {
  if (runsElsewhere(call)) return RUNS_ELSEWHERE;
  return isInsideLogger(call) ? INTERNALS : undefined;
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
