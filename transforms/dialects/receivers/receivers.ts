import { bare } from "../../syntax/purity.ts";
import type { Resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import type { Dialect } from "../dialect.ts";
import { consoleDialect } from "../tables/console.ts";
import {
  genericDialect,
  isLoggerFactoryName,
  isLoggerName,
  isLoggerTypeName,
  levelMethods,
} from "../tables/generic.ts";
import { functionOf, type Wrappers } from "../wrappers/derive.ts";
import { createDeclarations, logFunction } from "./declarations.ts";
import { imported, requiredModule } from "./imports.ts";
import {
  can,
  type FollowImport,
  GENERIC_LOGGER,
  type Known,
  known,
  logger,
  made,
  member,
  OTHER,
  product,
} from "./known.ts";

export type Following = { readonly follow: FollowImport; readonly wrappers: Wrappers };

/** Says of an expression what is known about it as a logger. */
export type Receivers = (node: ts.Expression) => Known | undefined;

/**
 * Follows names, members and calls inside one file. What cannot be followed is judged by its name, and a name
 * whose value is known to be something else (`const log = []`, `console` as a parameter) is no logger.
 */
export function createReceivers(
  ast: ts.SourceFile,
  resolve: Resolve,
  { follow, wrappers }: Following,
): { readonly of: Receivers; readonly exported: (node: ts.Node) => Known | undefined } {
  const seen = new Map<ts.Node, Known | undefined>();

  /** A cycle (`a = b; b = a`) ends in "unknown": the node is entered before it is looked at. */
  const of: Receivers = (expression) => {
    const node = bare(expression);
    if (seen.has(node)) return seen.get(node);
    seen.set(node, undefined);
    const value = look(node);
    seen.set(node, value);
    return value;
  };
  const declarations = createDeclarations({ ast, resolve, follow, wrappers, of });

  const look: Receivers = (node) => {
    if (ts.isIdentifier(node)) return identifier(node);
    if (ts.isPropertyAccessExpression(node)) return property(node);
    if (ts.isElementAccessExpression(node)) return undefined;
    if (ts.isAwaitExpression(node)) return moduleOf(node) ?? of(node.expression);
    if (ts.isCallExpression(node)) return moduleOf(node) ?? call(node);
    if (ts.isNewExpression(node)) return construction(node);
    if (ts.isConditionalExpression(node)) return either(of(node.whenTrue), of(node.whenFalse));
    if (ts.isBinaryExpression(node)) return operator(node);
    if (ts.isObjectLiteralExpression(node)) return homeMade(node, wrappers.ofOwner(node));
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return logFunction(node, wrappers);
    return NO_LOGGER.has(node.kind) ? OTHER : undefined;
  };

  const identifier = (node: ts.Identifier): Known | undefined => {
    const declaration = resolve(node);
    if (!declaration) return node.text === "console" ? logger(consoleDialect) : named(node.text);
    return declarations.of(declaration) ?? (node.text === "console" ? OTHER : named(node.text));
  };

  const property = (node: ts.PropertyAccessExpression): Known | undefined => {
    const name = node.name.text.replace(/^#/, "");
    if (name === "console" && isGlobalObject(node.expression, resolve)) return logger(consoleDialect);
    if (node.expression.kind === ts.SyntaxKind.ThisKeyword) {
      return declarations.ofMember(node) ?? named(name);
    }
    const base = of(node.expression);
    return (base && member(base, name)) ?? named(name);
  };

  const call = (node: ts.CallExpression): Known | undefined => {
    const callee = bare(node.expression);
    if (ts.isPropertyAccessExpression(callee)) {
      const name = callee.name.text;
      const base = of(callee.expression);
      if (name === "bind" && base?.kind === "method") return base;
      const result = base && made(base, name);
      if (result) return result;
    }
    const value = of(callee);
    if (can(value, "factory")) return product(value.dialect);
    const result = value?.kind === "other" ? returned(callee) : undefined;
    if (result) return result;
    const name = ts.isIdentifier(callee)
      ? callee.text
      : ts.isPropertyAccessExpression(callee)
        ? callee.name.text
        : "";
    return isLoggerFactoryName(name) ? GENERIC_LOGGER : undefined;
  };

  /** Of a class that another file declares, the name that its instance is given decides. */
  const construction = (node: ts.NewExpression): Known | undefined => {
    const callee = bare(node.expression);
    const value = of(callee);
    if (can(value, "class")) return product(value.dialect);
    if (value?.kind === "other") return OTHER;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText(ast);
    if (isLoggerTypeName(name)) return GENERIC_LOGGER;
    return BUILT_IN.test(name) ? OTHER : undefined;
  };

  const operator = (node: ts.BinaryExpression): Known | undefined => {
    const kind = node.operatorToken.kind;
    if (kind === ts.SyntaxKind.EqualsToken || kind === ts.SyntaxKind.CommaToken) return of(node.right);
    const chooses =
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandToken;
    return chooses ? either(of(node.left), of(node.right)) : OTHER;
  };

  /** The logger that a function of the file returns: `const create = () => pino()`. */
  const returned = (callee: ts.Expression): Known | undefined => {
    const fn = ts.isIdentifier(callee) ? functionOf(resolve(callee)) : undefined;
    return fn && declarations.returned(fn);
  };

  const moduleOf = (node: ts.Expression): Known | undefined => {
    const specifier = requiredModule(node);
    return specifier === undefined ? undefined : imported(specifier, "*", "", follow);
  };
  const exported = (node: ts.Node): Known | undefined => {
    const fn = functionOf(node);
    const made = fn && declarations.returned(fn);
    const value = isDeclared(node) ? declarations.of(node) : ts.isExpression(node) ? of(node) : undefined;
    if (!made || (value && value.kind !== "other")) return value;
    return made.kind === "value" ? known(made.dialect, "factory") : OTHER;
  };
  return { of, exported };
}

const isDeclared = (node: ts.Node): node is ts.Declaration =>
  ts.isVariableDeclaration(node) ||
  ts.isBindingElement(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isClassLike(node) ||
  ts.isImportSpecifier(node) ||
  ts.isImportClause(node) ||
  ts.isNamespaceImport(node) ||
  ts.isImportEqualsDeclaration(node);

/** The first of two possible values that says something. */
function either(a: Known | undefined, b: Known | undefined): Known | undefined {
  return a && a.kind !== "other" ? a : (b ?? a);
}

function named(name: string): Known | undefined {
  if (isLoggerName(name)) return GENERIC_LOGGER;
  if (isLoggerTypeName(name)) return known(genericDialect, "class");
  return isLoggerFactoryName(name) ? known(genericDialect, "factory") : undefined;
}

const isGlobalObject = (node: ts.Expression, resolve: Resolve): boolean =>
  ts.isIdentifier(node) && /^(globalThis|global|window|self)$/.test(node.text) && !resolve(node);

function homeMade(
  { properties }: ts.ObjectLiteralExpression,
  wrapper: Dialect | undefined,
): Known | undefined {
  if (wrapper) return logger(wrapper);
  if (properties.some(ts.isSpreadAssignment)) return undefined;
  const count = levelMethods(properties);
  return count > 1 ? GENERIC_LOGGER : count === 1 ? undefined : OTHER;
}

const BUILT_IN =
  /^(?:Array|Map|Set|WeakMap|WeakSet|Date|Error|Function|Object|Promise|Proxy|RegExp|String|URL|Worker|EventEmitter|\w*(?:Array|Stream|Error))$/;

const NO_LOGGER: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ArrayLiteralExpression,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.RegularExpressionLiteral,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
]);
