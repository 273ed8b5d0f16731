import { ts } from "./ts.ts";

/** As long as its tree: while a file is planned, those that define its loggers are looked at as well. */
const known = new WeakMap<ts.SourceFile, readonly ts.Node[]>();

/**
 * Every node of a file in the order of the text, outer ones before what is in them. A walk through `forEachChild`
 * costs as much as a third of the parse; who looks for nodes of a kind goes through this list instead.
 */
export function nodesOf(ast: ts.SourceFile): readonly ts.Node[] {
  const nodes = known.get(ast) ?? walk(ast);
  known.set(ast, nodes);
  return nodes;
}

/** Sets the parents as well, which spares the parser a walk of its own. No recursion: nesting may be deep. */
function walk(ast: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const waiting: ts.Node[] = [ast];
  let parent: ts.Node = ast;
  const adopt = (child: ts.Node): void => {
    (child as { parent: ts.Node }).parent = parent;
    waiting.push(child);
  };
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    nodes.push(node);
    if (node.kind <= ts.SyntaxKind.LastToken) continue;
    parent = node;
    const first = waiting.length;
    ts.forEachChild(node, adopt);
    reverseFrom(waiting, first);
  }
  return nodes;
}

function reverseFrom(list: ts.Node[], first: number): void {
  for (let low = first, high = list.length - 1; low < high; low++, high--) {
    const node = list[low] as ts.Node;
    list[low] = list[high] as ts.Node;
    list[high] = node;
  }
}

/** Whether a node, or any below it, is wanted. */
export const someNode = (node: ts.Node | undefined, wanted: (node: ts.Node) => boolean): boolean =>
  node !== undefined &&
  (wanted(node) || (ts.forEachChild(node, (child) => someNode(child, wanted) || undefined) ?? false));

/** The same, but not in the functions in it. */
export function someNodeHere(node: ts.Node, wanted: (node: ts.Node) => boolean): boolean {
  if (ts.isFunctionLike(node)) return false;
  return (
    wanted(node) || (ts.forEachChild(node, (child) => someNodeHere(child, wanted) || undefined) ?? false)
  );
}
