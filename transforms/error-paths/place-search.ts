import { ts } from "../syntax/ts.ts";
import type { Analysis } from "./classify.ts";
import type { Exit, Flow } from "./flow.ts";
import type { Place } from "./model.ts";
import { isLost, type States } from "./state.ts";

/** Which ways on from a statement leave the handler silently, as seen from where the statement stands. */
type Lost = {
  /** Whether running on behind it does. */
  readonly fall: boolean;
  /** In a `try`: what runs behind a line may throw and come back, so lines go to the very end. */
  readonly late: boolean;
  /** Whether this way out does, if nothing happened to the error before. */
  readonly jump: (exit: Exit) => boolean;
};

/** Proposes places for lines: each as early as it is certain that the run is a silent one. */
export function find(analysis: Analysis): readonly Place[] {
  const { body, leavesAtEnd } = analysis.handler;
  if (ts.isExpression(body)) return values(analysis, body);
  return inBranch(analysis, body, { fall: leavesAtEnd, late: false, jump: (exit) => exit.kind !== "throw" });
}

function inBlock(analysis: Analysis, block: ts.Block, lost: Lost): readonly Place[] {
  return inList(analysis, block.statements, { kind: "start", node: block }, lost);
}

/** A branch: its block, or the one statement it is. */
function inBranch(analysis: Analysis, branch: ts.Statement, lost: Lost): readonly Place[] {
  if (ts.isBlock(branch)) return inBlock(analysis, branch, lost);
  return inList(analysis, [branch], { kind: "before", node: branch }, lost);
}

function inList(
  analysis: Analysis,
  statements: readonly ts.Statement[],
  start: Place,
  lost: Lost,
): readonly Place[] {
  const states = analysis.arriving(start.kind, start.node);
  const flow = analysis.interpreter.list(statements, states);
  if (!leavesLost(flow, lost)) return [];
  const last = statements.findLastIndex((s) => matters(analysis, s));
  const inner = (some: readonly ts.Statement[]): readonly Place[] =>
    some.flatMap((s) => inStatement(analysis, s, { ...lost, fall: false }));
  const decider = statements[last];
  if (!decider && lost.late) return [...inner(statements), ...atEnd(statements, flow, lost)];
  if (!decider) return isWhollyLost(flow, lost) ? [start] : inner(statements);
  const behind = run(analysis, decider).next;
  const tail = statements.slice(last + 1);
  const head = inner(statements.slice(0, last));
  if (behind.size === 0 || !isWhollyLost(analysis.interpreter.list(tail, behind), lost))
    return [...head, ...inner([decider, ...tail])];
  if ([...behind].every(isLost)) return [...head, ...inner([decider]), { kind: "after", node: decider }];
  return [...head, ...inStatement(analysis, decider, lost)];
}

function atEnd(statements: readonly ts.Statement[], { next }: Flow, lost: Lost): readonly Place[] {
  const last = statements.at(-1);
  return last && lost.fall && next.size > 0 ? [{ kind: "after", node: last }] : [];
}

function run({ interpreter, arriving }: Analysis, statement: ts.Statement): Flow {
  return interpreter.run(statement, arriving("before", statement));
}

/** Whether a statement throws, or tells silent runs from others. */
function matters(analysis: Analysis, statement: ts.Statement): boolean {
  const before = new Set([...analysis.arriving("before", statement)].filter(isLost));
  const { next, exits } = analysis.interpreter.run(statement, before);
  const isNew = (states: States): boolean => [...states].some((state) => !before.has(state));
  return isNew(next) || exits.some((exit) => exit.kind === "throw" || isNew(exit.states));
}

function leavesLost({ next, exits }: Flow, lost: Lost): boolean {
  return (
    (lost.fall && [...next].some(isLost)) ||
    exits.some((exit) => lost.jump(exit) && [...exit.states].some(isLost))
  );
}

const isWhollyLost = ({ next, exits }: Flow, lost: Lost): boolean =>
  (lost.fall || next.size === 0) && exits.every(lost.jump);

