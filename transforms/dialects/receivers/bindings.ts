import { bare } from "../../syntax/purity.ts";
import { constantsOf, isAssignment } from "../../syntax/purity-writes.ts";
import type { Resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";

/** What a child logger adds to each of its lines. */
export type Binding = {
  readonly name: string;
  readonly value: ts.Expression;
  /** Whether reading it where the line is logged gives what it was when the child was made. */
  readonly isStable: boolean;
};

/**
 * The bindings of the logger that a call goes to, those of its parents first:
 *
 *   const log = root.child({ module: "rag" });
 *   log.child({ id }).info("m")            module: "rag", id
 *
 * Stable are literals, and constants and parameters that mean the same at both places, with their direct properties.
 * Out of scope: bindings given as a variable or by another file, and what `pino({ base })` or winston's `defaultMeta`
 * add to every line of the process.
 */
export function createBindings(
  ast: ts.SourceFile,
  resolve: Resolve,
): (receiver: ts.Expression) => readonly Binding[] {
  const isConstant = constantsOf(ast);

  const madeBy = (expression: ts.Expression, depth: number): readonly ts.ObjectLiteralExpression[] => {
    const node = bare(expression);
    if (depth > 8) return [];
    if (ts.isIdentifier(node) || isField(node)) {
      const definition = definitionOf(node);
      return definition ? madeBy(definition, depth + 1) : [];
    }
    if (!ts.isCallExpression(node)) return [];
    const callee = bare(node.expression);
    if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "child") return [];
    const [given] = node.arguments;
    const own = given && ts.isObjectLiteralExpression(given) ? [given] : [];
    return [...madeBy(callee.expression, depth + 1), ...own];
  };

  const definitionOf = (node: ts.Identifier | ts.PropertyAccessExpression): ts.Expression | undefined => {
    if (ts.isPropertyAccessExpression(node)) return fieldInitializer(node);
    const declaration = resolve(node);
    const isVariable = declaration && ts.isVariableDeclaration(declaration) && isConstant(node);
    return isVariable ? declaration.initializer : undefined;
  };

  /** Whether `value`, written where the child was made, reads the same at `site`. */
  const isStable = (value: ts.Expression, site: ts.Node): boolean => {
    const node = bare(value);
    if (isLiteral(node)) return true;
    if (ts.isIdentifier(node)) return isConstantAt(node, site);
    return (
      ts.isPropertyAccessExpression(node) &&
      ts.isIdentifier(node.expression) &&
      isConstantAt(node.expression, site)
    );
  };
  const isConstantAt = (name: ts.Identifier, site: ts.Node): boolean => {
    const declaration = resolve(name);
    return declaration !== undefined && isConstant(name) && sameAt(name.text, declaration, site, resolve);
  };

  return (receiver) =>
    madeBy(receiver, 0).flatMap((object) =>
      object.properties.flatMap((p): readonly Binding[] => {
        if (ts.isShorthandPropertyAssignment(p))
          return [{ name: p.name.text, value: p.name, isStable: isStable(p.name, receiver) }];
        if (!ts.isPropertyAssignment(p) || ts.isComputedPropertyName(p.name)) return [];
        const name = p.name.text;
        return [{ name, value: p.initializer, isStable: isStable(p.initializer, receiver) }];
      }),
    );
}

/** Whether `name` at `site` is the same declaration. */
function sameAt(name: string, declaration: ts.Declaration, site: ts.Node, resolve: Resolve): boolean {
  return resolve({ text: name, parent: site } as ts.Identifier) === declaration;
}

const isField = (node: ts.Expression): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;

/** What a field holds: its initializer, or the one value that the constructor gives it. */
function fieldInitializer(node: ts.PropertyAccessExpression): ts.Expression | undefined {
  const owner = ts.findAncestor(node, ts.isClassLike);
  const name = node.name.text;
  const field = owner?.members.find((m) => m.name?.getText() === name);
  const statements = owner?.members.find(ts.isConstructorDeclaration)?.body?.statements ?? [];
  const assigned = statements.flatMap((s) => fieldAssignment(s, name) ?? []);
  const initial = field && ts.isPropertyDeclaration(field) && field.initializer ? [field.initializer] : [];
  const [value, more] = [...initial, ...assigned];
  return more ? undefined : value;
}

/** `value` of `this.name = value;` */
function fieldAssignment(statement: ts.Statement, name: string): ts.Expression | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, right } = statement.expression;
  const assigns = isAssignment(statement.expression) && isField(left) && left.name.text === name;
  return assigns ? right : undefined;
}

const isLiteral = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isNumericLiteral(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  node.kind === ts.SyntaxKind.NullKeyword;
