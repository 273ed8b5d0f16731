import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import { isAllowed } from "./allowed.ts";
import { capturesUnread } from "./captures.ts";
import type { Analysis } from "./classify.ts";
import { classify } from "./classify.ts";
import { hasTodo } from "./comments.ts";
import { isConfigurationTest } from "./conditional.ts";
import type { ErrorContext, Handler, Path } from "./model.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import { isFailureResult } from "./results.ts";
import { isRetryLoop } from "./retry.ts";
import { FLAG, type State } from "./state.ts";
import { type Step, trace } from "./trace.ts";

/** What is wrong with a handler, the worst first. */
export const FAULTS = [
  "swallowed",
  "exit",
  "todo",
  "dead-capture",
  "conditional",
  "blind",
  "lost-cause",
] as const;
export type Fault = (typeof FAULTS)[number];

export type Judgement = {
  readonly analysis: Analysis;
  /** Undefined where every path is handled. */
  readonly fault: { readonly kind: Fault; readonly steps: readonly Step[] } | undefined;
};

/** Judges a handler: logged, handed on or an expected error on every path, or what is wrong with the first that is not. */
export function judge(ctx: ErrorContext, handler: Handler): Judgement {
  const analysis = classify(ctx, handler);
  return {
    analysis,
    fault: isAllowed(handler, ctx.policy ?? DEFAULT_POLICY) ? undefined : faultOf(analysis),
  };
}

type Bad = { readonly path: Path; readonly state: State };

function faultOf(analysis: Analysis): Judgement["fault"] {
  const { handler, paths } = analysis;
  const someHandled = paths.some((path) =>
    path.kind === "throw" ? throwsError(analysis, path) : [...path.states].some(isTold),
  );
  const retried = someHandled && isRetryLoop(handler);
  const find = (wanted: (state: State, path: Path) => boolean): Bad | undefined => {
    for (const path of paths) {
      const state = [...path.states].find((s) => wanted(s, path));
      if (state !== undefined) return { path, state };
    }
    return undefined;
  };
  const isSkipped = (state: State, { kind, node }: Path): boolean =>
    (state & (FLAG.expected | FLAG.recognised)) !== 0 ||
    (someHandled && (state & FLAG.retried) !== 0) ||
    (retried && (kind === "end" || kind === "continue")) ||
    (isMild(handler) && ts.isExpression(node) && isFailureResult(node));
  const lost = find(
    (s, p) => p.kind !== "throw" && isUntold(s) && (s & FLAG.blind) === 0 && !isSkipped(s, p),
  );
  if (lost) return kindOfLoss(analysis, lost);
  if (handler.kind === "http-not-ok") return undefined;
  const blind = find((s, p) => p.kind !== "throw" && isUntold(s) && !isSkipped(s, p));
  if (blind) return { kind: "blind", steps: trace(analysis, blind.path, blind.state) };
  const replaced = find((s, p) => losesCause(analysis, s, p));
  return (
    replaced && {
      kind: "lost-cause",
      steps: trace(analysis, replaced.path, replaced.state),
    }
  );
}

/** Failures that come as values: saying that something failed is all there is to hand on. */
const isMild = ({ kind }: Handler): boolean => kind === "http-not-ok" || kind === "result-error";

const TOLD = FLAG.logged | FLAG.handedOn | FLAG.signalled | FLAG.replaced;

const isTold = (state: State): boolean => (state & TOLD) !== 0;

const isUntold = (state: State): boolean => (state & (TOLD | FLAG.absent)) === 0;

function kindOfLoss(
  analysis: Analysis,
  { path, state }: Bad,
): { readonly kind: Fault; readonly steps: readonly Step[] } {
  const { handler, paths } = analysis;
  const steps = trace(analysis, path, state);
  if (path.kind === "process-exit") return { kind: "exit", steps };
  if (hasTodo(handler)) return { kind: "todo", steps };
  if (capturesUnread(analysis)) return { kind: "dead-capture", steps };
  const isLoggedElsewhere = paths.some(({ states }) => [...states].some((s) => (s & FLAG.logged) !== 0));
  const conditional = isLoggedElsewhere && isConfigurationTest(analysis);
  return { kind: conditional ? "conditional" : "swallowed", steps };
}

/** Whether what is thrown has the error in it, or is the error. */
function throwsError({ facts }: Analysis, { node }: Path): boolean {
  return ts.isThrowStatement(node) ? facts.carries(node.expression) : true;
}

/** `throw new Error("failed")`, where nobody else has been told of what was caught. */
function losesCause(analysis: Analysis, state: State, path: Path): boolean {
  const { handler, facts } = analysis;
  if (isMild(handler) || handler.kind === "node-callback") return false;
  if ((state & (FLAG.logged | FLAG.handedOn | FLAG.expected | FLAG.recognised | FLAG.absent)) !== 0)
    return false;
  const thrown = path.kind === "throw" && ts.isThrowStatement(path.node) ? path.node.expression : undefined;
  if (thrown && facts.mentions(thrown)) return false;
  if ((state & FLAG.replaced) !== 0) return true;
  if ((state & FLAG.signalled) !== 0) return false;
  return thrown !== undefined && isMade(constantIn(handler, thrown));
}

/** `failure` of `const failure = new Error("failed"); throw failure;` stands for what it was made as. */
function constantIn({ body }: Handler, node: ts.Expression): ts.Expression {
  const declaration = ts.isIdentifier(node) ? resolve(node) : undefined;
  const isInside = declaration && declaration.pos >= body.pos && declaration.end <= body.end;
  return isInside && ts.isVariableDeclaration(declaration) ? (declaration.initializer ?? node) : node;
}

/** `new Error("failed")`, `failure()`, `"failed"`: an error that is made here. */
const isMade = (node: ts.Expression): boolean =>
  ts.isNewExpression(node) ||
  ts.isCallExpression(node) ||
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  ts.isObjectLiteralExpression(node);
