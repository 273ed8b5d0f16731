import type { Fault } from "../error-paths/judge.ts";
import type { Step } from "../error-paths/trace.ts";
import { positions } from "../syntax/positions.ts";
import { ts } from "../syntax/ts.ts";
import type { RuleId } from "./catalog.ts";
import type { Judged, LintFile, PathStep, Problem, Rule } from "./model.ts";

/** Makes a rule. Its severity and what it says of itself are in the catalogue. */
export function defineRule({ name, check }: { readonly name: Name; readonly check: Rule["check"] }): Rule {
  return { id: `err/${name}`, check };
}

type Name = RuleId extends `err/${infer Part}` ? Part : never;

/** A problem at a node that no path leads to. */
export function problemAt(node: ts.Node, message: string): Problem {
  return { start: node.getStart(), end: node.getEnd(), message, steps: [], subject: node };
}

/** Problems of the handlers that `wanted` picks: what happens, and the way that leads there. */
export function handlerProblems(
  file: LintFile,
  wanted: (judged: Judged) => boolean,
  message: string,
): readonly Problem[] {
  return file
    .judged()
    .filter(wanted)
    .map((judged) => handlerProblem(file, judged, message));
}

/** Whether a handler of thrown errors has a certain fault; errors that are values have rules of their own. */
export function isFault({ kind, fault }: Judged, wanted: Fault): boolean {
  return kind !== "http-not-ok" && kind !== "result-error" && fault?.kind === wanted;
}

/** Faults that a line mends: on some path, nothing says that there was an error. */
const SILENT: ReadonlySet<Fault> = new Set(["swallowed", "exit", "todo", "dead-capture"]);

function handlerProblem({ ctx }: LintFile, judged: Judged, message: string): Problem {
  const { analysis, fault, at, isOwn } = judged;
  const { ast } = ctx.file;
  const own = analysis?.handler.node.getSourceFile() === ast;
  const steps = own ? (fault?.steps ?? []) : [];
  const way = sentence(steps, ctx.file.source.text);
  return {
    ...headOf(at),
    message: way === "" ? `${message}.` : `${message}: ${way}.`,
    steps: steps.map(({ node, text }): PathStep => ({ ...rangeOf(node), text })),
    subject: at,
    ...(own && isOwn && fault && SILENT.has(fault.kind) && { mend: analysis }),
  };
}

const rangeOf = (node: ts.Node): { readonly offset: number; readonly end: number } => {
  const { start, end } = headOf(node);
  return { offset: start, end };
};

/** The part of a handler that is marked: `catch (e)`, the head of a function, a test. */
function headOf(node: ts.Node): { readonly start: number; readonly end: number } {
  const start = node.getStart();
  if (ts.isCatchClause(node)) return { start, end: trimmed(node, node.block.getStart()) };
  if (ts.isIfStatement(node)) return { start, end: node.thenStatement.pos };
  if (ts.isConditionalExpression(node)) return { start, end: node.condition.getEnd() };
  if (ts.isFunctionLike(node) && "body" in node && node.body && ts.isBlock(node.body))
    return { start, end: trimmed(node, node.body.getStart()) };
  return { start, end: node.getEnd() };
}

const trimmed = (node: ts.Node, end: number): number =>
  end - (/\s*$/.exec(node.getSourceFile().text.slice(0, end))?.[0].length ?? 0);

/** `caught in line 10 → \`if (!res.headersSent)\` is false → returns in line 13` */
function sentence(steps: readonly Step[], text: string): string {
  const at = positions(text);
  return steps
    .map((step, n) =>
      n === 0 || n === steps.length - 1 ? `${step.text} in line ${at(step.node.getStart()).line}` : step.text,
    )
    .join(" → ");
}
