import type { Edit, Parsed } from "../model.ts";
import type { ts } from "../syntax/ts.ts";

/*
 * Added code where only an expression can stand. What was there stays last, so value and type are its own:
 *
 *   ok && log("a")        ok && (backendLogger.info("a", …), log("a"))
 *   (e) => null           (e) => (backendLogger.error("…", …), null)
 */

/** `expression` → `(<code>, expression)` */
export function sequenceBefore(
  file: Parsed,
  expression: ts.Expression,
  code: string,
  reason: string,
): Edit[] {
  return wrap(file, expression, `(${code}, `, ")", reason);
}

/** `node` → `<open>node<close>` */
export function wrap(file: Parsed, node: ts.Node, open: string, close: string, reason: string): Edit[] {
  const start = node.getStart(file.ast);
  const end = node.getEnd();
  return [
    { start, end: start, text: open, side: "before", reason },
    { start: end, end, text: close, side: "after", reason },
  ];
}