function inStatement(analysis: Analysis, statement: ts.Statement, lost: Lost): readonly Place[] {
  if (!leavesLost(run(analysis, statement), lost)) return [];
  if (ts.isBlock(statement)) return inBlock(analysis, statement, lost);
  if (ts.isIfStatement(statement)) return inIf(analysis, statement, lost);
  if (ts.isSwitchStatement(statement)) return inSwitch(analysis, statement, lost);
  if (ts.isTryStatement(statement)) return inTry(analysis, statement, lost);
  if (ts.isLabeledStatement(statement))
    return inBranch(analysis, statement.statement, withoutJumps(lost, statement.label.text));
  if (ts.isIterationStatement(statement, false))
    return inBranch(analysis, statement.statement, { ...withoutJumps(lost, undefined), fall: false });
  if (ts.isReturnStatement(statement)) return inReturn(analysis, statement);
  return [{ kind: "before", node: statement }];
}

function inIf(analysis: Analysis, statement: ts.IfStatement, lost: Lost): readonly Place[] {
  const then = inBranch(analysis, statement.thenStatement, lost);
  if (statement.elseStatement) {
    const otherwise = ts.isIfStatement(statement.elseStatement)
      ? inStatement(analysis, statement.elseStatement, lost)
      : inBranch(analysis, statement.elseStatement, lost);
    return [...then, ...otherwise];
  }
  const skipped = [...analysis.arriving("else", statement)];
  return lost.fall && skipped.some(isLost) ? [...then, { kind: "else", node: statement }] : then;
}

/** `break` of a clause goes on behind the switch; a clause without one goes on in the next. */
function inSwitch(analysis: Analysis, statement: ts.SwitchStatement, lost: Lost): readonly Place[] {
  const { clauses } = statement.caseBlock;
  return clauses.flatMap((clause, index) => {
    const [first] = clause.statements;
    if (!first) return [];
    const jump: Lost["jump"] = (exit) =>
      exit.kind === "break" && exit.label === undefined ? lost.fall : lost.jump(exit);
    const fall = index === clauses.length - 1 && lost.fall;
    return inList(
      analysis,
      clause.statements,
      { kind: "before", node: first },
      { fall, jump, late: lost.late },
    );
  });
}

function inTry(analysis: Analysis, statement: ts.TryStatement, lost: Lost): readonly Place[] {
  const { tryBlock, catchClause } = statement;
  const inside = inBlock(analysis, tryBlock, { ...lost, late: true });
  return catchClause ? [...inside, ...inBlock(analysis, catchClause.block, lost)] : inside;
}

/** Within a loop or a labelled statement, jumps that end there do not leave the handler. */
function withoutJumps(lost: Lost, label: string | undefined): Lost {
  const endsHere = (exit: Exit): boolean =>
    (exit.kind === "break" || exit.kind === "continue") && exit.label === label;
  return { ...lost, jump: (exit) => !endsHere(exit) && lost.jump(exit) };
}

/** Before the statement where whatever it returns is silent, else at the values that are. */
function inReturn(analysis: Analysis, statement: ts.ReturnStatement): readonly Place[] {
  const { exits } = run(analysis, statement);
  const silent = exits.every(({ states }) => [...states].every(isLost));
  const levels = new Set(exits.flatMap(({ states }) => [...states]));
  if (!statement.expression || (silent && levels.size === 1)) return [{ kind: "before", node: statement }];
  return values(analysis, statement.expression);
}

function values(analysis: Analysis, expression: ts.Expression): readonly Place[] {
  const exits = analysis.flow.exits.filter(
    ({ kind, node }) =>
      (kind === "return" || kind === "process-exit") &&
      node.pos >= expression.pos &&
      node.end <= expression.end,
  );
  return exits
    .filter(({ states }) => [...states].every(isLost) && states.size > 0)
    .map(({ node }) => ({ kind: "value", node: withParentheses(node as ts.Expression, expression) }));
}

/** `({ ok: false })`, not the object in it. */
function withParentheses(node: ts.Expression, limit: ts.Expression): ts.Expression {
  return node !== limit && ts.isParenthesizedExpression(node.parent)
    ? withParentheses(node.parent, limit)
    : node;
}
