import { resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import { branchOf, isReturned, sideOf, unnegated } from "./branch.ts";
import type { ErrorSite } from "./find.ts";

/** Calls whose result has `ok` and `status`, and does not throw when the answer is an error. */
const FETCHES = /\bfetch\w*\s*\(|\.(?:fetch|request)\w*\s*\(/i;

/** `if (!res.ok) return [];`: an answer that says "failed" is an error that nobody threw. */
export function findHttp(node: ts.Node): ErrorSite | undefined {
  const branch = branchOf(node);
  if (!branch || (ts.isConditionalExpression(node) && !isReturned(node))) return undefined;
  const failure = failedAnswer(branch.test);
  if (!failure || !isFetched(failure.response)) return undefined;
  const body = sideOf(branch, failure.negated);
  if (!body) return undefined;
  return {
    kind: "inline",
    handler: {
      kind: "http-not-ok",
      node: branch.node,
      body,
      binding: failure.response,
      nullable: false,
      leavesAtEnd: false,
      operation: undefined,
    },
  };
}

type Failure = { readonly response: ts.Identifier; readonly negated: boolean };

/** `res` of `!res.ok`, `res.ok === false`, `res.status >= 400` and `res.status !== 200`; `negated` where the test asks for success. */
function failedAnswer(written: ts.Expression): Failure | undefined {
  const { test, negated } = unnegated(written);
  const ok = partOf(test, /^ok$/);
  if (ok) return { response: ok, negated: !negated };
  if (!ts.isBinaryExpression(test)) return undefined;
  if (test.operatorToken.kind === ts.SyntaxKind.BarBarToken) return failedAnswer(test.left);
  const operator = test.operatorToken.getText();
  const compared = partOf(test.left, /^ok$/);
  if (compared && /^===?$/.test(operator))
    return { response: compared, negated: (test.right.kind === ts.SyntaxKind.FalseKeyword) === negated };
  const status = partOf(test.left, /^status(?:Code)?$/);
  if (!status || !ts.isNumericLiteral(test.right)) return undefined;
  const bound = Number(test.right.text);
  if (/^>=?$/.test(operator) && bound >= 299 && bound <= 400) return { response: status, negated };
  if (/^!==?$/.test(operator) && bound >= 200 && bound < 300) return { response: status, negated };
  return /^===?$/.test(operator) && bound === 200 ? { response: status, negated: !negated } : undefined;
}

function partOf(node: ts.Expression, name: RegExp): ts.Identifier | undefined {
  if (ts.isParenthesizedExpression(node)) return partOf(node.expression, name);
  if (!ts.isPropertyAccessExpression(node) || !name.test(node.name.text) || node.questionDotToken)
    return undefined;
  return ts.isIdentifier(node.expression) ? node.expression : undefined;
}

/** Whether a variable holds what a fetch gave: `const res = await fetch(…)`, `fetch(…).then((res) => …)`. */
function isFetched(response: ts.Identifier): boolean {
  const declaration = resolve(response);
  if (!declaration) return false;
  if (ts.isVariableDeclaration(declaration))
    return declaration.initializer !== undefined && FETCHES.test(declaration.initializer.getText());
  if (!ts.isParameter(declaration)) return false;
  const call = declaration.parent.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  return call.expression.name.text === "then" && FETCHES.test(call.expression.expression.getText());
}
