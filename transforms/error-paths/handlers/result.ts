import { someNode } from "../../syntax/nodes.ts";
import { resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import { calleeName } from "../calls.ts";
import { isReference } from "../scope.ts";
import { branchOf, isReturned, sideOf, unnegated } from "./branch.ts";
import type { ErrorSite } from "./find.ts";

/** An error that came as a value: what holds it, and whether the test asks for success. */
type Failure = {
  readonly binding: ts.Identifier;
  readonly negated: boolean;
  readonly errorText: string | undefined;
};

const ERROR_NAME = /^_?(?:err|error|errors|\w+Err(?:or)?)$/;

/**
 * Errors that are returned instead of thrown, where somebody looks whether there is one:
 *
 *   const { data, error } = await query(); if (error) return [];      const [err, user] = await to(load()); if (err) …
 *   const parsed = schema.safeParse(text); if (!parsed.success) …      if (result.isErr()) …
 *
 * Out of scope: errors that are never asked for (see the rule `result-error`), and parameters but for those asked with
 * `isErr()` and its like.
 */
export function findResult(node: ts.Node): ErrorSite | undefined {
  const branch = branchOf(node);
  if (!branch || (ts.isConditionalExpression(node) && !isReturned(node))) return undefined;
  const failure = failureOf(branch.test);
  const body = failure && sideOf(branch, failure.negated);
  if (!failure || !body) return undefined;
  const uses = usesOf(failure, branch.node);
  if (uses.before) return undefined;
  return {
    kind: "inline",
    handler: {
      kind: "result-error",
      node: branch.node,
      body,
      binding: failure.binding,
      nullable: false,
      leavesAtEnd: !uses.after,
      operation: resolve(failure.binding),
      errorText: failure.errorText,
    },
  };
}

function failureOf(written: ts.Expression): Failure | undefined {
  const { test, negated } = unnegated(written);
  if (ts.isBinaryExpression(test)) return ofBinary(test, negated);
  if (ts.isIdentifier(test)) return ofVariable(test, negated);
  if (ts.isPropertyAccessExpression(test)) return ofProperty(test, negated);
  return ts.isCallExpression(test) ? ofCall(test, negated) : undefined;
}

function ofBinary(
  { left, operatorToken, right }: ts.BinaryExpression,
  negated: boolean,
): Failure | undefined {
  const operator = operatorToken.getText();
  if (operator === "||" && !negated) return failureOf(left);
  if (operator === "&&" && negated) return undefined;
  const isNil = right.kind === ts.SyntaxKind.NullKeyword || right.getText() === "undefined";
  const isFalse = right.kind === ts.SyntaxKind.FalseKeyword;
  const isTrue = right.kind === ts.SyntaxKind.TrueKeyword;
  const found = isNil || isFalse || isTrue ? failureOf(left) : undefined;
  if (!found) return undefined;
  const flips = (operator.startsWith("!") ? 1 : 0) + (isTrue ? 0 : 1) + (negated ? 1 : 0);
  return { ...found, negated: found.negated === (flips % 2 === 0) };
}

/** `error` of `const { data, error } = await …` and `err` of `const [err, user] = await …` */
function ofVariable(node: ts.Identifier, negated: boolean): Failure | undefined {
  const declaration = resolve(node);
  if (!declaration || !ts.isBindingElement(declaration) || !isResultPattern(declaration)) return undefined;
  return { binding: node, negated, errorText: node.text };
}

/** Whether an element of a pattern is the error of a result that a call gave. */
export function isResultPattern(element: ts.BindingElement): boolean {
  const owner = element.parent.parent;
  if (!ts.isVariableDeclaration(owner) || !callOf(owner.initializer)) return false;
  const name = ts.isObjectBindingPattern(element.parent)
    ? (element.propertyName ?? element.name)
    : element.name;
  return ERROR_NAME.test(name.getText());
}

/** The call that a value comes from, but for a hook's. */
function callOf(node: ts.Expression | undefined): ts.CallExpression | undefined {
  if (!node) return undefined;
  if (ts.isAwaitExpression(node)) return callOf(node.expression);
  if (!ts.isCallExpression(node)) return undefined;
  return /^use[A-Z]/.test(node.expression.getText().split(".").at(-1) ?? "") ? undefined : node;
}

/** `result.error`, `result.success`, `result.ok` */
function ofProperty(
  { expression, name }: ts.PropertyAccessExpression,
  negated: boolean,
): Failure | undefined {
  const call = ts.isIdentifier(expression) ? callBehind(expression) : undefined;
  if (!ts.isIdentifier(expression) || !call) return undefined;
  const errorText = `${expression.text}.error`;
  if (name.text === "error") return { binding: expression, negated, errorText };
  if (name.text !== "success" && !(name.text === "ok" && hasErrorPart(expression))) return undefined;
  // Of a result whose error has another name, or none, the whole of it tells what happened.
  const isNamed = isSchemaCheck(call) || readsError(expression);
  return { binding: expression, negated: !negated, errorText: isNamed ? errorText : undefined };
}

/** Whether the file reads `result.error` of the result anywhere. */
const hasErrorPart = ({ text, parent }: ts.Identifier): boolean =>
  new RegExp(`\\b${text.replaceAll("$", "\\$")}[!?]?\\.error\\b`).test(parent.getSourceFile().text);

/** Whether the function reads `result.error` of this very result. */
function readsError(result: ts.Identifier): boolean {
  const declaration = resolve(result);
  return someNode(
    ts.findAncestor(result, ts.isFunctionLike) ?? result.getSourceFile(),
    (node) =>
      ts.isPropertyAccessExpression(node) &&
      node.name.text === "error" &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === result.text &&
      resolve(node.expression) === declaration,
  );
}

/** `schema.safeParse(text)`, whose result of a failure has `error` (Zod, and those that took its interface over). */
const isSchemaCheck = ({ expression }: ts.CallExpression): boolean =>
  /^safe(?:Parse|Decode|Encode)(?:Async)?$/.test(calleeName(expression));

/** `result.isErr()`, `isErr(result)`, `result.isFailure()` */
function ofCall(
  { expression, arguments: [first] }: ts.CallExpression,
  negated: boolean,
): Failure | undefined {
  const method = calleeName(expression);
  if (ts.isIdentifier(expression) && isParameter(expression)) return undefined;
  const result = first ?? (ts.isPropertyAccessExpression(expression) ? expression.expression : undefined);
  if (!result || !ts.isIdentifier(result) || !(callBehind(result) || isParameter(result))) return undefined;
  const errorText = first ? undefined : `${result.text}.error`;
  if (/^is(?:Err|Failure|Left)$/.test(method)) return { binding: result, negated, errorText };
  return /^is(?:Ok|Success|Right)$/.test(method)
    ? { binding: result, negated: !negated, errorText }
    : undefined;
}

function isParameter(node: ts.Identifier): boolean {
  const declaration = resolve(node);
  return declaration !== undefined && ts.isParameter(declaration);
}

/** The call whose result a variable holds. */
function callBehind(node: ts.Identifier): ts.CallExpression | undefined {
  const declaration = resolve(node);
  return declaration && ts.isVariableDeclaration(declaration) ? callOf(declaration.initializer) : undefined;
}

/** Where else the function that declares the result looks at the error itself; what other functions do in it counts as before. */
function usesOf(
  { binding, errorText }: Failure,
  branch: ts.Node,
): { readonly before: boolean; readonly after: boolean } {
  const declared = resolve(binding);
  const scope = ts.findAncestor(declared ?? branch, ts.isFunctionLike) ?? branch.getSourceFile();
  const own = ts.findAncestor(branch, ts.isFunctionLike);
  const found = { before: false, after: false };
  const visit = (node: ts.Node): void => {
    if (node === branch) return;
    if (
      ts.isIdentifier(node) &&
      node.text === binding.text &&
      isReference(node) &&
      resolve(node) === declared &&
      isErrorUse(node, errorText)
    ) {
      const isBefore = node.pos < branch.pos || ts.findAncestor(node, ts.isFunctionLike) !== own;
      if (isBefore) found.before = true;
      else found.after = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return found;
}

/** Whether a mention of the variable gives its error to something: `log(error)`, `throw result.error`, `return result`. */
function isErrorUse(node: ts.Identifier, errorText: string | undefined): boolean {
  const value = ts.isNonNullExpression(node.parent) ? node.parent : node;
  const { parent } = value;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === value)
    return /^(?:error|err|issues|left|message)$/.test(parent.name.text) && !isTested(parent);
  if (ts.isBindingElement(parent) && parent.name === node) return false;
  return (
    (errorText === node.text || ts.isCallExpression(parent) || ts.isReturnStatement(parent)) &&
    !isTested(value)
  );
}

function isTested(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent)) return true;
  if (ts.isIfStatement(parent) || ts.isConditionalExpression(parent)) return true;
  if (ts.isParenthesizedExpression(parent)) return isTested(parent);
  return ts.isBinaryExpression(parent) && !/^(?:\?\?|=)$/.test(parent.operatorToken.getText());
}
