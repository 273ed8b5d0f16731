import { emitSpanOpening } from "../edits/emit.ts";
import { wrap } from "../edits/expressions.ts";
import { isEmittedSpanCall } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";
import { mentions } from "./body.ts";
import { keepsItself } from "./captured.ts";
import type { FoundFunction } from "./functions.ts";
import { isDecorated, isJavaScript } from "./modifiers.ts";
import { hasUseServer, spanName } from "./naming.ts";
import { defineStrategy, planEach, type Refusal } from "./strategy.ts";

/*
 * A function expression is handed through `traced`, which gives back a function of the same type:
 *
 *   export const search = async (query: string) => { … };
 *   export const search = backendLogger.traced("Search.search", LogCategory.X, async (query: string) => { … });
 *
 * `traced` names an anonymous function as the language would have: after the last part of the span's name.
 * Out of scope, and left to the body form: functions whose place gives them no name, or one with a dot; arguments of calls
 * (their types are inferred from the call around them), functions that get properties or keep themselves, server actions
 * (whose compiler wants to see the function), decorated fields.
 */
export const expression = defineStrategy({
  name: "expression",
  fits: (found, { file }) =>
    found.kind === "bound" &&
    !ts.isMethodDeclaration(found.node) &&
    found.binding.namedBy !== undefined &&
    !found.binding.path.at(-1)?.includes(".") &&
    !found.binding.passed &&
    !isDecorated(found.binding.root) &&
    !hasProperties(found) &&
    !keepsItself(found.node) &&
    !hasUseServer(file.ast, found.node),
  isDone: ({ node }, { ours }) =>
    isEmittedSpanCall(node.parent, ours, "traced") && node.parent.arguments[2] === node,
  plan: (all, ctx) =>
    planEach(all, (found) => {
      const problem = selfReference(found);
      if (problem) return problem;
      const { node } = found;
      const name = spanName(found, ctx.file);
      const open = emitSpanOpening(ctx.file, ctx.names, node, "traced", name);
      const range = { start: node.getStart(ctx.file.ast), end: node.getEnd() };
      return {
        kind: "span",
        range,
        summary: `traced ${name}`,
        edits: wrap(ctx.file, node, open, ")", `span ${name}`),
      };
    }),
});

/** Whether the file adds properties to the function: TypeScript allows that on a bare function only. */
function hasProperties({ node, name: full }: FoundFunction): boolean {
  if (!full) return false;
  const name = full.replaceAll("$", "\\$");
  return new RegExp(`(?<![.\\w$])${name}\\.\\w+\\s*=(?![=>])`).test(node.getSourceFile().text);
}

/** A type that is inferred from a call of `traced` cannot depend on itself. */
function selfReference(found: FoundFunction): Refusal | undefined {
  if (found.kind !== "bound" || found.node.type || isJavaScript(found.node)) return undefined;
  const { root, path } = found.binding;
  const annotated = (ts.isVariableDeclaration(root) || ts.isPropertyDeclaration(root)) && root.type;
  if (annotated || !mentions(found.node, path[0] ?? "")) return undefined;
  return {
    code: "recursion",
    reason: "it speaks of itself, and without a return type its own type would be circular; annotate it",
  };
}
