import { ts } from "../../syntax/ts.ts";
import type { ErrorSite } from "./find.ts";

/** Calls whose result has `ok` and `status`, and does not throw when the answer is an error. */
const FETCHES = /\bfetch\w*\s*\(|\.(?:fetch|request)\w*\s*\(/i;

/** `if (!res.ok) return [];`: an answer that says "failed" is an error that nobody threw. */
export function findHttp(node: ts.Node): ErrorSite | undefined {
  if (!ts.isIfStatement(node)) return undefined;
  const response = notOk(node.expression);
  if (!response || !isFetched(node, response.text)) return undefined;
  return {
    kind: "inline",
    handler: {
      kind: "http-not-ok",
      node,
      body: node.thenStatement,
      binding: response,
      nullable: false,
      leavesAtEnd: false,
      operation: undefined,
    },
  };
}

/** `res` of `!res.ok` and `res.ok === false` */
function notOk(test: ts.Expression): ts.Identifier | undefined {
  if (ts.isParenthesizedExpression(test)) return notOk(test.expression);
  if (ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken)
    return okOf(test.operand);
  if (!ts.isBinaryExpression(test) || test.right.kind !== ts.SyntaxKind.FalseKeyword) return undefined;
  return test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken ? okOf(test.left) : undefined;
}

function okOf(node: ts.Expression): ts.Identifier | undefined {
  if (ts.isParenthesizedExpression(node)) return okOf(node.expression);
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "ok" || node.questionDotToken)
    return undefined;
  return ts.isIdentifier(node.expression) ? node.expression : undefined;
}

/** Whether the innermost variable of that name is a constant that holds what a fetch gave. */
function isFetched(node: ts.Node, name: string): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (!ts.isBlock(at) && !ts.isSourceFile(at)) continue;
    for (const statement of at.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const found = statement.declarationList.declarations.find(
        (d) => ts.isIdentifier(d.name) && d.name.text === name,
      );
      if (!found) continue;
      return found.initializer !== undefined && FETCHES.test(found.initializer.getText());
    }
  }
  return false;
}
