import { bare } from "../../syntax/purity.ts";
import type { Resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";

/** The error that an expression is or is made from; undefined where it is about none. */
export type ErrorOf = (node: ts.Expression) => ts.Expression | undefined;

/**
 * Tells errors by what binds them (`catch (e)`, `.catch((e) => …)`, `.on("error", (e) => …)`) and by name
 * (`err`, `lastError`, `result.error`), through what usually stands around them:
 *
 *   err.message   String(err)   `${err}`   toError(err)   e instanceof Error ? e.message : String(e)
 */
export function createErrorOf(resolve: Resolve): ErrorOf {
  const of: ErrorOf = (expression) => {
    const node = bare(expression);
    if (ts.isIdentifier(node)) return isError(node) ? node : undefined;
    if (ts.isPropertyAccessExpression(node)) return property(node);
    if (ts.isCallExpression(node)) return call(node);
    if (ts.isConditionalExpression(node)) return same(of(node.whenTrue), of(node.whenFalse), node);
    if (ts.isTemplateExpression(node)) return template(node);
    if (ts.isBinaryExpression(node) && CHOICE.has(node.operatorToken.kind)) return of(node.left);
    return undefined;
  };

  const isError = (node: ts.Identifier): boolean => {
    const declaration = resolve(node);
    if (declaration && bindsError(declaration)) return true;
    if (/^_?e$/.test(node.text)) return declaration !== undefined && ts.isVariableDeclaration(declaration);
    return isErrorName(node.text) && (!declaration || canBeError(declaration));
  };

  const property = (node: ts.PropertyAccessExpression): ts.Expression | undefined => {
    const name = node.name.text.replace(/^#/, "");
    if (/^(message|stack|toString)$/.test(name)) return of(node.expression);
    return isErrorName(name) && !AMBIGUOUS.test(name) ? node : undefined;
  };

  /** `String(err)`, `err.toString()`, `inspect(err)`, `JSON.stringify(err)`, `getErrorMessage(err)`. */
  const call = (node: ts.CallExpression): ts.Expression | undefined => {
    const callee = bare(node.expression);
    const [first] = node.arguments;
    if (ts.isPropertyAccessExpression(callee) && callee.name.text === "toString")
      return of(callee.expression);
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    if (!first || ts.isSpreadElement(first) || !ts.isIdentifier(name)) return undefined;
    const shows = /^(String|inspect|stringify)$/.test(name.text) || /err|exception/i.test(name.text);
    return shows ? of(first) : undefined;
  };

  /** Both sides tell the same error, or one of them is only a replacement: `"unknown"`. */
  const same = (
    a: ts.Expression | undefined,
    b: ts.Expression | undefined,
    { whenTrue, whenFalse }: ts.ConditionalExpression,
  ): ts.Expression | undefined => {
    if (a && b) return a.getText() === b.getText() ? a : undefined;
    if (a && isReplacement(whenFalse)) return a;
    return b && isReplacement(whenTrue) ? b : undefined;
  };

  const template = ({
    head,
    templateSpans: [span, more],
  }: ts.TemplateExpression): ts.Expression | undefined =>
    span && !more && `${head.text}${span.literal.text}`.trim() === "" ? of(span.expression) : undefined;
  return of;
}

const isReplacement = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) ||
  node.kind === ts.SyntaxKind.NullKeyword ||
  (ts.isIdentifier(node) && node.text === "undefined");

const CHOICE: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Properties so called are something else as often. */
const AMBIGUOUS = /^_?(e|ex|cause|reason)$/;

function isErrorName(name: string): boolean {
  if (/^(is|has|no|should|on|throw|throws|ignore|handle|with|show|format|to|get)[A-Z]/.test(name))
    return false;
  return /^_*(err|error|exc|exception|e|ex|cause)\d?_*$|^[a-z_]\w*(Error|Err|Exception)\d?$/.test(name);
}

/** `catch (e)`, `.catch((e) => …)`, `.then(ok, (e) => …)`, `.on("error", (e) => …)`. */
function bindsError(declaration: ts.Declaration): boolean {
  if (ts.isVariableDeclaration(declaration)) return ts.isCatchClause(declaration.parent);
  if (!ts.isParameter(declaration)) return false;
  const fn = declaration.parent;
  if (fn.parameters[0] !== declaration || !ts.isCallExpression(fn.parent)) return false;
  const { expression: callee, arguments: args } = fn.parent;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
  const at = args.indexOf(fn as ts.Expression as never);
  if (name === "catch" || name === "catchError") return at === 0;
  if (name === "then" || name === "subscribe") return at === 1;
  const [event] = args;
  const isEvent = /^(on|once|addListener|addEventListener)$/.test(name) && event && ts.isStringLiteral(event);
  return isEvent ? at === 1 && /^(error|uncaughtException|unhandledRejection)$/.test(event.text) : false;
}

/** Whether what a name like `error` is declared as may hold an error: no text, class, enum or function does. */
function canBeError(declaration: ts.Declaration): boolean {
  if (ts.isParameter(declaration)) {
    return !(declaration.type && SIMPLE_TYPES.has(declaration.type.kind));
  }
  if (ts.isBindingElement(declaration)) return true;
  if (!ts.isVariableDeclaration(declaration)) return false;
  const { initializer, type } = declaration;
  if (type && SIMPLE_TYPES.has(type.kind)) return false;
  const isText = initializer && (ts.isStringLiteralLike(initializer) || ts.isTemplateExpression(initializer));
  return !isText && !(initializer && (ts.isFunctionLike(initializer) || ts.isNumericLiteral(initializer)));
}

const SIMPLE_TYPES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.BooleanKeyword,
]);
