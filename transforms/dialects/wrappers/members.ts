import { ts } from "../../syntax/ts.ts";
import type { Role } from "../dialect.ts";

export type Owner = ts.ClassLikeDeclaration | ts.ObjectLiteralExpression;

export type Member = { readonly name: string; readonly value: ts.Expression | ts.MethodDeclaration };

/** The methods of a class or object that others can call; with `hidden`, private ones as well. */
export function memberFunctions(owner: Owner, hidden = false): readonly Member[] {
  if (ts.isClassLike(owner))
    return owner.members.flatMap((m) => (hidden || !isHidden(m) ? (ofMember(m) ?? []) : []));
  return owner.properties.flatMap((p): readonly Member[] => {
    if (ts.isMethodDeclaration(p)) return [{ name: p.name.getText(), value: p }];
    if (ts.isShorthandPropertyAssignment(p)) return [{ name: p.name.text, value: p.name }];
    return ts.isPropertyAssignment(p) && isKey(p.name) ? [{ name: p.name.text, value: p.initializer }] : [];
  });
}

function ofMember(member: ts.ClassElement): Member | undefined {
  if (!member.name) return undefined;
  const name = member.name.getText();
  if (ts.isMethodDeclaration(member)) return member.body && { name, value: member };
  const { initializer } = member as ts.PropertyDeclaration;
  return ts.isPropertyDeclaration(member) && initializer ? { name, value: initializer } : undefined;
}

const isKey = (name: ts.PropertyName): name is ts.Identifier | ts.StringLiteral =>
  ts.isIdentifier(name) || ts.isStringLiteral(name);

function isHidden(member: ts.ClassElement): boolean {
  const isPrivate =
    ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
  return isPrivate !== 0 || (member.name !== undefined && ts.isPrivateIdentifier(member.name));
}

/** The class or object that `this`, or the class's own name, is at `node`. */
export function ownerOf(node: ts.Expression): Owner | undefined {
  const isThis = node.kind === ts.SyntaxKind.ThisKeyword;
  if (!isThis && !ts.isIdentifier(node)) return undefined;
  for (let at: ts.Node = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassLike(at) && (isThis || at.name?.text === (node as ts.Identifier).text)) return at;
    if (!ts.isObjectLiteralExpression(at)) continue;
    const { parent } = at;
    const isNamed =
      ts.isVariableDeclaration(parent) && ts.isIdentifier(node) && parent.name.getText() === node.text;
    if (isThis || isNamed) return at;
  }
  return undefined;
}

const isStatic = (member: ts.ClassElement): boolean =>
  (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;

/** Static methods that give an instance: `AppLogger.getInstance()`, `Log.for("rag")`. */
export function staticMakers(owner: ts.ClassLikeDeclaration): readonly string[] {
  return owner.members.flatMap((m) => {
    if (!ts.isMethodDeclaration(m) || !m.body || !isStatic(m)) return [];
    const isTyped = m.type !== undefined && isOf(m.type.getText(), owner);
    return isTyped || (!m.type && returnsInstance(m.body, owner)) ? [m.name.getText()] : [];
  });
}

function returnsInstance(body: ts.Block, owner: ts.ClassLikeDeclaration): boolean {
  const fields = Object.keys(staticInstances(owner));
  const last = body.statements.at(-1);
  const value = last && ts.isReturnStatement(last) ? last.expression : undefined;
  if (!value) return false;
  if (ts.isNewExpression(value))
    return isOf(value.expression.getText(), owner) || value.expression.getText() === "this";
  return ts.isPropertyAccessExpression(value) && fields.includes(value.name.getText());
}

/** Static fields that hold an instance: `AppLogger.instance`. */
export function staticInstances(owner: ts.ClassLikeDeclaration): Readonly<Record<string, readonly Role[]>> {
  const fields = owner.members.flatMap((m) => {
    if (!ts.isPropertyDeclaration(m) || !isStatic(m)) return [];
    const made = m.initializer && ts.isNewExpression(m.initializer) ? m.initializer.expression.getText() : "";
    const isInstance =
      (m.type && isOf(m.type.getText(), owner)) || isOf(made, owner) || INSTANCE.test(m.name.getText());
    return isInstance ? [[m.name.getText(), ["logger"]] as const] : [];
  });
  return Object.fromEntries(fields);
}

const INSTANCE = /^#?_?instance$/i;

const isOf = (type: string, { name }: ts.ClassLikeDeclaration): boolean =>
  name !== undefined && type.split(/[^\w$]+/).includes(name.text);
