import { ts } from "../syntax/ts.ts";
import { assignmentEffect } from "./assignments.ts";
import { callKind, isThrowingCall } from "./calls.ts";
import { isDataTest, isShapeTest, presenceTest } from "./conditions.ts";
import { answersOfCall, callEffect, endOfCall, isNewError } from "./effects.ts";
import { whenExpected } from "./expected.ts";
import { type Facts, isAssignment } from "./facts.ts";
import type { Exit, Flow, FlowInput } from "./flow.ts";
import { handsOnOptionally } from "./optional.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import { whenRecognised } from "./recognised.ts";
import { isAnswer, isToolResult } from "./results.ts";
import { FLAG, mark, markAny, NO_STATES, type States, union, without } from "./state.ts";

export type ExpressionFlow = {
  readonly evaluate: (node: ts.Expression, states: States) => States;
  readonly branch: (test: ts.Expression, states: States) => { readonly yes: States; readonly no: States };
  readonly leave: (value: ts.Expression, states: States) => Flow;
  /** How an expression ends the run of the handler: it ends the process, or always throws. */
  readonly endOf: (node: ts.Expression) => "process-exit" | "throw" | undefined;
  /** Runs `body` and tells in which states something in it may have thrown. */
  readonly raising: (body: () => Flow) => { readonly flow: Flow; readonly raised: States };
  readonly raise: (states: States) => void;
  /** Whether a test asks for a listener that is then told of the error. */
  readonly isListening: (test: ts.Expression, told: ts.Node) => boolean;
  /** States in which nobody listened. */
  readonly unheard: (states: States) => States;
};

