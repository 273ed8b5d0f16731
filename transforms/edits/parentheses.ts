import { ts } from "../syntax/ts.ts";

/**
 * Whether `inner`, put back where `outer` stands around it, needs parentheses. What this tool wrapped never does, but a
 * formatter takes away those that our own made redundant:
 *
 *   () => ({ ok: false })   →   () => (ours, ({ ok: false }))   →   () => (ours, { ok: false })
 */
export function needsParentheses(inner: ts.Expression, outer: ts.Node): boolean {
  if (ts.isParenthesizedExpression(inner) || ts.isParenthesizedExpression(outer.parent)) return false;
  return startsOtherwise(inner, outer) || level(inner) < required(outer) || mixesNullish(inner, outer);
}

/** A statement or an arrow's body that would be read as a block, a function or a class. */
function startsOtherwise(inner: ts.Expression, outer: ts.Node): boolean {
  const start = outer.getStart();
  let at = outer;
  while (ts.isExpression(at.parent) && !ts.isArrowFunction(at.parent) && at.parent.getStart() === start)
    at = at.parent;
  const first = inner.getText();
  if (ts.isArrowFunction(at.parent)) return at.parent.body === at && first.startsWith("{");
  const isNamed = /^(?:async\s+function|function|class)\b/.test(first);
  if (ts.isExportAssignment(at.parent)) return isNamed;
  return ts.isExpressionStatement(at.parent) && (isNamed || /^(?:\{|let\s*\[)/.test(first));
}

const ASSIGNMENT = 1;
const CONDITIONAL = 2;
const UNARY = 16;
const CALL = 18;

/** Binary operators from the loosest to the tightest. */
const OPERATORS: readonly (readonly string[])[] = [
  ["??", "||"],
  ["&&"],
  ["|"],
  ["^"],
  ["&"],
  ["==", "!=", "===", "!=="],
  ["<", ">", "<=", ">=", "instanceof", "in"],
  ["<<", ">>", ">>>"],
  ["+", "-"],
  ["*", "/", "%"],
  ["**"],
];
const LEVELS: ReadonlyMap<string, number> = new Map(
  OPERATORS.flatMap((operators, n) => operators.map((operator) => [operator, n + CONDITIONAL + 1] as const)),
);
const RELATIONAL = LEVELS.get("in") ?? 0;

/** How tightly an expression holds together: 0 for a sequence. */
function level(node: ts.Expression): number {
  if (ts.isBinaryExpression(node)) return operatorLevel(node);
  if (ts.isArrowFunction(node) || ts.isYieldExpression(node)) return ASSIGNMENT;
  if (ts.isConditionalExpression(node)) return CONDITIONAL;
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return RELATIONAL;
  return isUnary(node) ? UNARY : CALL + 1;
}

function operatorLevel({ operatorToken: { kind } }: ts.BinaryExpression): number {
  if (kind === ts.SyntaxKind.CommaToken) return 0;
  return LEVELS.get(ts.tokenToString(kind) ?? "") ?? ASSIGNMENT;
}

const isUnary = (node: ts.Node): boolean =>
  ts.isPrefixUnaryExpression(node) ||
  ts.isAwaitExpression(node) ||
  ts.isTypeOfExpression(node) ||
  ts.isVoidExpression(node) ||
  ts.isDeleteExpression(node) ||
  ts.isTypeAssertionExpression(node);

/** How tight the place of a node wants it. */
function required(outer: ts.Node): number {
  const { parent } = outer;
  if (ts.isBinaryExpression(parent)) {
    const own = operatorLevel(parent);
    return own > ASSIGNMENT && parent.right === outer ? own + 1 : own;
  }
  if (ts.isConditionalExpression(parent)) return parent.condition === outer ? CONDITIONAL + 1 : ASSIGNMENT;
  if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) return RELATIONAL;
  if (isUnary(parent)) return UNARY;
  if (isHead(parent, outer)) return CALL;
  return TAKES_SEQUENCE.has(parent.kind) ? 0 : ASSIGNMENT;
}

/** `outer` of `outer.x`, `outer()`, `outer!`, `extends outer`. */
function isHead(parent: ts.Node, outer: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(parent)) return parent.tag === outer;
  if (ts.isPostfixUnaryExpression(parent) || ts.isExpressionWithTypeArguments(parent)) return true;
  const hasHead =
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isCallExpression(parent) ||
    ts.isNewExpression(parent) ||
    ts.isNonNullExpression(parent);
  return hasHead && parent.expression === outer;
}

const TAKES_SEQUENCE: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.TemplateSpan,
  ts.SyntaxKind.ElementAccessExpression,
]);

/** `a ?? (b || c)`: the two may not stand side by side. */
function mixesNullish(inner: ts.Expression, { parent }: ts.Node): boolean {
  if (!ts.isBinaryExpression(inner) || !ts.isBinaryExpression(parent)) return false;
  const kinds = [inner.operatorToken.kind, parent.operatorToken.kind];
  return (
    kinds.includes(ts.SyntaxKind.QuestionQuestionToken) &&
    (kinds.includes(ts.SyntaxKind.BarBarToken) || kinds.includes(ts.SyntaxKind.AmpersandAmpersandToken))
  );
}
