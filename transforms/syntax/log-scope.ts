import { ts } from "./ts.ts";

/** The declaration that an identifier refers to in its file; undefined for globals. */
export type Resolve = (identifier: ts.Identifier) => ts.Declaration | undefined;

type Locals = ReadonlyMap<string, ts.Declaration>;

/**
 * Resolves names by scope, without a type checker. Types and values share one table, of several declarations of
 * a name (overloads, merged interfaces) the first counts, and `with` and `eval` are not followed.
 */
export function resolverOf(ast: ts.SourceFile): Resolve {
  const resolve = resolvers.get(ast) ?? createResolver();
  resolvers.set(ast, resolve);
  return resolve;
}

/** What it finds out is kept as long as the tree, and shared. */
const resolvers = new WeakMap<ts.SourceFile, Resolve>();

function createResolver(): Resolve {
  const known = new Map<ts.Node, Locals>();
  const localsOf = (scope: ts.Node): Locals => {
    const seen = known.get(scope) ?? locals(scope);
    known.set(scope, seen);
    return seen;
  };
  return (identifier) => {
    for (let at: ts.Node | undefined = identifier; at; at = at.parent) {
      if (!SCOPES.has(at.kind)) continue;
      const found = localsOf(at).get(identifier.text);
      if (found) return found;
    }
    return undefined;
  };
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
