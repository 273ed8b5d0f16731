import { ts } from "./ts.ts";

/** The `return` statements of a body, those of functions in it left out. */
export function returnStatements(body: ts.Block): readonly ts.ReturnStatement[] {
  const found: ts.ReturnStatement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) found.push(node);
    else if (!ts.isFunctionLike(node) && !ts.isExpression(node)) ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** What a function returns; a `return;` returns nothing. */
export const returnedExpressions = (body: ts.ConciseBody): readonly ts.Expression[] =>
  ts.isBlock(body) ? returnStatements(body).flatMap(({ expression }) => expression ?? []) : [body];
