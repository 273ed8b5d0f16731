import { ts } from "../syntax/ts.ts";
import { calleeName } from "./calls.ts";
import type { WhenExpected } from "./expected.ts";
import type { Facts } from "./facts.ts";

/*
 * Tests for one certain error, which somebody has thought about: `e.code === "P2002"`, `e instanceof QuotaError`.
 * Nothing is recognised by a test for the shape of errors (`instanceof Error`) or for trouble that always matters.
 */

const SHAPES =
  /^(?:Error|Object|TypeError|RangeError|AxiosError|HttpError|HTTPError|ApiError|APIError|RequestError|DOMException|FetchError|ErrorEvent|Response|BaseError|AppError|NodeJS\.ErrnoException)$/;

/** Trouble: what was asked for did not happen, and asking the same again may work or not. */
const TROUBLE =
  /time_?d?_?-?out|network|connection|ECONN(?!RESET)|ENET|EHOST|EAI_|ENOTFOUND|fetch failed|internal|fatal|unavailable|EACCES|EPERM|EIO|ENOSPC|EMFILE|BUSY|memory|unknown|unexpected|server ?error|corrupt|^5\d\d$/i;

const NEVER: WhenExpected = { yes: false, no: false };

/** On which side of a test the error is a certain one. */
export function whenRecognised(test: ts.Expression, carries: Facts["carries"]): WhenExpected {
  const over = whenOver(test);
  if (over) return over;
  if (ts.isCallExpression(test)) return { yes: isCertainCall(test, carries), no: false };
  if (!ts.isBinaryExpression(test)) return NEVER;
  const { left, operatorToken, right } = test;
  switch (operatorToken.kind) {
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return { yes: isComparison(left, right, carries), no: false };
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return { yes: false, no: isComparison(left, right, carries) };
    case ts.SyntaxKind.InstanceOfKeyword:
      return { yes: carries(left) && isCertainName(right.getText()), no: false };
    default:
      return NEVER;
  }
}

const OVER =
  /^(?:(?:is|was|has|had|already)?_?(?:settled|resolved|rejected|called|completed?|finished|done|ended|closed|closing|destroyed|disposed|stopped|stopping|unmounted|shutting_?down|exit(?:ed|ing)|terminated|timed_?out|responded|failed|errored|crashed)|(?:has|had)_?(?:fatal_?)?(?:error|failure))(?:Ref)?$/i;
const STILL_ON = /^(?:is|was|has)?_?(?:mounted|alive)(?:Ref)?$/i;

/** `if (!settle()) return;`: the first who comes is told that it is. */
const CLAIMS = /^(?:this\.#?)?_?(?:try_?)?(?:settle|finish|claim|complete)(?:Once)?$/i;

/** `if (settled) return;`, `if (mounted) …`: who would have to be told is gone, or was told already. */
function whenOver(test: ts.Expression): WhenExpected | undefined {
  if (ts.isCallExpression(test))
    return CLAIMS.test(test.expression.getText()) ? { yes: false, no: true } : undefined;
  const name = flagName(test);
  if (name === undefined) return undefined;
  if (OVER.test(name)) return { yes: true, no: false };
  return STILL_ON.test(name) ? { yes: false, no: true } : undefined;
}

function flagName(test: ts.Expression): string | undefined {
  if (ts.isIdentifier(test)) return test.text;
  if (!ts.isPropertyAccessExpression(test)) return undefined;
  return test.name.text === "current" ? flagName(test.expression) : test.name.text;
}

function isComparison(left: ts.Expression, right: ts.Expression, carries: Facts["carries"]): boolean {
  if (carries(left)) return isRecognisedValue(right) && !ts.isIdentifier(left);
  return carries(right) && isRecognisedValue(left);
}

/** A code, name or status that names one kind of error. */
export function isRecognisedValue(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node)) return node.text !== "" && isCertainName(node.text);
  if (ts.isNumericLiteral(node)) return isCertainName(node.text) && node.text !== "0";
  if (ts.isPropertyAccessExpression(node))
    return isCertainName(node.name.text) && /^[A-Z]/.test(node.getText());
  return ts.isIdentifier(node) && /^[A-Z][A-Z\d_]+$/.test(node.text) && isCertainName(node.text);
}

const isCertainName = (name: string): boolean => !SHAPES.test(name) && !TROUBLE.test(name);

const TEXT_TESTS: ReadonlySet<string> = new Set(["includes", "startsWith", "endsWith", "match", "test"]);

/** `isZodError(e)`, `e.message.includes("duplicate key")`, `["A", "B"].includes(e.code)` */
function isCertainCall(
  { expression, arguments: args }: ts.CallExpression,
  carries: Facts["carries"],
): boolean {
  const name = calleeName(expression);
  const receiver = ts.isPropertyAccessExpression(expression) ? expression.expression : undefined;
  const given = args.some((argument) => carries(argument));
  if (/^is[A-Z]\w*$/.test(name)) return given && isCertainPredicate(name);
  if (!TEXT_TESTS.has(name) || !receiver || !(given || carries(receiver))) return false;
  return [receiver, ...args].some(namesCertain);
}

function isCertainPredicate(name: string): boolean {
  return (
    !/^is(?:Native|Axios|Node|Http|Api|Fetch)?Error(?:Like)?$|^is(?:Object|String|Retry|Transient|Recover)/.test(
      name,
    ) && isCertainName(name)
  );
}

function namesCertain(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node)) return isRecognisedValue(node);
  if (ts.isRegularExpressionLiteral(node)) return isCertainName(node.text);
  return (
    ts.isArrayLiteralExpression(node) && node.elements.length > 0 && node.elements.every(isRecognisedValue)
  );
}
