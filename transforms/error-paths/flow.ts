import { ts } from "../syntax/ts.ts";
import { isExpectedValue } from "./expected.ts";
import type { HandlerFacts } from "./facts.ts";
import { flowOfExpressions } from "./flow-expressions.ts";
import type { ErrorContext, ExitKind, Handler, Place } from "./model.ts";
import { isRecognisedValue } from "./recognised.ts";
import { FLAG, mark, NO_STATES, type States, union } from "./state.ts";

/** A way out of a statement other than to the next one. */
export type Exit = {
  readonly kind: ExitKind;
  readonly node: ts.Node;
  readonly label?: string | undefined;
  readonly states: States;
};

export type Flow = { readonly next: States; readonly exits: readonly Exit[] };

/** Called at each point where code can be added, with the states that arrive; returns the states that go on. */
export type Visit = (kind: Place["kind"], node: ts.Node, states: States) => States;

export type Interpreter = {
  readonly run: (statement: ts.Statement, states: States) => Flow;
  readonly list: (statements: readonly ts.Statement[], states: States) => Flow;
  readonly branch: (test: ts.Expression, states: States) => { readonly yes: States; readonly no: States };
  /** A value that leaves the handler: one exit per value that it may be. */
  readonly leave: (value: ts.Expression, states: States) => Flow;
};

export type FlowInput = {
  readonly ctx: ErrorContext;
  readonly handler: Handler;
  readonly facts: HandlerFacts;
  readonly visit: Visit;
};

/**
 * Runs the statements of a handler over sets of states instead of values, so that each way out is known
 * together with all that can have happened to the error before. Calls may throw; only a `try` inside looks.
 */
