import { ts } from "../syntax/ts.ts";

/** Local names that a module hands out, by any of the ways of ES modules and CommonJS. */
export function exportedNames(ast: ts.SourceFile): ReadonlySet<string> {
  return new Set(ast.statements.flatMap(namesOf));
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause, moduleSpecifier } = statement;
    if (moduleSpecifier || !exportClause || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.map((e) => (e.propertyName ?? e.name).text);
  }
  if (ts.isExportAssignment(statement)) return namesIn(statement.expression);
  if (ts.isExpressionStatement(statement)) return assigned(statement.expression);
  return isExported(statement) ? declared(statement) : [];
}

function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

function declared(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    return [statement.name?.text ?? "default"];
  }
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) =>
    ts.isIdentifier(name) ? [name.text] : [],
  );
}

/** `a` and `b` of `module.exports = { a, b }`, `exports.a = b`, `module.exports.a = exports.c = b`. */
function assigned(node: ts.Expression): readonly string[] {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
  if (!isExportTarget(node.left)) return [];
  return ts.isBinaryExpression(node.right) ? assigned(node.right) : namesIn(node.right);
}

/** Whether an assignment to `node` exports: `module.exports`, `module.exports.x`, `exports.x`. */
export function isExportTarget(node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  const text = node.getText();
  return text === "module.exports" || /^(?:module\.)?exports\.[\w$]+$/.test(text);
}

/** Names that an exported value mentions: itself, an object's values, `new C()`, the arguments of a call. */
function namesIn(node: ts.Expression): readonly string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) {
    return namesIn(node.expression);
  }
  if (ts.isNewExpression(node)) return namesIn(node.expression);
  if (ts.isCallExpression(node)) return node.arguments.flatMap(namesIn);
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((p) => {
    if (ts.isShorthandPropertyAssignment(p)) return [p.name.text];
    return ts.isPropertyAssignment(p) ? namesIn(p.initializer) : [];
  });
}
