import { ts } from "../syntax/ts.ts";
import { functionOf } from "./callees.ts";
import { errorFacts } from "./facts.ts";
import { type Exit, interpreter } from "./flow.ts";
import type { ErrorContext, ExitKind, FoundFunction, Handler } from "./model.ts";
import { FLAG, START, type States, union } from "./state.ts";

/** What a function does with the error that it is given, seen from its caller. */
export type HelperEffect = {
  /** All that can have happened to the error when the function returns or ends the process; none where it throws. */
  readonly states: States;
  /** How it ends where it does not return. */
  readonly ends: "returns" | "throws" | "exits";
  /** Whether the error, or a part of it, is in what it returns. */
  readonly returnsError: boolean;
  /** Of one that only answers `true` or `false`: what can have happened to the error where it answers which. */
  readonly answers: { readonly yes: States; readonly no: States } | undefined;
};

/** Effects by function and place of the error; `undefined` while one is being worked out. */
const known = new WeakMap<ts.Node, Map<number, HelperEffect | undefined>>();

/** How deep helpers are followed into helpers of theirs. */
const DEPTH = 6;
let depth = 0;

/**
 * Runs a function of the project as a handler of the error that it is given as argument number `index` (-1: not given
 * one). Nothing is said about functions that stand elsewhere, generators, recursion, and the use of `arguments`.
 */
export function helperEffect(
  ctx: ErrorContext,
  callee: ts.Expression,
  index: number,
): HelperEffect | undefined {
  const found = functionOf(ctx, callee);
  if (!found || depth >= DEPTH) return undefined;
  const effects = known.get(found.fn) ?? new Map<number, HelperEffect | undefined>();
  known.set(found.fn, effects);
  if (effects.has(index)) return effects.get(index);
  effects.set(index, undefined);
  depth++;
  try {
    const effect = isReadable(found) ? run(found, index) : undefined;
    effects.set(index, effect);
    return effect;
  } finally {
    depth--;
  }
}

function isReadable({ fn }: FoundFunction): boolean {
  if (!ts.isArrowFunction(fn) && !ts.isConstructorDeclaration(fn) && fn.asteriskToken) return false;
  return !/\barguments\b/.test(fn.body.getText());
}

function run(found: FoundFunction, index: number): HelperEffect | undefined {
  const handler = asHandler(found, index);
  if (!handler) return undefined;
  const { ctx } = found;
  const facts = errorFacts(handler, ctx);
  const { run: runStatement, leave } = interpreter({
    ctx,
    handler,
    facts,
    visit: (_k, _n, states) => states,
  });
  const { body } = handler;
  const { next, exits } = ts.isExpression(body) ? leave(body, START) : runStatement(body, START);
  const statesOf = (kind: ExitKind): States =>
    union(...exits.filter((exit) => exit.kind === kind).map((exit) => exit.states));
  const returned = union(next, statesOf("return"));
  const ends = returned.size > 0 ? "returns" : exits.some((e) => e.kind === "throw") ? "throws" : "exits";
  return {
    states: ends === "exits" ? statesOf("process-exit") : returned,
    ends,
    returnsError: exits.some(({ kind, node }) => kind === "return" && facts.carries(node)),
    answers: next.size === 0 ? answersOf(exits.filter(({ kind }) => kind === "return")) : undefined,
  };
}

function answersOf(returns: readonly Exit[]): HelperEffect["answers"] {
  const of = (kind: ts.SyntaxKind): readonly Exit[] => returns.filter(({ node }) => node.kind === kind);
  const yes = of(ts.SyntaxKind.TrueKeyword);
  const no = of(ts.SyntaxKind.FalseKeyword);
  if (yes.length === 0 || no.length === 0 || yes.length + no.length < returns.length) return undefined;
  return {
    yes: union(...yes.map(({ states }) => states)),
    no: union(...no.map(({ states }) => states)),
  };
}

/** A function seen as the handler of one of its parameters. */
function asHandler({ ctx, fn }: FoundFunction, index: number): Handler | undefined {
  const parameters = fn.parameters.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
  const last = parameters.at(-1);
  const parameter = index < 0 ? undefined : (parameters[index] ?? (last?.dotDotDotToken ? last : undefined));
  return {
    kind: "helper",
    node: fn,
    body: bodyOf(ctx, fn),
    binding: parameter?.name,
    nullable: false,
    leavesAtEnd: true,
    operation: undefined,
    // What it returns goes to the handler that called it, which may drop it: see `returnsError`.
    returnsToNobody: true,
  };
}

/** The body that does the work: behind `return backendLogger.span("…", …, () => { … })` it is the inner one. */
function bodyOf(ctx: ErrorContext, { body }: FoundFunction["fn"]): Handler["body"] {
  if (!ts.isBlock(body)) return body;
  const [only, more] = body.statements;
  if (!only || more || !ts.isReturnStatement(only) || !only.expression) return body;
  const call = only.expression;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return body;
  const { expression, name } = call.expression;
  const isOurs = ctx.ours.logger !== undefined && expression.getText() === ctx.ours.logger;
  const inner = call.arguments[2];
  return isOurs && name.text === "span" && inner && ts.isArrowFunction(inner) ? inner.body : body;
}

/** The flags of each way that a helper may return: what its caller's error has behind it from there on. */
export function flagsOf({ states, ends }: HelperEffect): readonly number[] {
  return ends === "throws" ? [FLAG.signalled] : tellsOf(states);
}

/** What states of a helper say to its caller, as alternative flags. */
export const tellsOf = (states: States): readonly number[] => [
  ...new Set([...states].map((state) => state & TELLS)),
];

const TELLS = FLAG.logged | FLAG.blind | FLAG.handedOn | FLAG.signalled | FLAG.expected | FLAG.recognised;
