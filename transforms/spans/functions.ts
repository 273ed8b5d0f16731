import { nodesOf } from "../syntax/nodes.ts";
import type { Ours } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";
import { type Binding, bindingOf } from "./bindings.ts";
import { routeName } from "./routes.ts";

export type FunctionWithBody = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

/** A function with a body that has a name, or a place of its own: what a span could be about. */
export type FoundFunction = {
  readonly node: FunctionWithBody;
  /** Undefined where it is computed. */
  readonly name: string | undefined;
} & (
  | { readonly kind: "constructor" | "accessor" | "callback" | "handler" | "declaration" }
  | { readonly kind: "method"; readonly owner: ts.ClassLikeDeclaration }
  | { readonly kind: "bound"; readonly binding: Binding }
);

/** All functions of a file in the order of its text. Anonymous callbacks, overload signatures and `declare` are no functions here. */
export function findFunctions(ast: ts.SourceFile, ours: Ours): readonly FoundFunction[] {
  const found: FoundFunction[] = [];
  for (const node of nodesOf(ast)) {
    const one = ts.isFunctionLike(node) && hasBody(node) ? describe(node, ours) : undefined;
    if (one) found.push(one);
  }
  return found;
}

function hasBody(node: ts.SignatureDeclaration): node is FunctionWithBody {
  return "body" in node && node.body !== undefined;
}

function describe(node: FunctionWithBody, ours: Ours): FoundFunction | undefined {
  if (ts.isConstructorDeclaration(node)) return { kind: "constructor", node, name: "constructor" };
  if (ts.isAccessor(node)) return { kind: "accessor", node, name: staticName(node.name) };
  if (ts.isFunctionDeclaration(node))
    return { kind: "declaration", node, name: node.name?.text ?? "default" };
  if (ts.isMethodDeclaration(node) && ts.isClassLike(node.parent)) {
    return { kind: "method", node, name: staticName(node.name), owner: node.parent };
  }
  const binding = bindingOf(node, ours);
  if (binding)
    return {
      kind: "bound",
      node,
      name: binding.path.includes("") ? undefined : binding.path.join("."),
      binding,
    };
  if (ts.isMethodDeclaration(node)) return { kind: "callback", node, name: staticName(node.name) };
  const route = routeName(node);
  if (route) return { kind: "handler", node, name: route };
  return ts.isFunctionExpression(node) && node.name
    ? { kind: "callback", node, name: node.name.text }
    : undefined;
}

/** The name as run time sees it; undefined for a computed one. */
export function staticName(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isPrivateIdentifier(name)
    ? name.text
    : undefined;
}
