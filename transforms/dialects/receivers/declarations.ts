import { nodesOf } from "../../syntax/nodes.ts";
import { returnedExpressions } from "../../syntax/returned.ts";
import type { Resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import type { Dialect, Role } from "../dialect.ts";
import { genericDialect, isLoggerTypeName, levelMethods } from "../tables/generic.ts";
import { DIALECT_BY_PACKAGE } from "../tables/index.ts";
import type { Wrappers } from "../wrappers/derive.ts";
import type { FunctionWithBody } from "../wrappers/method.ts";
import { imported, requiredModule } from "./imports.ts";
import { can, type FollowImport, type Known, known, member, OTHER } from "./known.ts";
import { createTypes } from "./types.ts";

type Inside = {
  readonly ast: ts.SourceFile;
  readonly resolve: Resolve;
  readonly follow: FollowImport;
  readonly wrappers: Wrappers;
  readonly of: (node: ts.Expression) => Known | undefined;
};

export type Declarations = {
  readonly of: (node: ts.Declaration) => Known | undefined;
  /** The logger that a function returns. */
  readonly returned: (fn: FunctionWithBody) => Known | undefined;
  /** `this.name`: a field, a parameter property, or what the class assigns to it. */
  readonly ofMember: (node: ts.PropertyAccessExpression) => Known | undefined;
};

/** What declarations of the file say about the values they name. */
export function createDeclarations(inside: Inside): Declarations {
  const { resolve, follow, wrappers, of } = inside;
  const products = new Map<ts.Node, Known | undefined>();
  const values = new Map<ts.Declaration, Known | undefined>();
  const ofType = createTypes(resolve, { follow, ofClass: (node) => ofDeclaration(node) });
  let assignments: Assignments | undefined;
  const assigned = (): Assignments => {
    assignments ??= findAssignments(inside.ast);
    return assignments;
  };
  const firstOf = (expressions: readonly ts.Expression[]): Known | undefined =>
    expressions.map(of).find((value) => value !== undefined && value.kind !== "other");

  const look = (node: ts.Declaration): Known | undefined => {
    if (ts.isVariableDeclaration(node)) return variable(node);
    if (ts.isParameter(node)) return typed(node);
    if (ts.isBindingElement(node)) return binding(node);
    if (ts.isImportSpecifier(node)) return fromImport(node, (node.propertyName ?? node.name).text, node.name);
    if (ts.isImportClause(node)) return fromImport(node, "default", node.name);
    if (ts.isNamespaceImport(node)) return fromImport(node, "*", node.name);
    if (ts.isImportEqualsDeclaration(node)) return importEquals(node);
    if (ts.isClassLike(node)) return ofClass(node);
    if (ts.isFunctionDeclaration(node) && node.body) return logFunction(node as FunctionWithBody, wrappers);
    return OTHER;
  };

  const typed = (node: ts.ParameterDeclaration | ts.PropertyDeclaration): Known | undefined =>
    (node.type && ofType(node.type)) ?? (node.initializer && of(node.initializer));

  const variable = (node: ts.VariableDeclaration): Known | undefined => {
    if (ts.isCatchClause(node.parent)) return OTHER;
    const value = (node.type && ofType(node.type)) ?? (node.initializer && of(node.initializer));
    if (value || !ts.isIdentifier(node.name)) return value;
    return firstOf(assigned().get(node.name.text) ?? []);
  };

  const binding = (node: ts.BindingElement): Known | undefined => {
    const owner = node.parent.parent;
    const from = ts.isBindingElement(owner) ? undefined : owner.initializer;
    const name = node.propertyName ?? node.name;
    if (!from || !ts.isIdentifier(name) || !ts.isObjectBindingPattern(node.parent)) return undefined;
    const specifier = requiredModule(from);
    if (specifier !== undefined && !DIALECT_BY_PACKAGE.has(specifier))
      return imported(specifier, name.text, name.text, follow);
    const value = of(from);
    return (value && member(value, name.text)) ?? (node.initializer && of(node.initializer));
  };

  const fromImport = (
    node: ts.Node,
    exported: string,
    local: ts.Identifier | undefined,
  ): Known | undefined => {
    const specifier = ts.findAncestor(node, ts.isImportDeclaration)?.moduleSpecifier;
    if (!specifier || !ts.isStringLiteral(specifier) || !local) return undefined;
    return imported(specifier.text, exported, local.text, follow);
  };

  const importEquals = ({ moduleReference, name }: ts.ImportEqualsDeclaration): Known | undefined => {
    if (!ts.isExternalModuleReference(moduleReference)) return undefined;
    const specifier = moduleReference.expression;
    return ts.isStringLiteral(specifier) ? imported(specifier.text, "*", name.text, follow) : undefined;
  };

  /** `class AppLogger extends Logger`: static calls and instances log. */
  const ofClass = (node: ts.ClassLikeDeclaration): Known | undefined => {
    const heritage = node.heritageClauses?.flatMap(({ types }) => types) ?? [];
    const base = heritage.map(({ expression }) => of(expression)).find((value) => can(value, "class"));
    const own = wrappers.ofOwner(node);
    if (own) return known(base ? extended(base.dialect, own) : own, "class", ...staticRole(node, own));
    if (base) return base;
    if (node.name && isLoggerTypeName(node.name.text)) return known(genericDialect, "class", "logger");
    return levelMethods(node.members) > 0 ? undefined : OTHER;
  };

  /** A declaration that leads back to itself ends in "unknown": it is entered before it is looked at. */
  const ofDeclaration = (node: ts.Declaration): Known | undefined => {
    if (!values.has(node)) {
      values.set(node, undefined);
      values.set(node, look(node));
    }
    return values.get(node);
  };

  const returned = (fn: FunctionWithBody): Known | undefined => {
    if (!products.has(fn)) {
      products.set(fn, undefined);
      const typed = fn.type && ofType(fn.type);
      const value = typed && typed.kind !== "other" ? typed : firstOf(returnedExpressions(fn.body));
      products.set(fn, value?.kind === "value" ? value : undefined);
    }
    return products.get(fn);
  };

  return {
    of: ofDeclaration,
    returned,
    ofMember(node) {
      const owner = thisClass(node);
      if (!owner) return undefined;
      const name = node.name.text;
      const field = owner.members.find((m) => m.name?.getText() === name);
      const parameter = constructorParameter(owner, name);
      if (field && ts.isPropertyDeclaration(field)) {
        const value = typed(field);
        if (value) return value;
      } else if (field && ts.isGetAccessor(field)) return field.type && ofType(field.type);
      else if (field) return OTHER;
      if (parameter) return typed(parameter);
      return firstOf(assigned().get(`this.${name}`) ?? []);
    },
  };
}

/** A class that wraps a logger may log by itself, without an instance. */
const staticRole = (node: ts.ClassLikeDeclaration, { levels }: Dialect): readonly Role[] =>
  node.members.some(
    (m) =>
      (ts.getCombinedModifierFlags(m) & ts.ModifierFlags.Static) !== 0 &&
      m.name !== undefined &&
      Object.hasOwn(levels, m.name.getText()),
  )
    ? ["logger"]
    : [];

const extended = (base: Dialect, own: Dialect): Dialect => ({
  ...base,
  ...own,
  levels: { ...base.levels, ...own.levels },
  methods: { ...base.methods, ...own.methods },
  reads: base.reads,
});

/** `const logInfo = (message) => console.log(message)` */
export function logFunction(node: FunctionWithBody, wrappers: Wrappers): Known {
  const dialect = wrappers.ofFunction(node);
  return dialect ? known(dialect, "function") : OTHER;
}

/** The class whose instance (or constructor) `this` is at `node`. */
function thisClass(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  for (let at = node.parent; at && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassElement(at) && ts.isClassLike(at.parent)) return at.parent;
    if (ts.isFunctionLike(at) && !ts.isArrowFunction(at)) return undefined;
  }
  return undefined;
}

function constructorParameter(
  owner: ts.ClassLikeDeclaration,
  name: string,
): ts.ParameterDeclaration | undefined {
  const parameters = owner.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
  return parameters.find(
    (p) => ts.isParameterPropertyDeclaration(p, p.parent) && ts.isIdentifier(p.name) && p.name.text === name,
  );
}

/** Assigned expressions by target as written: `logger`, `this.logger`. */
type Assignments = ReadonlyMap<string, readonly ts.Expression[]>;

function findAssignments(ast: ts.SourceFile): Assignments {
  const found = new Map<string, ts.Expression[]>();
  for (const node of nodesOf(ast)) {
    if (ts.isBinaryExpression(node) && ASSIGNS.has(node.operatorToken.kind) && isSimple(node.left)) {
      const target = node.left.getText(ast);
      found.set(target, [...(found.get(target) ?? []), node.right]);
    }
  }
  return found;
}

const ASSIGNS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
]);

const isSimple = (node: ts.Expression): boolean =>
  ts.isIdentifier(node) ||
  (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword);
