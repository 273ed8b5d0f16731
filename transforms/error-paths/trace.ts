import { ts } from "../syntax/ts.ts";
import type { Analysis } from "./classify.ts";
import type { Handler, HandlerKind, Path } from "./model.ts";
import type { State } from "./state.ts";

/** One step of the way that an error takes: `if (!res.headersSent)` is false. */
export type Step = { readonly node: ts.Node; readonly text: string };

const ARRIVES = {
  catch: "caught",
  "promise-catch": "the rejection arrives",
  "then-rejection": "the rejection arrives",
  "node-callback": "the error arrives",
  listener: "the error arrives",
  "process-listener": "the error arrives",
  middleware: "the error arrives",
  "http-not-ok": "the request failed",
  "result-error": "the result is an error",
  helper: "the error arrives",
} as const satisfies Record<HandlerKind, string>;

/** The way of one state to a way out: arrival, the tests that decide it, how it leaves. */
export function trace(analysis: Analysis, path: Path, state: State): readonly Step[] {
  const { handler } = analysis;
  const decisions =
    path.node === handler.body && path.kind === "end"
      ? atEnd(analysis, state)
      : toExit(analysis, path.node, state);
  return [{ node: handler.node, text: ARRIVES[handler.kind] }, ...decisions, leaving(handler, path)];
}

function leaving({ body }: Handler, { kind, node }: Path): Step {
  switch (kind) {
    case "return":
      return { node, text: ts.isReturnStatement(node) || node !== body ? "returns" : "becomes this value" };
    case "break":
      return { node, text: "leaves the loop" };
    case "continue":
      return { node, text: "goes on with the next one" };
    case "throw":
      return { node, text: "throws" };
    case "process-exit":
      return { node, text: "ends the process" };
    case "end":
      return { node: ts.isBlock(body) ? (body.getLastToken() ?? body) : body, text: "goes on behind it" };
  }
}

/** The tests around a way out, and those before it that would have led elsewhere. */
function toExit(analysis: Analysis, exit: ts.Node, state: State): readonly Step[] {
  const steps: Step[] = [];
  const { body } = analysis.handler;
  for (let at = exit; at !== body && at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isIfStatement(parent) && parent.expression !== at)
      steps.unshift(decided(parent, parent.thenStatement === at));
    else if (ts.isConditionalExpression(parent) && parent.condition !== at)
      steps.unshift({
        node: parent.condition,
        text: `\`${short(parent.condition)}\` is ${parent.whenTrue === at}`,
      });
    else if (ts.isCaseOrDefaultClause(parent))
      steps.unshift({
        node: parent,
        text: `\`${short(ts.isCaseClause(parent) ? parent.expression : parent)}\` is the case`,
      });
    if (ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent)) {
      const before = parent.statements.slice(0, parent.statements.indexOf(at as ts.Statement));
      steps.unshift(...skipped(analysis, before, state));
    }
  }
  return steps;
}

function atEnd(analysis: Analysis, state: State): readonly Step[] {
  const { body } = analysis.handler;
  return ts.isBlock(body) ? skipped(analysis, body.statements, state) : [];
}

/** Tests that tell runs apart, and which way the run with this state went. */
function skipped(analysis: Analysis, statements: readonly ts.Statement[], state: State): readonly Step[] {
  return statements.flatMap((statement) => {
    if (!ts.isIfStatement(statement)) return [];
    const { yes, no } = sides(analysis, statement);
    const canYes = [...yes].some((s) => (s & ~state) === 0);
    const canNo = [...no].some((s) => (s & ~state) === 0);
    return canYes === canNo ? [] : [decided(statement, canYes)];
  });
}

/** The states in which each side of an `if` goes on behind it. */
function sides(
  { interpreter, arriving }: Analysis,
  statement: ts.IfStatement,
): { yes: ReadonlySet<State>; no: ReadonlySet<State> } {
  const { yes, no } = interpreter.branch(statement.expression, arriving("before", statement));
  const { elseStatement } = statement;
  return {
    yes: interpreter.run(statement.thenStatement, yes).next,
    no: elseStatement ? interpreter.run(elseStatement, no).next : no,
  };
}

const decided = (statement: ts.IfStatement, holds: boolean): Step => ({
  node: statement.expression,
  text: `\`if (${short(statement.expression)})\` is ${holds}`,
});

function short(node: ts.Node): string {
  const text = node.getText().replaceAll(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
