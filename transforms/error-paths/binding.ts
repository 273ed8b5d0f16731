import type { Edit, FileContext } from "../model.ts";
import { someNode } from "../syntax/nodes.ts";
import { ts } from "../syntax/ts.ts";
import { isAssignment } from "./facts.ts";
import type { Handler, HandlerFunction } from "./model.ts";
import { boundNames, isReference, isShadowed } from "./scope.ts";

/** How a line gets at the error, as source text, and the edits that give the error a name where it has none. */
export type ErrorFields = {
  /** An expression that is the error. */
  readonly error?: string | undefined;
  /** Members of an object that tell of it instead: `status: res.status`, `code`. */
  readonly data: readonly string[];
  readonly edits: readonly Edit[];
};

export type NoFields = { readonly code: string; readonly reason: string };

/**
 * The fields of a line at `places`. What the original binds is used as it is; a missing binding is added:
 *
 *   catch {        catch (backendError) {
 *   () => null     (backendError) => null
 */
export function errorFields(
  ctx: FileContext,
  handler: Handler,
  places: readonly ts.Node[],
): ErrorFields | NoFields {
  const { binding, node } = handler;
  if (!binding) {
    const name = freeName(ctx.names.error, node);
    if (handler.nullable) return UNBOUND;
    const edit = isBranch(node) ? undefined : addBinding(ctx, node, name);
    return edit ? { error: name, data: [], edits: [edit] } : THIS_PARAMETER;
  }
  const names = boundNames(binding);
  if (handler.kind === "http-not-ok") return { data: [`status: ${names[0]}.status`], edits: [] };
  if (handler.errorText) return { error: handler.errorText, data: [], edits: [] };
  if (names.some((name) => places.some((place) => isShadowed(place, around(node), name)))) return SHADOWED;
  if (names.some((name) => isReassigned(handler, name))) return REASSIGNED;
  if (ts.isIdentifier(binding)) return { error: errorText(handler, binding.text), data: [], edits: [] };
  return { data: names, edits: [] };
}

const isBranch = (node: Handler["node"]): node is ts.IfStatement | ts.ConditionalExpression =>
  ts.isIfStatement(node) || ts.isConditionalExpression(node);

/** What has the handler in it: the failure of `if (res.ok) return …; return undefined;` is behind the `if`. */
const around = (node: Handler["node"]): ts.Node => (isBranch(node) ? node.parent : node);

const UNBOUND: NoFields = {
  code: "unbound-callback-error",
  reason: "the callback does not take the error it is given; give it a parameter and look at it",
};
const THIS_PARAMETER: NoFields = {
  code: "this-parameter",
  reason: "the handler has only a `this` parameter; give it a parameter for the error",
};
const SHADOWED: NoFields = {
  code: "shadowed-error",
  reason: "the name of the error means something else where the path leaves; rename the inner variable",
};
const REASSIGNED: NoFields = {
  code: "reassigned-error",
  reason: "the error's variable is given another value in the handler; keep the error in a constant",
};

function errorText({ node }: Handler, name: string): string {
  return ts.isFunctionLike(node) && node.parameters[0]?.dotDotDotToken ? `${name}[0]` : name;
}

/** The reserved name, numbered where the handler uses an outer variable of that name. */
function freeName(wanted: string, node: ts.Node): string {
  let name = wanted;
  for (let n = 2; usesName(node, name); n++) name = `${wanted}${n}`;
  return name;
}

function addBinding(
  { file }: FileContext,
  node: ts.CatchClause | HandlerFunction,
  name: string,
): Edit | undefined {
  if (ts.isCatchClause(node)) {
    const keyword = node.getStart(file.ast) + "catch".length;
    return insertion(keyword, ` (${name})`);
  }
  if (node.parameters.length > 0) return undefined;
  const typed = /\.[cm]?tsx?$/.test(file.source.path);
  return insertion(node.parameters.pos, typed ? `${name}: unknown` : name);
}

const insertion = (at: number, text: string): Edit => ({
  start: at,
  end: at,
  text,
  side: "after",
  reason: "binding for the error",
});

/** Whether the variable is ever set to something that is not made of the error. */
function isReassigned({ body, node }: Handler, name: string): boolean {
  const visit = (at: ts.Node): boolean => {
    if (
      isAssignment(at) &&
      ts.isIdentifier(at.left) &&
      at.left.text === name &&
      !isShadowed(at, around(node), name)
    )
      return !usesName(at.right, name);
    return ts.forEachChild(at, (child) => visit(child) || undefined) ?? false;
  };
  return visit(body);
}

const usesName = (node: ts.Node, name: string): boolean =>
  someNode(node, (at) => ts.isIdentifier(at) && at.text === name && isReference(at));
