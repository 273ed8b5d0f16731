import { boundNames } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import type { Refusal } from "../dialect.ts";
import { USUAL_LEVELS } from "../tables/levels.ts";
import type { Wrappers } from "./derive.ts";
import { memberFunctions, type Owner } from "./members.ts";
import type { FunctionWithBody } from "./method.ts";
import { isLoggerByName } from "./names.ts";

const WRAPPER: Refusal = {
  code: "logger-wrapper",
  reason: "this is a logger's own method: what it is told is mirrored where it is called",
};

/**
 * `info(msg) { this.inner.info(msg) }`: what a wrapper is told is mirrored where it is called, so a mirror in here would
 * double each line. Only calls that pass a parameter on are meant. `configured` are methods that the configuration names.
 */
export function createWrapperRefusal(
  wrappers: Wrappers,
  configured: readonly string[],
): (call: ts.CallExpression) => Refusal | undefined {
  const levels = new Set([...Object.keys(USUAL_LEVELS), ...configured]);
  const known = new Map<ts.Node, boolean>();
  const isWrapper = (owner: Owner): boolean => {
    const seen =
      known.get(owner) ??
      (wrappers.ofOwner(owner) !== undefined || (isLoggerByName(owner) && hasLevel(owner, levels)));
    known.set(owner, seen);
    return seen;
  };
  const isPart = (fn: ts.SignatureDeclaration): boolean =>
    ("body" in fn && fn.body !== undefined && wrappers.ofFunction(fn as FunctionWithBody) !== undefined) ||
    wrappers.parts().has(fn);
  return (call) => {
    const around: ts.SignatureDeclaration[] = [];
    const passesOn = (): Refusal | undefined => {
      const names = givenIn(around);
      return call.arguments.some((arg) => mentions(arg, names)) ? WRAPPER : undefined;
    };
    for (let at: ts.Node = call; !ts.isSourceFile(at); at = at.parent) {
      if (ts.isFunctionLike(at)) {
        around.push(at);
        if (isPart(at)) return passesOn();
      }
      if ((ts.isClassLike(at) || ts.isObjectLiteralExpression(at)) && isWrapper(at)) return passesOn();
    }
    return undefined;
  };
}

/** Names that stand for something that functions are given, from the innermost function on. */
function givenIn(functions: readonly ts.SignatureDeclaration[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const fn of functions) {
    for (const p of fn.parameters) for (const name of boundNames(p.name)) names.add(name);
    for (const name of madeFrom(names, fn)) names.add(name);
  }
  return names;
}

/** Constants of a function that hold something of its parameters: `const line = format(message)`. */
function madeFrom(parameters: ReadonlySet<string>, fn: ts.SignatureDeclaration): readonly string[] {
  const body = "body" in fn && fn.body && ts.isBlock(fn.body) ? [...fn.body.statements] : [];
  const made = new Set(parameters);
  for (const statement of body.filter(ts.isVariableStatement)) {
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer && mentions(initializer, made)) for (const bound of boundNames(name)) made.add(bound);
  }
  return [...made];
}

const hasLevel = (owner: Owner, levels: ReadonlySet<string>): boolean =>
  memberFunctions(owner, true).some(({ name, value }) => levels.has(name) && ts.isFunctionLike(value));

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return names.has(node.text);
  return ts.forEachChild(node, (child) => mentions(child, names) || undefined) ?? false;
}
