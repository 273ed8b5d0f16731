import { ts } from "../syntax/ts.ts";

const EMPTY_NAMES =
  /^(?:_?noop|nop|ignore\w*|swallow\w*|doNothing|silence\w*|empty(?:Function|Fn)?|EMPTY_\w+)$/i;

/** Whether a handler that is passed by name drops the error: `noop`, `_.noop`, or a function of this file that is empty. */
export function dropsError(node: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : node.getText();
  if (EMPTY_NAMES.test(name) || node.getText() === "Function.prototype") return true;
  return ts.isIdentifier(node) && isEmptyHere(node.getSourceFile(), node.text);
}

function isEmptyHere(ast: ts.SourceFile, name: string): boolean {
  return ast.statements.some((statement) => {
    if (ts.isFunctionDeclaration(statement)) return statement.name?.text === name && isEmpty(statement.body);
    if (!ts.isVariableStatement(statement)) return false;
    return statement.declarationList.declarations.some(({ name: declared, initializer }) => {
      if (!ts.isIdentifier(declared) || declared.text !== name || !initializer) return false;
      return (
        (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) && isEmpty(initializer.body)
      );
    });
  });
}

function isEmpty(body: ts.Node | undefined): boolean {
  if (!body) return false;
  if (ts.isBlock(body)) return body.statements.length === 0;
  return ts.isLiteralExpression(body) || /^(?:null|undefined|true|false|void 0)$/.test(body.getText());
}