/** Evaluation of expressions over states: operands in order, then what the expression itself does to the error. */
export function flowOfExpressions({ ctx, handler, facts, visit }: FlowInput): ExpressionFlow {
  const policy = ctx.policy ?? DEFAULT_POLICY;
  let raised: States | undefined;

  const raise = (states: States): void => {
    if (raised) raised = union(raised, states);
  };

  /** Adds what happens to the error, by what is known of the variables in each state. */
  function affect(states: States, effect: (known: Facts) => readonly number[]): States {
    const sure = effect(facts.surely);
    const all = effect(facts);
    if (String(sure) === String(all)) return markAny(states, all);
    const assigned = new Set([...states].filter((state) => (state & FLAG.assigned) !== 0));
    return union(markAny(assigned, all), markAny(without(states, FLAG.assigned), sure));
  }

  /** The value goes to whoever asked for it. */
  const handOn = (states: States, value: ts.Node): States =>
    affect(states, (known) => [givenOn(value, known)]);

  /** A result says that it is a failure, which is all there is to say where nothing was thrown. */
  function givenOn(value: ts.Node, { carries }: Facts): number {
    if (handler.returnsToNobody) return 0;
    if (!carries(value)) return ts.isExpression(value) && isNewError(value) ? FLAG.replaced : 0;
    if (!ts.isExpression(value)) return FLAG.handedOn;
    if (isAnswer(value)) return policy.clientOnly === "handled" ? FLAG.handedOn : 0;
    return isToolResult(value) && policy.toolResult === "lost" ? 0 : FLAG.handedOn;
  }

  function raising(body: () => Flow): { flow: Flow; raised: States } {
    const outer = raised;
    raised = NO_STATES;
    const flow = body();
    const result = { flow, raised };
    raised = outer;
    return result;
  }

  function evaluate(node: ts.Expression, states: States): States {
    if (ts.isFunctionLike(node) || ts.isClassExpression(node)) return states;
    if (ts.isConditionalExpression(node)) return either(node, states);
    if (isAssignment(node)) return assign(node, states);
    if (ts.isBinaryExpression(node) && isLogical(node)) return logical(node, states);
    if (isChain(node) && handsOnOptionally(node.expression, node, facts)) return optional(node, states);
    if (ts.isYieldExpression(node)) return yielded(node, states);
    const after = operands(node, states);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const called = affect(after, (known) => callEffect(ctx, handler, known, node));
      raise(called);
      return called;
    }
    if (ts.isAwaitExpression(node)) raise(after);
    return ts.isTaggedTemplateExpression(node) ? handOn(after, node.template) : after;
  }

  /** Children in the order of their evaluation, found through object literals, templates and JSX too. */
  function operands(node: ts.Node, states: States): States {
    let now = states;
    ts.forEachChild(node, (child) => {
      if (ts.isTypeNode(child) || ts.isFunctionLike(child)) return;
      now = ts.isExpression(child) ? evaluate(child, now) : operands(child, now);
    });
    return now;
  }

  function either(node: ts.ConditionalExpression, states: States): States {
    const { yes, no } = branch(node.condition, states);
    return union(evaluate(node.whenTrue, yes), evaluate(node.whenFalse, no));
  }

  function assign(node: ts.BinaryExpression, states: States): States {
    const after = evaluate(node.right, operands(node.left, states));
    return affect(after, (known) => [assignmentEffect(handler, known, node)]);
  }

  function logical(node: ts.BinaryExpression, states: States): States {
    if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
      const left = evaluate(node.left, states);
      return union(left, evaluate(node.right, left));
    }
    const { yes, no } = branch(node.left, states);
    const isAnd = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    if (isAnd && isListening(node.left, node.right)) return union(unheard(no), evaluate(node.right, yes));
    return isAnd ? union(no, evaluate(node.right, yes)) : union(yes, evaluate(node.right, no));
  }

  function yielded(node: ts.YieldExpression, states: States): States {
    const value = node.expression;
    if (!value) return states;
    return handOn(evaluate(value, states), value);
  }

  function branch(test: ts.Expression, states: States): { yes: States; no: States } {
    if (ts.isParenthesizedExpression(test)) return branch(test.expression, states);
    if (ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken) {
      const { yes, no } = branch(test.operand, states);
      return { yes: no, no: yes };
    }
    if (ts.isBinaryExpression(test) && isLogical(test)) return branchLogical(test, states);
    const presence = presenceTest(test, handler, facts);
    if (presence) return branchOnPresence(presence, states);
    if (isDataTest(test, handler)) return { yes: mark(states, FLAG.absent), no: states };
    const answers = ts.isCallExpression(test) ? answersOfCall(ctx, facts, test) : undefined;
    if (ts.isCallExpression(test) && answers) {
      const asked = operands(test, states);
      const expected = whenExpected(test, facts.mentions).yes ? FLAG.expected : 0;
      return { yes: mark(markAny(asked, answers.yes), expected), no: markAny(asked, answers.no) };
    }
    const after = evaluate(test, states);
    const { yes, no } = whenExpected(test, facts.mentions);
    const recognised = whenRecognised(test, facts.carries);
    const other = isShapeTest(test, facts.carries) ? FLAG.assigned : 0;
    return {
      yes: mark(after, (yes ? FLAG.expected : 0) | (recognised.yes ? FLAG.recognised : 0)),
      no: mark(after, (no ? FLAG.expected : other) | (recognised.no ? FLAG.recognised : 0)),
    };
  }

  function branchLogical(test: ts.BinaryExpression, states: States): { yes: States; no: States } {
    const left = branch(test.left, states);
    switch (test.operatorToken.kind) {
      case ts.SyntaxKind.AmpersandAmpersandToken: {
        const right = branch(test.right, left.yes);
        return { yes: right.yes, no: union(left.no, right.no) };
      }
      case ts.SyntaxKind.BarBarToken: {
        const right = branch(test.right, left.no);
        return { yes: union(left.yes, right.yes), no: right.no };
      }
      default: {
        const after = evaluate(test, states);
        return { yes: after, no: after };
      }
    }
  }

  /** Where a handler only runs with an error, the other side is dead code. */
  function branchOnPresence(when: "present" | "absent", states: States): { yes: States; no: States } {
    const present = mark(without(states, FLAG.absent), handler.nullable ? FLAG.present : 0);
    const absent = handler.nullable ? mark(without(states, FLAG.present), FLAG.absent) : NO_STATES;
    return when === "present" ? { yes: present, no: absent } : { yes: absent, no: present };
  }

  function leave(value: ts.Expression, states: States): Flow {
    const now = visit("value", value, states);
    if (ts.isParenthesizedExpression(value)) return leave(value.expression, now);
    if (ts.isConditionalExpression(value) && !choosesText(value)) {
      const { yes, no } = branch(value.condition, now);
      return both(leave(value.whenTrue, yes), leave(value.whenFalse, no));
    }
    const after = evaluate(value, now);
    return leaveWith(value, handOn(after, value));
  }

  /** `if (onError) onError(e)`: whoever wants to know has been told. */
  const isListening = (test: ts.Expression, told: ts.Node): boolean => handsOnOptionally(test, told, facts);
  const unheard = (states: States): States =>
    policy.optionalCallback === "handled" ? mark(states, FLAG.handedOn) : states;

  /** `onError?.(e)` may not be called at all. */
  function optional(node: ts.CallExpression, states: States): States {
    const after = affect(operands(node, states), (known) => callEffect(ctx, handler, known, node));
    raise(after);
    return policy.optionalCallback === "handled" ? after : union(after, states);
  }

  /** `e instanceof Error ? e.message : "unknown"` is one value made of the error, not two ways out. */
  function choosesText({ condition, whenTrue, whenFalse }: ts.ConditionalExpression): boolean {
    return (facts.carries(whenTrue) || facts.carries(whenFalse)) && isShapeTest(condition, facts.carries);
  }

  const leaveWith = (node: ts.Expression, states: States): Flow => ({
    next: NO_STATES,
    exits: states.size === 0 ? [] : [{ kind: endOf(node) ?? "return", node, states } satisfies Exit],
  });

  const both = (a: Flow, b: Flow): Flow => ({ next: NO_STATES, exits: [...a.exits, ...b.exits] });

  function endOf(node: ts.Expression): "process-exit" | "throw" | undefined {
    if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) return endOf(node.expression);
    if (!ts.isCallExpression(node)) return undefined;
    if (callKind(node) === "process-exit") return "process-exit";
    if (isThrowingCall(node)) return "throw";
    const end = endOfCall(ctx, facts, node);
    return end && (end === "exits" ? "process-exit" : "throw");
  }

  return { evaluate, branch, leave, endOf, raising, raise, isListening, unheard };
}

const isChain = (node: ts.Expression): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.questionDotToken !== undefined;

function isLogical({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}
