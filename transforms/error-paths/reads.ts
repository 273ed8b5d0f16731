import { someNode } from "../syntax/nodes.ts";
import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import { isAssignment } from "./facts.ts";
import type { Handler } from "./model.ts";
import { declaringScope, isReference } from "./scope.ts";

/*
 * Whether anyone looks at an error that was kept. A look at whether there is one (`if (failure) return null`,
 * `errors.length`) is none at the error.
 */

/** Whether the outer variable `name` is read as a value, outside the handler or in a later run of it. */
export function isReadOutside(handler: Handler, name: string): boolean {
  const scope =
    declaringScope(handler.node, handler.node.getSourceFile(), name) ?? handler.node.getSourceFile();
  if (ts.isSourceFile(scope) && isExportedName(scope, name)) return true;
  return someReference(scope, name, (node) => !isInside(node, handler.node) && isRead(node));
}

const isExportedName = ({ statements }: ts.SourceFile, name: string): boolean =>
  statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some((d) => d.name.getText() === name && isExported(d)),
  );

/** `errors.push(e)` where `errors` is a list of this file that nobody reads. */
export function isUnreadList(call: ts.CallExpression | ts.NewExpression): boolean {
  const { expression } = call;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(expression)) return false;
  if (!/^(?:push|unshift|add|set)$/.test(expression.name.text)) return false;
  const list = expression.expression;
  if (!ts.isIdentifier(list)) return isFieldUnread(list);
  const declaration = resolve(list);
  if (!declaration || !ts.isVariableDeclaration(declaration) || !isNewCollection(declaration.initializer))
    return false;
  if (isExported(declaration)) return false;
  const scope = declaringScope(call, call.getSourceFile(), list.text) ?? call.getSourceFile();
  return !someReference(scope, list.text, (node) => node.parent !== declaration && isRead(node));
}

function isNewCollection(node: ts.Expression | undefined): boolean {
  if (!node) return false;
  if (ts.isAsExpression(node)) return isNewCollection(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  return ts.isNewExpression(node) && /^(?:Array|Map|Set)$/.test(node.expression.getText());
}

const isExported = (declaration: ts.VariableDeclaration): boolean => {
  const statement = declaration.parent.parent;
  return (
    ts.isVariableStatement(statement) &&
    (statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
};

/** `this.#lastError`, or a private field, that its class never reads. */
export function isFieldUnread(left: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(left) || left.expression.kind !== ts.SyntaxKind.ThisKeyword)
    return false;
  const owner = ts.findAncestor(left, ts.isClassLike);
  if (!owner || !isPrivate(owner, left.name)) return false;
  const name = left.name.text;
  return !someNode(
    owner,
    (node) =>
      (ts.isPropertyAccessExpression(node) && node.name.text === name && isRead(node)) ||
      (ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === name),
  );
}

function isPrivate(owner: ts.ClassLikeDeclaration, name: ts.MemberName): boolean {
  if (ts.isPrivateIdentifier(name)) return true;
  const field = owner.members.find((m) => m.name?.getText() === name.text);
  return (
    field !== undefined &&
    ts.isPropertyDeclaration(field) &&
    (field.modifiers?.some((m) => m.kind === ts.SyntaxKind.PrivateKeyword) ?? false)
  );
}

const someReference = (scope: ts.Node, name: string, accepts: (node: ts.Identifier) => boolean): boolean =>
  someNode(scope, (node) => ts.isIdentifier(node) && node.text === name && accepts(node));

const isInside = (node: ts.Node, outer: ts.Node): boolean => node.pos >= outer.pos && node.end <= outer.end;

/** Whether the value goes anywhere. */
function isRead(node: ts.Identifier | ts.PropertyAccessExpression): boolean {
  const { parent } = node;
  if (ts.isIdentifier(node) && !isUse(node)) return false;
  if (isAssignment(parent) && parent.left === node) {
    return (
      parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken && !ts.isExpressionStatement(parent.parent)
    );
  }
  return !isPresenceTest(node) && !isCount(node) && !isFill(node);
}

const isUse = (node: ts.Identifier): boolean =>
  isReference(node) || ts.isExportSpecifier(node.parent) || ts.isShorthandPropertyAssignment(node.parent);

/** `if (failure)`, `!failure`, `failure !== null`, `failure ? a : b`, `failure && a`; `failure || a` is the failure itself. */
function isPresenceTest(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isPresenceTest(parent);
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  if (kind === ts.SyntaxKind.BarBarToken) return isPresenceTest(parent);
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.left === node || isPresenceTest(parent);
  const other = parent.left === node ? parent.right : parent.left;
  const isNil = other.kind === ts.SyntaxKind.NullKeyword || other.getText() === "undefined";
  return (
    isNil &&
    (kind === ts.SyntaxKind.EqualsEqualsToken ||
      kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
      kind === ts.SyntaxKind.ExclamationEqualsToken ||
      kind === ts.SyntaxKind.ExclamationEqualsEqualsToken)
  );
}

/** `errors.length`, `errors.size` */
function isCount({ parent }: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(parent) && /^(?:length|size)$/.test(parent.name.text);
}

/** `errors.push(e)` */
function isFill({ parent }: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(parent) &&
    /^(?:push|unshift|add|set|clear)$/.test(parent.name.text) &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.expression === parent &&
    ts.isExpressionStatement(parent.parent.parent)
  );
}
