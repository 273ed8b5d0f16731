import { ts } from "../../syntax/ts.ts";
import type { Refusal } from "../dialect.ts";
import { isLoggerName } from "../tables/generic.ts";
import { USUAL_LEVELS } from "../tables/levels.ts";

const WRAPPER: Refusal = {
  code: "logger-wrapper",
  reason: "this is a logger's own method: what it is told is mirrored where it is called",
};

/**
 * `info(msg) { this.inner.info(msg) }` in a class or object that is a logger by name: its callers' lines are mirrored
 * where they call it, so a mirror in here would double each. Only calls that pass a parameter on are meant, and
 * `levels` are the methods whose calls are recognised. A wrapper that is a bare function (`logInfo(msg)`) has callers
 * that are not recognised, so its own lines are mirrored.
 */
export function createWrapperRefusal(
  configured: readonly string[],
): (call: ts.CallExpression) => Refusal | undefined {
  const levels = new Set([...Object.keys(USUAL_LEVELS), ...configured]);
  const known = new Map<ts.Node, boolean>();
  const isWrapper = (owner: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression): boolean => {
    const seen = known.get(owner) ?? (isLoggerByName(owner) && hasLevel(owner, levels));
    known.set(owner, seen);
    return seen;
  };
  return (call) => {
    const parameters = new Set<string>();
    for (let at: ts.Node = call; !ts.isSourceFile(at); at = at.parent) {
      if (ts.isFunctionLike(at))
        for (const p of at.parameters) for (const name of bound(p.name)) parameters.add(name);
      if (!(ts.isClassLike(at) || ts.isObjectLiteralExpression(at)) || !isWrapper(at)) continue;
      return call.arguments.some((arg) => mentions(arg, parameters)) ? WRAPPER : undefined;
    }
    return undefined;
  };
}

function hasLevel(
  owner: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression,
  levels: ReadonlySet<string>,
): boolean {
  const members: readonly (ts.ClassElement | ts.ObjectLiteralElementLike)[] = ts.isClassLike(owner)
    ? owner.members
    : owner.properties;
  return members.some(
    (m) => m.name !== undefined && ts.isIdentifier(m.name) && levels.has(m.name.text) && isMethod(m),
  );
}

const isMethod = (member: ts.Node): boolean =>
  ts.isMethodDeclaration(member) ||
  ((ts.isPropertyAssignment(member) || ts.isPropertyDeclaration(member)) &&
    member.initializer !== undefined &&
    ts.isFunctionLike(member.initializer));

/** A class, a constant that holds the object, or the function that returns it, called like a logger. */
function isLoggerByName(owner: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression): boolean {
  if (ts.isClassLike(owner))
    return owner.name !== undefined && /(?:Log|Logger(?:Service)?)$/.test(owner.name.text);
  const { parent } = owner;
  if (ts.isReturnStatement(parent) || ts.isParenthesizedExpression(parent)) {
    const maker = ts.findAncestor(parent, ts.isFunctionLike);
    const name =
      maker?.name ?? (maker && ts.isVariableDeclaration(maker.parent) ? maker.parent.name : undefined);
    return name !== undefined && ts.isIdentifier(name) && /log(?:ger)?$/i.test(name.text);
  }
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && isLoggerName(parent.name.text);
}

const bound = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((e) => (ts.isBindingElement(e) ? bound(e.name) : []));

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return names.has(node.text);
  return ts.forEachChild(node, (child) => mentions(child, names) || undefined) ?? false;
}
