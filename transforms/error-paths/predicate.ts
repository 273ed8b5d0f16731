import { ts } from "../syntax/ts.ts";
import { methodCall } from "./handlers/inline.ts";
import type { Handler } from "./model.ts";

const PREDICATE_NAME =
  /^(?:is|has|can|should|exists|supports|check)(?:[A-Z_]|$)|Exists$|^(?:test|validate|verify)[A-Z]\w*$/;

/**
 * Whether failing is one of two answers:
 *
 *   try { …; return true } catch { return false }      access(path).then(() => true, () => false)
 *   try { …; found = true } catch { found = false }
 */
export function isBooleanPredicate({ body, operation, kind, node }: Handler): boolean {
  const answer = answerOf(body);
  if (!answer) return false;
  if (kind === "promise-catch") return operation !== undefined && resolvesToBoolean(operation);
  if (kind === "then-rejection") return isAnswering(node.parent, 0);
  if (kind !== "catch" || !operation || !ts.isBlock(operation)) return false;
  const last = operation.statements.at(-1);
  if (answer === "assigned") return last !== undefined && isBooleanAssignment(last);
  if (last && ts.isReturnStatement(last) && last.expression && isBoolean(last.expression)) return true;
  const owner = ts.findAncestor(node, ts.isFunctionLike);
  return owner !== undefined && (returnsBoolean(owner) || PREDICATE_NAME.test(nameOf(owner)));
}

/** `return false`, `false`, `found = false` and nothing else */
function answerOf(body: Handler["body"]): "returned" | "assigned" | undefined {
  if (ts.isExpression(body)) return isLiteral(body) ? "returned" : undefined;
  if (!ts.isBlock(body)) return undefined;
  const [only, more] = body.statements;
  if (!only || more) return undefined;
  if (ts.isReturnStatement(only))
    return only.expression && isLiteral(only.expression) ? "returned" : undefined;
  return isBooleanAssignment(only) ? "assigned" : undefined;
}

const isLiteral = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;

function isBooleanAssignment(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return false;
  const { operatorToken, right } = statement.expression;
  return operatorToken.kind === ts.SyntaxKind.EqualsToken && isLiteral(right);
}

/** Whether an expression is surely a yes or no: a comparison, `!x`, `res.ok`. */
function isBoolean(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isBoolean(node.expression);
  if (isLiteral(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isPropertyAccessExpression(node)) return /^ok$/.test(node.name.text);
  if (ts.isCallExpression(node))
    return /^(?:is(?:File|Directory|Array)?|test|has|includes|startsWith|endsWith|every|some|existsSync|Boolean)$/.test(
      node.expression.getText().split(".").at(-1) ?? "",
    );
  if (!ts.isBinaryExpression(node)) return false;
  const operator = node.operatorToken.getText();
  if (operator === "&&" || operator === "||") return isBoolean(node.left) && isBoolean(node.right);
  return /^(?:[=!]==?|[<>]=?|instanceof|in)$/.test(operator);
}

/** `….then(() => true)` */
function resolvesToBoolean(node: ts.Node): boolean {
  const call = ts.isParenthesizedExpression(node) ? node.expression : node;
  return methodCall(call)?.method === "then" && isAnswering(call, 0);
}

function isAnswering(call: ts.Node, index: number): boolean {
  const fn = ts.isCallExpression(call) ? call.arguments[index] : undefined;
  if (!fn || !(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn))) return false;
  if (ts.isExpression(fn.body)) return isBoolean(fn.body);
  const last = fn.body.statements.at(-1);
  return (
    last !== undefined &&
    ts.isReturnStatement(last) &&
    last.expression !== undefined &&
    isBoolean(last.expression)
  );
}

const returnsBoolean = ({ type }: ts.SignatureDeclaration): boolean =>
  type !== undefined &&
  (ts.isTypePredicateNode(type) || /^(?:boolean|Promise<boolean>)$/.test(type.getText()));

function nameOf(owner: ts.SignatureDeclaration): string {
  const { parent } = owner;
  const name =
    owner.name ??
    (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)
      ? parent.name
      : undefined);
  return name?.getText() ?? "";
}
