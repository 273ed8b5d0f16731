import { writtenNames } from "../../syntax/purity-writes.ts";
import type { Resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";

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

/** Only in its own function: what another function declares further down is there by the time this one runs, or not at all. */
function isDead(name: ts.Identifier, declaration: ts.Declaration | undefined): boolean {
  return (
    declaration !== undefined &&
    declaration.pos > name.pos &&
    (ts.isVariableDeclaration(declaration) || ts.isClassDeclaration(declaration)) &&
    ts.findAncestor(name, ts.isFunctionLike) === ts.findAncestor(declaration, ts.isFunctionLike)
  );
}
