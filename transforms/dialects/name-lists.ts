import { cut, cutFromList, cutStatement } from "../edits/cut.ts";
import type { Edit, Parsed } from "../model.ts";
import { ts } from "../syntax/ts.ts";
import { DIALECT_BY_PACKAGE } from "./tables/index.ts";

/** A statement that brings in names of which some may stay: `import log, { audit } from …`, `const { log } = require(…)`. */
export type NameList = ts.ImportDeclaration | ts.VariableStatement;

/** The list that a name is one of, where it comes from a logging package, or a module named after logging. */
export function listOf(node: ts.Node): NameList | undefined {
  if (ts.isImportClause(node) || ts.isImportSpecifier(node) || ts.isNamespaceImport(node)) {
    const declaration = ts.findAncestor(node, ts.isImportDeclaration);
    return declaration && isOfLogging(declaration.moduleSpecifier) ? declaration : undefined;
  }
  const declaration = ts.isBindingElement(node) ? node.parent.parent : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  return isOfLogging(required(declaration.initializer)) ? aloneIn(declaration) : undefined;
}

/** Takes names out of a list, and the statement where none is left. */
export function cutNames(file: Parsed, list: NameList, gone: readonly ts.Node[]): readonly Edit[] {
  const isLeft = (node: ts.Node): boolean => !gone.includes(node);
  if (ts.isVariableStatement(list)) {
    const pattern = list.declarationList.declarations[0]?.name;
    const elements = pattern && ts.isObjectBindingPattern(pattern) ? pattern.elements : undefined;
    return elements?.some(isLeft) ? cutFromList(elements, isLeft) : [cutStatement(file, list)];
  }
  const clause = list.importClause;
  const bindings = clause?.namedBindings;
  const elements = bindings && ts.isNamedImports(bindings) ? bindings.elements : undefined;
  const areNamedLeft = elements ? elements.some(isLeft) : bindings !== undefined && isLeft(bindings);
  const isDefaultLeft = clause?.name !== undefined && isLeft(clause);
  if (!areNamedLeft && !isDefaultLeft) return [cutStatement(file, list)];
  const named = elements && areNamedLeft ? cutFromList(elements, isLeft) : [];
  if (!clause?.name || !bindings) return named;
  if (!isDefaultLeft) return [cut(clause.name.getStart(), bindings.getStart()), ...named];
  return areNamedLeft ? named : [cut(clause.name.getEnd(), bindings.getEnd())];
}

/** The statement of a declaration that is its only one, and not exported. */
export function aloneIn(node: ts.VariableDeclaration): ts.VariableStatement | undefined {
  const statement = node.parent.parent;
  const isAlone = ts.isVariableStatement(statement) && statement.declarationList.declarations.length === 1;
  return isAlone && !statement.modifiers?.length ? statement : undefined;
}

export const required = (node: ts.Expression | undefined): ts.Expression | undefined =>
  node && ts.isCallExpression(node) && node.expression.getText() === "require"
    ? node.arguments[0]
    : undefined;

/** A package of a dialect, or a module of the project that is named after logging. */
export function isOfLogging(specifier: ts.Node | undefined): boolean {
  if (!specifier || !ts.isStringLiteralLike(specifier)) return false;
  const { text } = specifier;
  return (
    DIALECT_BY_PACKAGE.has(text) || /(?:^|[/.\-_])log(?:s|ger|gers|ging)?(?:[/.\-_]|$)|Logger$/i.test(text)
  );
}
