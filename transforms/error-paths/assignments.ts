import { ts } from "../syntax/ts.ts";
import type { Facts } from "./facts.ts";
import type { Handler } from "./model.ts";
import { isFieldUnread, isReadOutside } from "./reads.ts";
import { declaringScope } from "./scope.ts";
import { FLAG } from "./state.ts";

/** `lastError = e`, `this.error = e.message`: kept, if anyone ever looks. */
export function assignmentEffect(handler: Handler, facts: Facts, node: ts.BinaryExpression): number {
  if (!facts.carries(node.right)) return 0;
  const { left } = node;
  if (ts.isIdentifier(left)) {
    if (declaringScope(node, handler.node, left.text)) return FLAG.assigned;
    return FLAG.assigned | (isReadOutside(handler, left.text) ? FLAG.handedOn : 0);
  }
  if (isClientBody(left)) return 0;
  return facts.carries(left) || isLocal(handler, left) || isFieldUnread(left) ? 0 : FLAG.handedOn;
}

/** `ctx.body = …` answers the client, as `res.send(…)` does. */
function isClientBody(left: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(left) &&
    /^(?:(?:ctx|context|res|response)(?:\.response)?\.(?:body|message|statusMessage)|(?:context|ctx)\.res(?:ponse)?)$/.test(
      left.getText(),
    )
  );
}

/** `copy.message = …` on an object made in the handler: what becomes of the object decides. */
function isLocal(handler: Handler, left: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(left) || ts.isElementAccessExpression(left))
    return isLocal(handler, left.expression);
  if (!ts.isIdentifier(left)) return false;
  const scope = declaringScope(left, handler.node, left.text);
  return scope !== undefined && scope !== handler.node;
}
