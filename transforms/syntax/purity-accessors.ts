import { nodesOf } from "./nodes.ts";
import { ts } from "./ts.ts";

/** Names that the file declares as getters, by syntax or through `defineProperty`. */
export function declaredAccessors(ast: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const addName = (name: ts.Node): void => {
    if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name))
      names.add(name.text);
  };
  if (!/\bget\b|__defineGetter__|\baccessor\b/.test(ast.text)) return names;
  for (const node of nodesOf(ast)) {
    if (ts.isGetAccessor(node) || ts.isAutoAccessorPropertyDeclaration(node)) addName(node.name);
    else if (ts.isCallExpression(node) && isDefine(node)) {
      const [target, key] = node.arguments;
      if (key && ts.isStringLiteralLike(key)) names.add(key.text);
      else if (target && ts.isStringLiteralLike(target)) names.add(target.text);
    } else if (isGetOfDescriptor(node)) addName(node.parent.parent.name);
  }
  return names;
}

const isDefine = (node: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(node.expression) &&
  /^(defineProperty|__defineGetter__)$/.test(node.expression.name.text);

/** `get` of `defineProperties(x, { name: { get() {…} } })` and of its arrow form. */
function isGetOfDescriptor(node: ts.Node): node is ts.Node & { parent: { parent: ts.PropertyAssignment } } {
  if (!ts.isMethodDeclaration(node) && !ts.isPropertyAssignment(node)) return false;
  const isGet = ts.isIdentifier(node.name) && node.name.text === "get";
  return isGet && ts.isObjectLiteralExpression(node.parent) && ts.isPropertyAssignment(node.parent.parent);
}
