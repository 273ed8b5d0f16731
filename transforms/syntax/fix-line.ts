import { FIX_MARK } from "../target.ts";
import { ts } from "./ts.ts";

/*
 * What a line of `lint --fix` says. The words tell a reader of the log that somebody caught the error, and they tell
 * `revert` that the line is one of ours: whoever words it anew makes it their own.
 *
 *   logger.error({ err: error, id }, "ReactAgent.recall failed (handled here)");
 */

export const fixMessage = (name: string, isQuiet: boolean): string =>
  `${name} ${isQuiet ? "failed as expected" : "failed"}${FIX_MARK}`;

const MESSAGE = /^[\w$#.]+ failed(?: as expected)? \(handled here\)$/;

/** Whether a node is a call that `lint --fix` added, in whatever logger's words. */
export function isFixLine(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.arguments.some((argument) => ts.isStringLiteral(argument) && MESSAGE.test(argument.text))
  );
}
