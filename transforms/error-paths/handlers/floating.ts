import { ts } from "../../syntax/ts.ts";
import type { ErrorSite } from "./find.ts";

/**
 * `save();` and `void this.flush();` where the function is async and of this file: its error reaches nobody.
 * Known by declaration alone; what other modules export needs types. A `main();` at module level is left out:
 * its error ends the process, and loudly.
 */
export function findFloating(node: ts.Node): ErrorSite | undefined {
  if (!ts.isExpressionStatement(node) || ts.isSourceFile(node.parent)) return undefined;
  const call = ts.isVoidExpression(node.expression) ? node.expression.expression : node.expression;
  if (!ts.isCallExpression(call)) return undefined;
  const body = asyncBody(call);
  if (!body || handlesAll(body)) return undefined;
  return {
    kind: "unfixable",
    node,
    code: "floating-promise",
    reason: "nobody waits for this promise, so its error is nobody's; await it or add a `.catch` that logs",
  };
}

function asyncBody({ expression }: ts.CallExpression): ts.Block | undefined {
  if (ts.isIdentifier(expression)) return functionBody(expression);
  const isOwn =
    ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (!isOwn) return undefined;
  for (let at: ts.Node = expression; at; at = at.parent) {
    if (!ts.isClassLike(at)) continue;
    const member = at.members.find((m) => m.name?.getText() === expression.name.text);
    return member && ts.isMethodDeclaration(member) && isAsync(member) ? member.body : undefined;
  }
  return undefined;
}

/** Body of the async function declaration of that name, in the scopes around. */
function functionBody(name: ts.Identifier): ts.Block | undefined {
  for (let at: ts.Node = name.parent; at; at = at.parent) {
    if (ts.isFunctionLike(at) && at.parameters.some((p) => p.name.getText() === name.text)) return undefined;
    if (!ts.isBlock(at) && !ts.isSourceFile(at)) continue;
    const found = at.statements.find((s) => ts.isFunctionDeclaration(s) && s.name?.text === name.text);
    if (found && ts.isFunctionDeclaration(found)) return isAsync(found) ? found.body : undefined;
  }
  return undefined;
}

const isAsync = (node: ts.FunctionDeclaration | ts.MethodDeclaration): boolean =>
  !node.asteriskToken && (node.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false);

/** Whether everything that can fail stands in a `try` with a `catch`. */
function handlesAll({ statements }: ts.Block): boolean {
  return statements.every((s) => (ts.isTryStatement(s) && s.catchClause !== undefined) || !mayFail(s));
}

function mayFail(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isTryStatement(node) && node.catchClause) return mayFail(node.catchClause.block);
  if (ts.isCallExpression(node) && /^(?:catch|log|debug|info|warn|error)$/.test(methodName(node)))
    return false;
  if (ts.isThrowStatement(node) || ts.isAwaitExpression(node) || ts.isForOfStatement(node)) return true;
  return ts.forEachChild(node, (child) => mayFail(child) || undefined) ?? false;
}

const methodName = ({ expression }: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
