import type { ts } from "../syntax/ts.ts";
import { commentsAbout, hasTodo } from "./comments.ts";
import type { Handler } from "./model.ts";
import type { Policy } from "./policy.ts";
import { isBooleanPredicate } from "./predicate.ts";
import { isCleanup } from "./tolerance.ts";

/** Whether a handler may be silent: somebody says why closing may fail, or failing is one of two answers. */
export function isAllowed(handler: Handler, policy: Policy): boolean {
  if (policy.commentedCleanup === "handled" && isCommentedCleanup(handler)) return true;
  return policy.booleanPredicate === "handled" && isBooleanPredicate(handler);
}

function isCommentedCleanup(handler: Handler): boolean {
  return (
    isCleanup(handler) &&
    /[A-Za-z]{3}/.test(commentsAbout(handler)) &&
    !hasTodo(handler) &&
    isQuiet(handler.body)
  );
}

/** Whether nothing else depends on the handler: a process that ends here does. */
function isQuiet(body: ts.Node): boolean {
  return !/\bprocess\.(?:exit|abort)\b/.test(body.getText());
}
