import type { Resolve } from "../syntax/log-scope.ts";
import { writtenNames } from "../syntax/purity-writes.ts";
import { ts } from "../syntax/ts.ts";

/**
 * Names that a second reading could show with another value (`i` of `log(i++, i)`), or could not read at all: where the
 * original may not evaluate them, those declared further down.
 */
export function isUnstable(
  call: ts.CallExpression,
  safe: boolean,
  resolve: Resolve,
): (name: ts.Identifier) => boolean {
  const written = writtenNames(call);
  return (name) => written.has(name.text) || (safe && isDead(name, resolve(name)));
}

function isDead(name: ts.Identifier, declaration: ts.Declaration | undefined): boolean {
  return (
    declaration !== undefined &&
    declaration.pos > name.pos &&
    (ts.isVariableDeclaration(declaration) || ts.isClassDeclaration(declaration))
  );
}
