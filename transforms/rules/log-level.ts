import { ts } from "../syntax/ts.ts";
import { defineRule, problemAt } from "./define.ts";
import type { LintFile, Problem } from "./model.ts";

export default defineRule({
  name: "log-level",
  check: (file) =>
    file.judged().flatMap(({ analysis }) => {
      if (analysis?.handler.node.getSourceFile() !== file.ctx.file.ast) return [];
      const { facts, handler } = analysis;
      return lowLines(file, handler.body, (call) =>
        call.arguments.some((argument) => facts.mentions(argument)),
      );
    }),
});

function lowLines(
  { ctx }: LintFile,
  body: ts.Node,
  isAbout: (call: ts.CallExpression) => boolean,
): readonly Problem[] {
  const found: Problem[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCatchClause(node) && node.block !== body) return;
    if (ts.isCallExpression(node)) {
      const level = ctx.logCall(node)?.level;
      if ((level === "debug" || level === "info") && isAbout(node))
        found.push(
          problemAt(node, `The error is logged at ${level}, which production drops or does not look at.`),
        );
    }
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
