import { ts } from "../syntax/ts.ts";
import { calleeParts } from "./calls.ts";

/** Methods that send a function's text to another process, where our logger does not exist. */
const METHODS: ReadonlySet<string> = new Set([
  "evaluate",
  "evaluateHandle",
  "evaluateOnNewDocument",
  "evaluateAll",
  "addInitScript",
  "waitForFunction",
  "executeScript",
  "executeAsyncScript",
  "$eval",
  "$$eval",
]);
const RECEIVERS = /(?:page|frame|tab|browser|context|driver|worker|locator|handle|element|scripting)\w*$/i;

/** Whether a node is in a function that runs in a browser page or the like. */
export function runsElsewhere(node: ts.Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    if (!ts.isFunctionLike(at) || !ts.isCallExpression(at.parent)) continue;
    const { receiver, method } = calleeParts(at.parent.expression);
    if (METHODS.has(method) && (method.startsWith("$") || RECEIVERS.test(receiver))) return true;
  }
  return false;
}
