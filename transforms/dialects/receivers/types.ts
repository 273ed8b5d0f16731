import type { Resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import { consoleDialect } from "../tables/console.ts";
import { isLoggerTypeName } from "../tables/generic.ts";
import { DIALECT_BY_PACKAGE } from "../tables/index.ts";
import { can, type FollowImport, GENERIC_LOGGER, type Known, logger, OTHER, product } from "./known.ts";

export type TypeTools = {
  readonly follow: FollowImport;
  readonly ofClass: (node: ts.ClassLikeDeclaration) => Known | undefined;
};

/**
 * What a type annotation says: `Logger` imported from pino, `winston.Logger | undefined`, `Console`, and by name
 * `AppLogger`. Arrays, functions and built-in types are no loggers; anything else says nothing.
 */
export function createTypes(
  resolve: Resolve,
  { follow, ofClass }: TypeTools,
): (type: ts.TypeNode) => Known | undefined {
  const of = (type: ts.TypeNode): Known | undefined => {
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return union(type.types);
    if (ts.isParenthesizedTypeNode(type)) return of(type.type);
    if (ts.isTypeReferenceNode(type)) return reference(type);
    if (ts.isTypeQueryNode(type)) return query(type);
    return NO_LOGGER.has(type.kind) ? OTHER : undefined;
  };

  const union = (types: readonly ts.TypeNode[]): Known | undefined => {
    const values = types.map(of);
    return values.find((v) => v && v.kind !== "other") ?? (values.includes(undefined) ? undefined : OTHER);
  };

  const reference = ({ typeName, typeArguments }: ts.TypeReferenceNode): Known | undefined => {
    const [root, name] = parts(typeName);
    const found = root && fromPackage(root, name);
    if (found) return instanceOf(found);
    const declared = root && resolve(root);
    const own = declared && ts.isClassLike(declared) ? ofClass(declared) : undefined;
    if (own && can(own, "class")) return product(own.dialect);
    if (name === "Console" && !resolve(root!)) return logger(consoleDialect);
    if (/^(Pick|Partial|Omit|Required|Readonly|NonNullable|Promise)$/.test(name) && typeArguments?.[0])
      return of(typeArguments[0]);
    if (/^(Array|Map|Set|WeakMap|ReadonlyArray|Record|Function|Date)$/.test(name)) return OTHER;
    return isLoggerTypeName(name) ? GENERIC_LOGGER : undefined;
  };

  /** `typeof console`, `typeof logger`. */
  const query = ({ exprName }: ts.TypeQueryNode): Known | undefined =>
    exprName.getText() === "console" ? logger(consoleDialect) : undefined;

  const fromPackage = (root: ts.Identifier, name: string): Known | undefined => {
    const declaration = resolve(root);
    const specifier = declaration && ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier;
    if (!specifier || !ts.isStringLiteral(specifier)) return undefined;
    const exported = ts.isImportSpecifier(declaration)
      ? (declaration.propertyName ?? declaration.name).text
      : name;
    const dialect = DIALECT_BY_PACKAGE.get(specifier.text);
    if (!dialect) return follow(specifier.text, exported);
    const roles = dialect.exports[exported] ?? [];
    const isInstance = roles.includes("class") || roles.includes("function") || isLoggerTypeName(exported);
    return isInstance ? product(dialect) : undefined;
  };
  return of;
}

/** A type that names a class means an instance of it. */
const instanceOf = (value: Known): Known => (can(value, "class") ? product(value.dialect) : value);

/** First and last name of `pino.Logger`. */
function parts(name: ts.EntityName): readonly [ts.Identifier | undefined, string] {
  if (ts.isIdentifier(name)) return [name, name.text];
  return [ts.isIdentifier(name.left) ? name.left : undefined, name.right.text];
}

const NO_LOGGER: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ArrayType,
  ts.SyntaxKind.TupleType,
  ts.SyntaxKind.FunctionType,
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.BooleanKeyword,
  ts.SyntaxKind.UndefinedKeyword,
  ts.SyntaxKind.LiteralType,
  ts.SyntaxKind.VoidKeyword,
]);
