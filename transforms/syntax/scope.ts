import { ts } from "./ts.ts";

/** The declaration that an identifier refers to in its file; undefined for globals. */
export type Resolve = (identifier: ts.Identifier) => ts.Declaration | undefined;

type Locals = ReadonlyMap<string, ts.Declaration>;

/**
 * Resolves names by scope, without a type checker. Types and values share one table, of several declarations of
 * a name (overloads, merged interfaces) the first counts, and `with` and `eval` are not followed.
 */
export function resolve(identifier: ts.Identifier): ts.Declaration | undefined {
  for (let at: ts.Node | undefined = identifier; at; at = at.parent) {
    const found = localsOf(at)?.get(identifier.text);
    if (found) return found;
  }
  return undefined;
}

/** Whether `name` means something else at `node` than in `scope`, a node around it. */
export function isShadowed(node: ts.Node, scope: ts.Node, name: string): boolean {
  for (let at = node; at !== scope; at = at.parent) {
    if (localsOf(at)?.has(name) || !at.parent) return true;
  }
  return false;
}

/** The innermost node around `node` that declares `name`, up to `limit`. */
export function declaringScope(node: ts.Node, limit: ts.Node, name: string): ts.Node | undefined {
  for (let at = node; ; at = at.parent) {
    if (localsOf(at)?.has(name)) return at;
    if (at === limit || !at.parent) return undefined;
  }
}

/** Every name that a binding introduces: `{ code, cause: { message: m } }` gives `code`, `m`. */
export function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((e) => (ts.isOmittedExpression(e) ? [] : boundNames(e.name)));
}

/** Whether an identifier stands for a value, not for a property, a label, a type or a declaration's own name. */
export function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isTypeNode(parent)) return ts.isExpressionWithTypeArguments(parent);
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  if (ts.isBreakOrContinueStatement(parent) || ts.isLabeledStatement(parent)) return false;
  return (parent as ts.NamedDeclaration).name !== node;
}

/** What a scope declares is found out once, and kept as long as its tree. */
const known = new WeakMap<ts.Node, Locals>();

function localsOf(scope: ts.Node): Locals | undefined {
  if (!SCOPES.has(scope.kind)) return undefined;
  const seen = known.get(scope) ?? locals(scope);
  known.set(scope, seen);
  return seen;
}

const SCOPES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.ModuleBlock,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
]);

const isLoop = (node: ts.Node): node is ts.ForStatement | ts.ForInOrOfStatement =>
  ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node);

/** Names that a scope declares itself; `var` belongs to the function or file around it. */
function locals(scope: ts.Node): Locals {
  const names = new Map<string, ts.Declaration>();
  const add = (name: ts.Node | undefined, declaration: ts.Declaration): void => {
    if (name && ts.isIdentifier(name) && !names.has(name.text)) names.set(name.text, declaration);
  };
  const addBinding = (declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement) => {
    if (ts.isIdentifier(declaration.name)) add(declaration.name, declaration);
    else for (const e of declaration.name.elements) if (ts.isBindingElement(e)) addBinding(e);
  };
  const addList = (list: ts.Node | undefined): void => {
    if (list && ts.isVariableDeclarationList(list)) list.declarations.forEach(addBinding);
  };

  if (ts.isFunctionLike(scope)) {
    scope.parameters.forEach(addBinding);
    if ("body" in scope && scope.body && ts.isBlock(scope.body)) vars(scope.body, addList);
    if (ts.isFunctionExpression(scope)) add(scope.name, scope);
  } else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration) addBinding(scope.variableDeclaration);
  } else if (isLoop(scope)) addList(scope.initializer);
  else if (ts.isClassExpression(scope)) add(scope.name, scope);
  else if (ts.isCaseBlock(scope)) {
    for (const clause of scope.clauses) for (const s of clause.statements) declaredBy(s, { add, addList });
  } else if (ts.isBlock(scope) || ts.isModuleBlock(scope) || ts.isSourceFile(scope)) {
    for (const s of scope.statements) declaredBy(s, { add, addList });
    if (!ts.isBlock(scope)) for (const s of scope.statements) vars(s, addList);
  }
  return names;
}

type Sink = {
  readonly add: (name: ts.Node | undefined, declaration: ts.Declaration) => void;
  readonly addList: (list: ts.Node | undefined) => void;
};

function declaredBy(statement: ts.Statement, { add, addList }: Sink): void {
  if (ts.isVariableStatement(statement)) addList(statement.declarationList);
  else if (ts.isLabeledStatement(statement)) declaredBy(statement.statement, { add, addList });
  else if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    if (clause) add(clause.name, clause);
    const bindings = clause?.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) add(bindings.name, bindings);
    else if (bindings) for (const e of bindings.elements) add(e.name, e);
  } else if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  ) {
    add(statement.name, statement);
  }
}

/** Calls `found` for the `var` lists in the statements below `node`, nested functions left out. */
function vars(node: ts.Node, found: (list: ts.VariableDeclarationList) => void): void {
  if (ts.isVariableDeclarationList(node)) {
    if ((node.flags & ts.NodeFlags.BlockScoped) === 0) found(node);
  } else if (ts.isStatement(node) || ts.isCaseBlock(node) || ts.isCaseOrDefaultClause(node)) {
    if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return;
    ts.forEachChild(node, (child) => vars(child, found));
  } else if (ts.isCatchClause(node)) vars(node.block, found);
}