export function interpreter(input: FlowInput): Interpreter {
  const expressions = flowOfExpressions(input);
  const { evaluate, branch, leave } = expressions;
  const { visit } = input;

  function list(statements: readonly ts.Statement[], states: States): Flow {
    const exits: Exit[] = [];
    let next = states;
    for (const statement of statements) {
      if (next.size === 0) break;
      const flow = run(statement, next);
      exits.push(...flow.exits);
      next = flow.next;
    }
    return { next, exits };
  }

  function run(statement: ts.Statement, states: States): Flow {
    if (states.size === 0) return { next: NO_STATES, exits: [] };
    const flow = perform(statement, visit("before", statement, states));
    return flow.next.size === 0 ? flow : { ...flow, next: visit("after", statement, flow.next) };
  }

  function perform(statement: ts.Statement, states: States): Flow {
    if (ts.isBlock(statement)) return list(statement.statements, visit("start", statement, states));
    if (ts.isIfStatement(statement)) return ifElse(statement, states);
    if (ts.isReturnStatement(statement)) return leaveOrReturn(statement, states);
    if (ts.isThrowStatement(statement))
      return exit("throw", statement, evaluate(statement.expression, states));
    if (ts.isBreakStatement(statement)) return exit("break", statement, states, statement.label?.text);
    if (ts.isContinueStatement(statement)) return exit("continue", statement, states, statement.label?.text);
    if (ts.isExpressionStatement(statement)) return expressionStatement(statement, states);
    if (ts.isVariableStatement(statement)) return straight(declarations(statement.declarationList, states));
    if (ts.isSwitchStatement(statement)) return switchCase(statement, states);
    if (ts.isTryStatement(statement)) return tryCatch(statement, states);
    if (ts.isLabeledStatement(statement)) return labelled(statement, states);
    return ts.isIterationStatement(statement, false) ? loop(statement, states, undefined) : straight(states);
  }

  function expressionStatement(statement: ts.ExpressionStatement, states: States): Flow {
    const after = evaluate(statement.expression, states);
    const end = expressions.endOf(statement.expression);
    return end ? exit(end, statement, after) : straight(after);
  }

  function leaveOrReturn(statement: ts.ReturnStatement, states: States): Flow {
    if (!statement.expression) return exit("return", statement, states);
    return leave(statement.expression, states);
  }

  function ifElse(statement: ts.IfStatement, states: States): Flow {
    const { yes, no: quiet } = branch(statement.expression, states);
    const { isListening, unheard } = expressions;
    const no = isListening(statement.expression, statement.thenStatement) ? unheard(quiet) : quiet;
    const then = run(statement.thenStatement, yes);
    const otherwise = statement.elseStatement
      ? run(statement.elseStatement, no)
      : straight(visit("else", statement, no));
    return join(then, otherwise);
  }

  function declarations({ declarations: all }: ts.VariableDeclarationList, states: States): States {
    return all.reduce((now, { initializer }) => (initializer ? evaluate(initializer, now) : now), states);
  }

  function switchCase(statement: ts.SwitchStatement, states: States): Flow {
    const start = evaluate(statement.expression, states);
    const aboutError = input.facts.carries(statement.expression);
    let falling: States = NO_STATES;
    const exits: Exit[] = [];
    for (const clause of statement.caseBlock.clauses) {
      const here = ts.isCaseClause(clause) && aboutError ? caseFlags(clause.expression) : 0;
      const flow = list(clause.statements, union(falling, mark(start, here)));
      exits.push(...flow.exits);
      falling = flow.next;
    }
    const isComplete =
      statement.caseBlock.clauses.some(ts.isDefaultClause) ||
      // The errors of a result are enumerated, by its type.
      (aboutError && input.handler.kind === "result-error");
    const own = caught(exits, (e) => e.kind === "break" && e.label === undefined);
    return { next: union(falling, own.states, isComplete ? NO_STATES : start), exits: own.rest };
  }

  function tryCatch({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, states: States): Flow {
    const guarded = expressions.raising(() => run(tryBlock, states));
    let flow = guarded.flow;
    if (catchClause) {
      const thrown = caught(flow.exits, (e) => e.kind === "throw");
      const inner = run(catchClause.block, union(thrown.states, guarded.raised));
      flow = join({ next: flow.next, exits: thrown.rest }, inner);
    } else expressions.raise(guarded.raised);
    return finallyBlock ? atLast(finallyBlock, flow) : flow;
  }

  /** Every way out goes through `finally`; one that leaves by itself takes the place of what was under way. */
  function atLast(block: ts.Block, flow: Flow): Flow {
    const last = run(block, flow.next);
    const exits = flow.exits.flatMap((e) => {
      const through = run(block, e.states);
      return [...(through.next.size > 0 ? [{ ...e, states: through.next }] : []), ...through.exits];
    });
    return { next: last.next, exits: [...last.exits, ...exits] };
  }

  function labelled(statement: ts.LabeledStatement, states: States): Flow {
    const label = statement.label.text;
    const inner = statement.statement;
    const flow = ts.isIterationStatement(inner, false) ? loop(inner, states, label) : run(inner, states);
    const own = caught(flow.exits, (e) => e.kind === "break" && e.label === label);
    return { next: union(flow.next, own.states), exits: own.rest };
  }

  /** A body may run any number of times: repeated until no new state comes up. */
  function loop(statement: ts.IterationStatement, states: States, label: string | undefined): Flow {
    const head = loopHead(statement, states);
    const atLeastOnce = ts.isDoStatement(statement);
    let entry = head;
    let exits: Exit[] = [];
    let done: States = atLeastOnce || isEndless(statement) ? NO_STATES : loopTest(statement, head).no;
    for (let size = -1; size !== entry.size; ) {
      size = entry.size;
      const flow = run(statement.statement, loopTest(statement, entry).yes);
      const own = caught(
        flow.exits,
        (e) => e.kind === "continue" && (e.label === undefined || e.label === label),
      );
      const again = union(flow.next, own.states);
      exits = [...own.rest];
      const test = loopTest(statement, again);
      if (!isEndless(statement)) done = union(done, test.no);
      entry = union(entry, test.yes);
    }
    const own = caught(exits, (e) => e.kind === "break" && (e.label === undefined || e.label === label));
    const ran = overElements(statement) && [...entry].some((state) => !head.has(state));
    const next = ran ? new Set([...done].filter((state) => !head.has(state))) : done;
    return { next: union(next, own.states), exits: own.rest };
  }

  /** A loop over elements that does something with the error counts as run once at least. */
  const overElements = (statement: ts.IterationStatement): boolean =>
    ts.isForOfStatement(statement) || ts.isForInStatement(statement);

  function loopHead(statement: ts.IterationStatement, states: States): States {
    if (ts.isForOfStatement(statement) || ts.isForInStatement(statement))
      return evaluate(statement.expression, states);
    if (!ts.isForStatement(statement) || !statement.initializer) return states;
    const { initializer } = statement;
    return ts.isVariableDeclarationList(initializer)
      ? declarations(initializer, states)
      : evaluate(initializer, states);
  }

  function loopTest(statement: ts.IterationStatement, states: States): { yes: States; no: States } {
    const test = ts.isForStatement(statement)
      ? statement.condition
      : ts.isWhileStatement(statement) || ts.isDoStatement(statement)
        ? statement.expression
        : undefined;
    return test ? branch(test, states) : { yes: states, no: states };
  }

  return { run, list, branch, leave };
}

const caseFlags = (value: ts.Expression): number =>
  (isExpectedValue(value) ? FLAG.expected : 0) | (isRecognisedValue(value) ? FLAG.recognised : 0);

const straight = (next: States): Flow => ({ next, exits: [] });

function exit(kind: ExitKind, node: ts.Node, states: States, label?: string): Flow {
  return { next: NO_STATES, exits: [{ kind, node, label, states }] };
}

const join = (a: Flow, b: Flow): Flow => ({ next: union(a.next, b.next), exits: [...a.exits, ...b.exits] });

/** Exits that end here, as states, and the rest. */
function caught(
  exits: readonly Exit[],
  ends: (exit: Exit) => boolean,
): { states: States; rest: readonly Exit[] } {
  return {
    states: union(...exits.filter(ends).map((e) => e.states)),
    rest: exits.filter((e) => !ends(e)),
  };
}

function isEndless(statement: ts.IterationStatement): boolean {
  if (ts.isForStatement(statement)) return statement.condition === undefined;
  const test =
    ts.isWhileStatement(statement) || ts.isDoStatement(statement) ? statement.expression : undefined;
  return test?.kind === ts.SyntaxKind.TrueKeyword;
}
