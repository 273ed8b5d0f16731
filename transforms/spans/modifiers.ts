import { ts } from "../syntax/ts.ts";

/** Kinds of the modifiers of a node, decorators aside. */
export function modifiersOf(node: ts.Node): ReadonlySet<ts.SyntaxKind> {
  return new Set(ts.canHaveModifiers(node) ? ts.getModifiers(node)?.map((m) => m.kind) : []);
}

/** Whether a node is of a JavaScript file, which has no types to be inferred wrongly. */
export function isJavaScript(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.JavaScriptFile) !== 0;
}

/** Whether a member or one of its parameters is decorated: a decorator may keep the function itself as a key. */
export function isDecorated(node: ts.Node): boolean {
  const own = ts.canHaveDecorators(node) && (ts.getDecorators(node)?.length ?? 0) > 0;
  return own || (ts.isMethodDeclaration(node) && node.parameters.some(isDecorated));
}
