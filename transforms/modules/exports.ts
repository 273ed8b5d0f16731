import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";

/** What a module exports under a name: a declaration or value of its own, or a name of another module. */
export type Export =
  | { readonly kind: "own"; readonly node: ts.Node }
  | { readonly kind: "from"; readonly specifier: string; readonly name: string };

/** The name of what `module.exports =` and `export =` give. */
export const WHOLE = "export=";

export type Exports = {
  readonly named: ReadonlyMap<string, Export>;
  /** Specifiers of `export * from "…"`. */
  readonly all: readonly string[];
};

/** Reads what a module exports, as `export`, `module.exports` and `exports.name`. */
export function exportsOf(ast: ts.SourceFile): Exports {
  const named = new Map<string, Export>();
  const all: string[] = [];
  const own = (name: string, node: ts.Node | undefined): void => {
    if (node && !named.has(name)) named.set(name, { kind: "own", node });
  };
  for (const statement of ast.statements) {
    if (ts.isExportDeclaration(statement)) fromExport(statement, named, all, own);
    else if (ts.isExportAssignment(statement)) fromAssignment(statement, own);
    else if (ts.isExpressionStatement(statement)) fromCommonJs(statement.expression, own);
    else if (isExported(statement)) fromDeclaration(statement, own);
  }
  return { named, all };
}

type Own = (name: string, node: ts.Node | undefined) => void;

/** The declaration that a name stands for, else the expression itself. */
const valueAt = (node: ts.Expression): ts.Node => (ts.isIdentifier(node) ? (resolve(node) ?? node) : node);

function fromAssignment({ expression, isExportEquals }: ts.ExportAssignment, own: Own): void {
  own("default", valueAt(expression));
  if (isExportEquals) own(WHOLE, valueAt(expression));
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

function fromDeclaration(statement: ts.Statement, own: Own): void {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    const isDefault = statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword);
    if (ts.isFunctionDeclaration(statement) && !statement.body) return;
    own(isDefault ? "default" : (statement.name?.text ?? ""), statement);
  } else if (ts.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations) fromBinding(declaration, own);
  }
}

/** `export const a = 1`, `export const { a, b } = c` */
function fromBinding(declaration: ts.VariableDeclaration | ts.BindingElement, own: Own): void {
  if (ts.isIdentifier(declaration.name)) own(declaration.name.text, declaration);
  else for (const e of declaration.name.elements) if (ts.isBindingElement(e)) fromBinding(e, own);
}

function fromExport(
  { moduleSpecifier, exportClause }: ts.ExportDeclaration,
  named: Map<string, Export>,
  all: string[],
  own: Own,
): void {
  const specifier = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  if (!exportClause) {
    if (specifier !== undefined) all.push(specifier);
  } else if (ts.isNamespaceExport(exportClause)) {
    if (specifier !== undefined) named.set(exportClause.name.text, { kind: "from", specifier, name: "*" });
  } else {
    for (const { name, propertyName } of exportClause.elements) {
      const inner = propertyName ?? name;
      if (specifier !== undefined) named.set(name.text, { kind: "from", specifier, name: inner.text });
      else if (ts.isIdentifier(inner)) own(name.text, resolve(inner));
    }
  }
}

/** `module.exports = { a, b }`, `module.exports = a`, `exports.a = …` */
function fromCommonJs(node: ts.Expression, own: Own): void {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
  const target = node.left.getText();
  const value = node.right;
  if (target === "module.exports") {
    own("default", valueAt(value));
    own(WHOLE, valueAt(value));
    if (ts.isObjectLiteralExpression(value)) fromObject(value, own);
  } else {
    const name = /^(?:module\.)?exports\.([\w$]+)$/.exec(target)?.[1];
    if (name) own(name, valueAt(value));
  }
}

function fromObject({ properties }: ts.ObjectLiteralExpression, own: Own): void {
  for (const p of properties) {
    if (ts.isShorthandPropertyAssignment(p)) own(p.name.text, resolve(p.name));
    else if (ts.isMethodDeclaration(p)) own(p.name.getText(), p);
    else if (ts.isPropertyAssignment(p)) own(p.name.getText(), valueAt(p.initializer));
  }
}
