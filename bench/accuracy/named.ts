import { className, functionName } from "../../transforms/categories/component.ts";
import { ts } from "../../transforms/syntax/ts.ts";

/** The class or function of a name that comes first in a file. */
export function named(ast: ts.SourceFile, name: string): ts.Node | undefined {
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (ts.isClassLike(node) && className(node) === name) return node;
    const holds = ts.isFunctionLike(node) && "body" in node && node.body !== undefined;
    if (holds && functionName(node) === name) return node;
    return ts.forEachChild(node, visit);
  };
  return visit(ast);
}
