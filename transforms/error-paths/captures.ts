import { ts } from "../syntax/ts.ts";
import type { Analysis } from "./classify.ts";
import { isAssignment } from "./facts.ts";
import { isFieldUnread, isReadOutside, isUnreadList } from "./reads.ts";
import { declaringScope } from "./scope.ts";

/** Whether the handler keeps the error where nobody looks: `lastError = e;`, `errors.push(e);` */
export function capturesUnread({ handler, facts }: Pick<Analysis, "handler" | "facts">): boolean {
  const visit = (node: ts.Node): boolean => {
    if (isAssignment(node) && facts.carries(node.right) && isKeptUnread(node.left)) return true;
    if (ts.isCallExpression(node) && node.arguments.some(facts.carries) && isUnreadList(node)) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  const isKeptUnread = (left: ts.Expression): boolean => {
    if (!ts.isIdentifier(left)) return isFieldUnread(left);
    return declaringScope(left, handler.node, left.text) === undefined && !isReadOutside(handler, left.text);
  };
  return visit(handler.body);
}
