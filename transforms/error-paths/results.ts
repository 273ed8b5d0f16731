import { ts } from "../syntax/ts.ts";
import { callKind } from "./calls.ts";

/** Whether a value is the answer to a client: `{ statusCode: 500, body: … }`, `Response.json(…)`, `json({ error }, { status: 500 })`. */
export function isAnswer(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isAsExpression(node))
    return isAnswer(node.expression);
  if (ts.isObjectLiteralExpression(node))
    return (
      hasKeys(node, ["statusCode", "body"]) ||
      hasKeys(node, ["status", "body"]) ||
      hasKeys(node, ["status", "jsonBody"])
    );
  if (ts.isNewExpression(node)) return callKind(node) === "client-answer";
  return ts.isCallExpression(node) && (callKind(node) === "client-answer" || isJsonAnswer(node));
}

/** `json({ error: e.message }, { status: 500 })`, as Remix and SvelteKit have it */
function isJsonAnswer({ expression, arguments: [, options] }: ts.CallExpression): boolean {
  if (!ts.isIdentifier(expression) || !/^(?:json|data|text)$/.test(expression.text)) return false;
  return options !== undefined && ts.isObjectLiteralExpression(options) && hasKeys(options, ["status"]);
}

/** What a model is given for a call of a tool: `{ isError: true, content: […] }`, `{ role: "tool", … }`. */
export function isToolResult(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isToolResult(node.expression);
  return (
    ts.isObjectLiteralExpression(node) &&
    (hasKeys(node, ["isError"]) || hasKeys(node, ["tool_call_id"]) || hasKeys(node, ["toolCallId"]))
  );
}

function hasKeys({ properties }: ts.ObjectLiteralExpression, keys: readonly string[]): boolean {
  const names = new Set(properties.map((p) => p.name?.getText().replaceAll(/["']/g, "")));
  return keys.every((key) => names.has(key));
}

/** `{ ok: false, … }`, `{ error: "…" }`, `{ status: "failed" }`, `err("…")`, `"failed"`: a result that says that it is a failure. */
export function isFailureResult(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node))
    return isFailureResult(node.expression);
  if (ts.isStringLiteralLike(node)) return FAILURE_WORD.test(node.text);
  if (ts.isCallExpression(node))
    return /^(?:err|fail|failure|left|error)$/i.test(node.expression.getText().split(".").at(-1) ?? "");
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some((p) => {
    const name = p.name?.getText().replaceAll(/["']/g, "") ?? "";
    if (/^(?:error|errors|isError|reason)$/.test(name)) return true;
    if (!ts.isPropertyAssignment(p)) return false;
    if (/^(?:ok|success)$/.test(name)) return p.initializer.kind === ts.SyntaxKind.FalseKeyword;
    return ts.isStringLiteralLike(p.initializer) && FAILURE_STATE.test(p.initializer.text);
  });
}

/** The state of something that failed, as a word: `"failed"`, `"ERROR"`. */
const FAILURE_STATE = /^(?:error(?:ed)?|fail(?:ed|ure)?|rejected|invalid)$/i;

/** A text that tells of a failure: its state, or `"Error: no answer"`, `"failed to load"`, `"could not be read"`. */
const FAILURE_WORD = /^(?:error|fail|reject|invalid)|\b(?:failed|error|could not|cannot|unable to)\b/i;
