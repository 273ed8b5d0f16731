import type { Resolve } from "../syntax/log-scope.ts";
import { ts } from "../syntax/ts.ts";

/** Names that a second reading could show with another value, or could not read at all. */
export function isUnstable(
  call: ts.CallExpression,
  safe: boolean,
  resolve: Resolve,
): (name: ts.Identifier) => boolean {
  const written = writtenIn(call);
  return (name) => written.has(name.text) || (safe && isDead(name, resolve(name)));
}

/** Variables that the call itself changes: `i` of `log(i++, i)`. */
function writtenIn(call: ts.CallExpression): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (target: ts.Node): void => {
    if (ts.isIdentifier(target)) names.add(target.text);
    else if (!ts.isPropertyAccessExpression(target)) ts.forEachChild(target, add);
  };
  const visit = (node: ts.Node): void => {
    const steps = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
    if (steps && STEPS.has(node.operator)) add(node.operand);
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) add(node.left);
    ts.forEachChild(node, visit);
  };
  visit(call);
  return names;
}

const STEPS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusPlusToken,
  ts.SyntaxKind.MinusMinusToken,
]);

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** Whether a name is declared further down, so that reading it here may throw. */
function isDead(name: ts.Identifier, declaration: ts.Declaration | undefined): boolean {
  return (
    declaration !== undefined &&
    declaration.pos > name.pos &&
    (ts.isVariableDeclaration(declaration) || ts.isClassDeclaration(declaration))
  );
}
