import { ts } from "../syntax/ts.ts";
import { calleeName } from "./calls.ts";

/** Codes, names and texts of errors that callers provoke on purpose, so that meeting one is no surprise. */
const EXPECTED_CODES: ReadonlySet<string> = new Set([
  "ENOENT",
  "EEXIST",
  "ESRCH",
  "ENOTDIR",
  "ENOTEMPTY",
  "MODULE_NOT_FOUND",
  "ERR_MODULE_NOT_FOUND",
  "ABORT_ERR",
  "ERR_ABORTED",
  "ERR_CANCELED",
  "ERR_SERVER_NOT_RUNNING",
  "ERR_STREAM_PREMATURE_CLOSE",
  "AbortError",
  "CanceledError",
  "CancelledError",
  "NotFound",
  "NotFoundError",
  "NoSuchKey",
  "ResourceNotFoundException",
  "P2025",
]);

const EXPECTED_STATUS: ReadonlySet<string> = new Set(["304", "404", "410"]);

/** `isAbortError(e)`, `e instanceof NotFoundError`, `signal.aborted`, `FileNotFound`, `isExpectedError(e)` */
const EXPECTED_NAME =
  /(?<!un)expected|ignor(?:ed|able)|benign|abort|cancel+(?:l?ed|ation)|not_?found|no_?such|enoent|eexist|already_?exists/i;

/** `e.message.includes("no such file")` */
const EXPECTED_TEXT = /\babort|cancel+ed|not found|no such (?:file|key)|already exists|ENOENT|EEXIST/i;

const TEXT_TESTS: ReadonlySet<string> = new Set(["includes", "startsWith", "endsWith", "match", "test"]);

export type WhenExpected = { readonly yes: boolean; readonly no: boolean };

const NEVER: WhenExpected = { yes: false, no: false };
const WHEN_TRUE: WhenExpected = { yes: true, no: false };
const WHEN_FALSE: WhenExpected = { yes: false, no: true };

/**
 * On which side of a test the error is a recognised, expected one.
 * `isError` says whether an identifier holds the error or a part of it.
 */
export function whenExpected(test: ts.Expression, mentionsError: (node: ts.Node) => boolean): WhenExpected {
  if (isFlagOfAbort(test)) return WHEN_TRUE;
  if (!mentionsError(test)) return NEVER;
  if (ts.isBinaryExpression(test)) return ofComparison(test);
  if (ts.isCallExpression(test)) return isExpectedCall(test) ? WHEN_TRUE : NEVER;
  return NEVER;
}

/** `signal.aborted`, `this.cancelling`, `isCancelled` */
function isFlagOfAbort(test: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(test)
    ? test.name.text
    : ts.isIdentifier(test)
      ? test.text
      : undefined;
  return name !== undefined && /^(?:is)?(?:was)?_?(?:abort(?:ed|ing)|cancell?(?:ed|ing))$/i.test(name);
}

function ofComparison({ left, operatorToken, right }: ts.BinaryExpression): WhenExpected {
  switch (operatorToken.kind) {
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return isExpectedValue(left) || isExpectedValue(right) ? WHEN_TRUE : NEVER;
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return isExpectedValue(left) || isExpectedValue(right) ? WHEN_FALSE : NEVER;
    case ts.SyntaxKind.InstanceOfKeyword:
      return EXPECTED_NAME.test(right.getText()) ? WHEN_TRUE : NEVER;
    default:
      return NEVER;
  }
}

/** Whether a literal or constant names an expected error: `"ENOENT"`, `404`, `HttpStatus.NOT_FOUND`. */
export function isExpectedValue(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node)) return EXPECTED_CODES.has(node.text) || EXPECTED_STATUS.has(node.text);
  if (ts.isNumericLiteral(node)) return EXPECTED_STATUS.has(node.text);
  if (ts.isIdentifier(node)) return /^[A-Z][A-Z_]+$/.test(node.text) && EXPECTED_NAME.test(node.text);
  return ts.isPropertyAccessExpression(node) && EXPECTED_NAME.test(node.name.text);
}

function isExpectedCall(call: ts.CallExpression): boolean {
  const { expression } = call;
  const name = calleeName(expression);
  if (/^(?:is|was|has)/.test(name) && EXPECTED_NAME.test(name)) return true;
  if (!TEXT_TESTS.has(name)) return false;
  const operands = ts.isPropertyAccessExpression(expression)
    ? [expression.expression, ...call.arguments]
    : call.arguments;
  return operands.some(namesExpected);
}

function namesExpected(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node)) return EXPECTED_CODES.has(node.text) || EXPECTED_TEXT.test(node.text);
  if (ts.isRegularExpressionLiteral(node)) return EXPECTED_TEXT.test(node.text);
  return (
    ts.isArrayLiteralExpression(node) && node.elements.every(isExpectedValue) && node.elements.length > 0
  );
}
