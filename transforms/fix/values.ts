import { isShadowed } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";

/** How many values a line takes along. */
const MOST = 3;

/** Names of small values that say which one failed. */
const TELLING =
  /^(?:id|ids|name|path|file|index|attempt|count|status|type|kind|method|model|topic|queue|step|uuid)$|(?:Id|ID|Ids|_id|Path|_path|FileName|Index|Attempt|Count|Status|Type|Kind|Model|Topic|Queue|Step)$/;

/** A legacy logger redacts nothing, so what may be a person's or a secret stays out. */
const PRIVATE =
  /pass|secret|token|credential|auth|cred|session|cookie|user|customer|person|member|email|phone|api_?key|private/i;

const PRIMITIVE =
  /^(?:string|number|boolean|bigint)(?:\s*\|\s*(?:string|number|boolean|bigint|null|undefined))*$/;

/**
 * The values around a handler that are read without any effect and that say what failed: parameters of the function,
 * and constants before the handler, with a telling name and, where there is a type, a primitive one.
 */
export function valuesAt(handler: ts.Node, places: readonly ts.Node[]): readonly string[] {
  const names: string[] = [];
  const add = (name: ts.BindingName, type: ts.TypeNode | undefined, scope: ts.Node): void => {
    if (!ts.isIdentifier(name) || !TELLING.test(name.text) || PRIVATE.test(name.text)) return;
    if (type && !PRIMITIVE.test(type.getText())) return;
    if (names.includes(name.text) || places.some((place) => isShadowed(place, scope, name.text))) return;
    names.push(name.text);
  };
  for (let at = handler; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isBlock(parent)) addConstants(parent, at, add);
    if (ts.isFunctionLike(parent)) {
      for (const { name, type } of parent.parameters) add(name, type, parent);
      break;
    }
  }
  return names.slice(0, MOST);
}

type Add = (name: ts.BindingName, type: ts.TypeNode | undefined, scope: ts.Node) => void;

/** Constants of primitive values that stand before a statement in its block. */
function addConstants(block: ts.Block, until: ts.Node, add: Add): void {
  for (const statement of block.statements) {
    if (statement === until) return;
    if (!ts.isVariableStatement(statement)) continue;
    const { declarations, flags } = statement.declarationList;
    if ((flags & ts.NodeFlags.Const) === 0) continue;
    for (const { name, type, initializer } of declarations)
      if (type || (initializer && isPrimitive(initializer))) add(name, type, block);
  }
}

const isPrimitive = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  ts.isNumericLiteral(node) ||
  (ts.isCallExpression(node) &&
    /^(?:(?:crypto\.)?randomUUID|nanoid|(?:path\.)?(?:join|resolve))$/.test(node.expression.getText()));
