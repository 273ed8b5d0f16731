import { someNodeHere } from "../syntax/nodes.ts";
import { ts } from "../syntax/ts.ts";
import { defineRule, problemAt } from "./define.ts";

export default defineRule({
  name: "finally-override",
  check: ({ nodes }) =>
    nodes(ts.SyntaxKind.TryStatement).flatMap((node) => {
      if (!ts.isTryStatement(node) || !node.finallyBlock || !mayThrow(node)) return [];
      const exit = leaving(node.finallyBlock, false);
      if (!exit) return [];
      const word = exit.getText().split(/\W/, 1)[0];
      return [
        problemAt(
          exit,
          `An error that is on its way is dropped: this \`${word}\` in \`finally\` takes its place.`,
        ),
      ];
    }),
});

/** Whether an error may be under way when `finally` runs. */
function mayThrow({ catchClause }: ts.TryStatement): boolean {
  return !catchClause || someNodeHere(catchClause.block, ts.isThrowStatement);
}

/** A statement that leaves a node by itself. */
function leaving(node: ts.Node, inLoop: boolean): ts.Statement | undefined {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return undefined;
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return node;
  if (ts.isBreakOrContinueStatement(node)) return inLoop || node.label ? undefined : node;
  if (ts.isTryStatement(node) && node.catchClause && !node.finallyBlock)
    return leaving(node.catchClause.block, inLoop) ?? withoutThrows(node.tryBlock, inLoop);
  const loop = inLoop || ts.isIterationStatement(node, false) || ts.isSwitchStatement(node);
  return ts.forEachChild(node, (child) => leaving(child, loop));
}

/** What is thrown inside is caught inside. */
function withoutThrows(block: ts.Block, inLoop: boolean): ts.Statement | undefined {
  const exit = leaving(block, inLoop);
  return exit && !ts.isThrowStatement(exit) ? exit : undefined;
}
