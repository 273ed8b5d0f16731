import { cutFromList, cutStatement } from "../edits/cut.ts";
import type { Change, Edit, FileContext, Parsed } from "../model.ts";
import { nodesOf } from "../syntax/nodes.ts";
import { bare } from "../syntax/purity.ts";
import { isReference, resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import { DIALECT_BY_PACKAGE } from "./tables/index.ts";

/*
 * What nothing uses any more once the legacy calls are gone, from the use to the import:
 *
 *   import pino from "pino";           –
 *   const root = pino();               –
 *   const log = root.child({ a });     –
 *   class A {
 *     private log = new Logger("A");   –
 *     run() { this.log.info("a"); }
 *   }
 *
 * Out of scope: what is exported, parameters, loggers that a function of the project makes, and imports of the
 * project's modules that are not named after logging: they may do more than that.
 */

/** The declarations that are unused once `dropped` is made. Each stands only with all that it takes. */
export function planUnused({ file }: FileContext, dropped: readonly Change[]): readonly Change[] {
  const uses = dropped.length === 0 ? new Map<ts.Node, readonly ts.Node[]>() : usesOf(file.ast);
  const changes: Change[] = [];
  const takers = (references: readonly ts.Node[]): readonly (Change | undefined)[] =>
    references.map((node) =>
      [...dropped, ...changes].find(({ edits }) =>
        edits.some(({ start, end }) => start <= node.getStart(file.ast) && node.getEnd() <= end),
      ),
    );
  const waiting = new Set(uses.keys());
  for (let before = -1; before !== changes.length; ) {
    before = changes.length;
    for (const declaration of waiting) {
      const taken = takers(uses.get(declaration) ?? []);
      if (taken.length === 0 || taken.includes(undefined)) continue;
      waiting.delete(declaration);
      const edit = removalOf(declaration, file);
      if (!edit) continue;
      changes.push({
        kind: isImported(declaration) ? "import" : "logger",
        range: { start: declaration.getStart(file.ast), end: declaration.getEnd() },
        summary: `${nameOf(declaration)} dropped, which nothing uses any more`,
        edits: [edit],
        requires: [...new Set(taken as Change[])],
      });
    }
  }
  return withoutOverlap(changes);
}

/** Several names of one import that are all gone: the edits of a list would meet, so the whole import goes. */
function withoutOverlap(changes: readonly Change[]): readonly Change[] {
  const kept: Change[] = [];
  for (const change of changes) {
    const [edit] = change.edits;
    const meets = kept.some(({ edits }) =>
      edits.some((other) => edit && edit.start < other.end && other.start < edit.end),
    );
    if (!meets) kept.push(change);
  }
  return kept;
}

/** Declaration → every place that speaks of it, in types too. */
function usesOf(ast: ts.SourceFile): ReadonlyMap<ts.Node, readonly ts.Node[]> {
  const uses = new Map<ts.Node, ts.Node[]>();
  const fields = new Map<string, ts.Node[]>();
  const names = new Map<string, ts.Node[]>();
  const add = <K>(map: Map<K, ts.Node[]>, key: K | undefined, node: ts.Node): void => {
    if (key !== undefined) map.set(key, [...(map.get(key) ?? []), node]);
  };
  for (const node of nodesOf(ast)) {
    if (ts.isIdentifier(node) && isUse(node)) add(uses, resolve(node), node);
    else if (ts.isPropertyDeclaration(node) && isPrivate(node)) add(fields, node.name.getText(ast), node);
    else if (ts.isPropertyAccessExpression(node)) add(names, node.name.text, node);
    else if (ts.isStringLiteralLike(node)) add(names, node.text, node);
    else if (ts.isBindingElement(node)) add(names, (node.propertyName ?? node.name).getText(ast), node);
  }
  // Who `x.log` is of is not known: a private field is unused where nothing of its name is left.
  for (const [name, [field, ...more]] of fields)
    if (field && more.length === 0) uses.set(field, names.get(name) ?? []);
  return uses;
}

const isUse = (node: ts.Identifier): boolean =>
  isReference(node) ||
  ts.isExportSpecifier(node.parent) ||
  ts.isTypeReferenceNode(node.parent) ||
  ts.isTypeQueryNode(node.parent);

const isPrivate = (node: ts.PropertyDeclaration): boolean =>
  !ts.getDecorators(node) &&
  (ts.isPrivateIdentifier(node.name) || (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0);

const isImported = (node: ts.Node): boolean =>
  ts.isImportClause(node) || ts.isImportSpecifier(node) || ts.isNamespaceImport(node);

const nameOf = (node: ts.Node): string => (node as ts.NamedDeclaration).name?.getText() ?? "a name";

/** The edit that takes a declaration out; undefined where it may do more than make a logger. */
function removalOf(node: ts.Node, file: Parsed): Edit | undefined {
  if (ts.isVariableDeclaration(node)) return variable(node, file);
  if (ts.isBindingElement(node)) return bound(node, file);
  if (ts.isPropertyDeclaration(node))
    return makesLogger(node.initializer) ? cutStatement(file, node as unknown as ts.Statement) : undefined;
  const declaration = isImported(node) ? ts.findAncestor(node, ts.isImportDeclaration) : undefined;
  if (!declaration || !isOfLogging(declaration.moduleSpecifier)) return undefined;
  const { importClause } = declaration;
  const named = importClause?.namedBindings;
  const count =
    (importClause?.name ? 1 : 0) + (named ? (ts.isNamedImports(named) ? named.elements.length : 1) : 0);
  if (count === 1) return cutStatement(file, declaration);
  return ts.isImportSpecifier(node) && node.parent.elements.length > 1
    ? cutFromList(node.parent.elements, node)
    : undefined;
}

function variable(node: ts.VariableDeclaration, file: Parsed): Edit | undefined {
  const statement = node.parent.parent;
  const isAlone = ts.isVariableStatement(statement) && statement.declarationList.declarations.length === 1;
  if (!isAlone || statement.modifiers?.length) return undefined;
  return makesLogger(node.initializer) || isOfLogging(required(node.initializer))
    ? cutStatement(file, statement)
    : undefined;
}

/** `const { logger, other } = require("./logger");` */
function bound(node: ts.BindingElement, file: Parsed): Edit | undefined {
  const { parent: pattern } = node;
  const declaration = pattern.parent;
  if (!ts.isVariableDeclaration(declaration) || !isOfLogging(required(declaration.initializer)))
    return undefined;
  return pattern.elements.length === 1 ? variable(declaration, file) : cutFromList(pattern.elements, node);
}

const required = (node: ts.Expression | undefined): ts.Expression | undefined =>
  node && ts.isCallExpression(node) && node.expression.getText() === "require"
    ? node.arguments[0]
    : undefined;

/** A package of a dialect, or a module of the project that is named after logging. */
function isOfLogging(specifier: ts.Node | undefined): boolean {
  if (!specifier || !ts.isStringLiteralLike(specifier)) return false;
  const { text } = specifier;
  return (
    DIALECT_BY_PACKAGE.has(text) || /(?:^|[/.\-_])log(?:s|ger|gers|ging)?(?:[/.\-_]|$)|Logger$/i.test(text)
  );
}

/** `pino({ … })`, `new Logger("A")`, `root.child({ … })`: a package of a dialect makes it, and nothing waits or changes. */
function makesLogger(node: ts.Expression | undefined): boolean {
  if (!node) return false;
  const inner = bare(node);
  if (ts.isIdentifier(inner)) return isLogging(inner);
  if (ts.isPropertyAccessExpression(inner)) return makesLogger(inner.expression);
  if (!ts.isCallExpression(inner) && !ts.isNewExpression(inner)) return false;
  return makesLogger(inner.expression) && !(inner.arguments ?? []).some(changesSomething);
}

function isLogging(name: ts.Identifier): boolean {
  const declaration = resolve(name);
  if (!declaration) return false;
  const from = ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier;
  if (from) return ts.isStringLiteral(from) && DIALECT_BY_PACKAGE.has(from.text);
  if (!ts.isVariableDeclaration(declaration)) return false;
  const source = required(declaration.initializer);
  return source
    ? ts.isStringLiteralLike(source) && DIALECT_BY_PACKAGE.has(source.text)
    : makesLogger(declaration.initializer);
}

function changesSomething(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isPostfixUnaryExpression(node))
    return true;
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return true;
  return ts.forEachChild(node, (child) => changesSomething(child) || undefined) ?? false;
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
