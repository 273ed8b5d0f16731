import { ts } from "../syntax/ts.ts";

/** Every name that a binding introduces: `{ code, cause: { message: m } }` gives `code`, `m`. */
export function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((e) => (ts.isOmittedExpression(e) ? [] : boundNames(e.name)));
}

/** Whether `name` means something else at `node` than in `scope`, a node around it. */
export function isShadowed(node: ts.Node, scope: ts.Node, name: string): boolean {
  for (let at: ts.Node = node; at !== scope; at = at.parent) {
    if (declares(at, name)) return true;
    if (!at.parent) return true;
  }
  return false;
}

/** The innermost node around `node` that declares `name`, up to `limit`. */
export function declaringScope(node: ts.Node, limit: ts.Node, name: string): ts.Node | undefined {
  for (let at = node; ; at = at.parent) {
    if (declares(at, name)) return at;
    if (at === limit || !at.parent) return undefined;
  }
}

/** Whether `node` is a scope that has a declaration of `name` of its own. */
function declares(node: ts.Node, name: string): boolean {
  if (ts.isBlock(node) || ts.isSourceFile(node) || ts.isCaseOrDefaultClause(node))
    return node.statements.some((s) => declaresIn(s, name));
  if (ts.isCaseBlock(node)) return node.clauses.some((c) => declares(c, name));
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const { initializer } = node;
    return (
      initializer !== undefined && ts.isVariableDeclarationList(initializer) && inList(initializer, name)
    );
  }
  if (ts.isCatchClause(node))
    return node.variableDeclaration ? boundNames(node.variableDeclaration.name).includes(name) : false;
  if (!ts.isFunctionLike(node)) return false;
  const own = ts.isFunctionExpression(node) && node.name?.text === name;
  return own || node.parameters.some((p) => boundNames(p.name).includes(name));
}

function declaresIn(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement)) return inList(statement.declarationList, name);
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name?.text === name;
  return ts.isLabeledStatement(statement) && declaresIn(statement.statement, name);
}

const inList = (list: ts.VariableDeclarationList, name: string): boolean =>
  list.declarations.some((d) => boundNames(d.name).includes(name));

/** Whether an identifier stands for a value, not for a property, a label, a type or a declaration's own name. */
export function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isTypeNode(parent)) return ts.isExpressionWithTypeArguments(parent);
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  if (ts.isBreakOrContinueStatement(parent) || ts.isLabeledStatement(parent)) return false;
  return (parent as ts.NamedDeclaration).name !== node;
}
