import { isResultPattern } from "../error-paths/handlers/result.ts";
import { someNode } from "../syntax/nodes.ts";
import { boundNames, isReference, resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import { defineRule, handlerProblems, problemAt } from "./define.ts";
import type { LintFile, Problem } from "./model.ts";

export default defineRule({
  name: "result-error",
  check: (file) => [
    ...handlerProblems(
      file,
      ({ kind, fault }) => kind === "result-error" && fault !== undefined,
      "The error of the result is lost",
    ),
    ...neverAsked(file),
  ],
});

/** `const { data, error } = await query();` where nobody ever looks at `error` */
function neverAsked({ nodes }: LintFile): readonly Problem[] {
  return nodes(ts.SyntaxKind.BindingElement).flatMap((node) => {
    if (!ts.isBindingElement(node) || !ts.isIdentifier(node.name) || node.dotDotDotToken) return [];
    const owner = node.parent.parent;
    const isAwaited =
      ts.isVariableDeclaration(owner) &&
      owner.initializer !== undefined &&
      ts.isAwaitExpression(owner.initializer);
    if (!isAwaited || !isResultPattern(node) || boundNames(node.parent).length < 2 || isUsed(node)) return [];
    return [problemAt(node, "The error of the result is taken out, and nobody ever looks at it.")];
  });
}

function isUsed(element: ts.BindingElement): boolean {
  const name = element.name.getText();
  return someNode(
    ts.findAncestor(element, ts.isFunctionLike) ?? element.getSourceFile(),
    (node) =>
      ts.isIdentifier(node) &&
      node.text === name &&
      node !== element.name &&
      (isReference(node) || ts.isExportSpecifier(node.parent)) &&
      resolve(node) === element,
  );
}
