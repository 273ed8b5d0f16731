import type { Classified } from "../model.ts";
import { ts } from "../syntax/ts.ts";
import type { FoundFunction } from "./functions.ts";

/** `Component.name`; the constant that gives a component its name is not said twice (`SearchTool.execute`). */
export function spanName(found: FoundFunction, file: Classified): string {
  const { component } = file.at(found.node);
  if (found.kind !== "bound" || found.binding.path.length < 2) return `${component}.${found.name}`;
  const [first, ...inner] = found.binding.path;
  const said =
    ts.isVariableDeclaration(found.binding.root) && first?.toLowerCase() === component.toLowerCase();
  return `${component}.${(said ? inner : [first, ...inner]).join(".")}`;
}

/** Whether a function or its whole file is a server action. */
export function hasUseServer(ast: ts.SourceFile, node: ts.Node): boolean {
  return (
    /^\s*["']use server["']/m.test(ast.text) &&
    (startsWithIt(ast.statements) || /["']use server["']/.test(node.getText(ast)))
  );
}

function startsWithIt(statements: readonly ts.Statement[]): boolean {
  const [first] = statements;
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    /^["']use server["']$/.test(first.expression.getText())
  );
}
