import { bare } from "../../syntax/purity.ts";
import { unwrapped } from "../../syntax/purity-wrappers.ts";
import { isAssignment, isStep } from "../../syntax/purity-writes.ts";
import { ts } from "../../syntax/ts.ts";

/** A name for a value: `c` of `a.b.c`, `#a` without its sign, the name inside `String(a)` and `a ?? b`. */
export function labelOf(expression: ts.Expression): string | undefined {
  const node = bare(expression);
  if (ts.isIdentifier(node)) return node.text === "undefined" ? undefined : node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text.replace(/^#/, "");
  if (ts.isElementAccessExpression(node)) {
    return ts.isStringLiteral(node.argumentExpression) ? node.argumentExpression.text : undefined;
  }
  if (ts.isBinaryExpression(node))
    return CHOICE.has(node.operatorToken.kind) ? labelOf(node.left) : undefined;
  if (ts.isArrayLiteralExpression(node)) {
    const [only, more] = node.elements;
    return only && !more && ts.isSpreadElement(only) ? labelOf(only.expression) : undefined;
  }
  const inner = ts.isCallExpression(node) ? unwrapped(node) : undefined;
  return inner && labelOf(inner);
}

const CHOICE: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Gives each value a key of its own: `c`, then `b_c`, then `c2`. */
export function createKeys(): (wanted: string | undefined, value?: ts.Expression) => string {
  const taken = new Set<string>();
  return (wanted, value) => {
    const base = wanted === undefined || wanted === "__proto__" ? "value" : wanted;
    const owner = value && ownerOf(bare(value));
    const candidates = [base, ...(owner ? [`${owner}_${base}`] : [])];
    let key = candidates.find((c) => !taken.has(c));
    for (let n = 2; key === undefined; n++) if (!taken.has(`${base}${n}`)) key = `${base}${n}`;
    taken.add(key);
    return key;
  };
}

const ownerOf = (node: ts.Expression): string | undefined =>
  ts.isPropertyAccessExpression(node) ? labelOf(node.expression) : undefined;

/** A property of an object literal: shorthand where key and value read the same. */
export function propertyText(key: string, value: string): string {
  if (key === value) return key;
  return `${/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key)}: ${value}`;
}

/** What was left out, for the report: `took (call)`. */
export function leftOutLabel(node: ts.Node, key?: string): string {
  const { name, kind } = describe(node);
  const label = key ?? name;
  return label ? `${label} (${kind})` : kind;
}

type Description = { readonly name?: string | undefined; readonly kind: string };

function describe(node: ts.Node): Description {
  if (ts.isPropertyAssignment(node))
    return { ...describe(bare(node.initializer)), name: node.name.getText() };
  if (ts.isMethodDeclaration(node)) return { name: node.name.getText(), kind: "function" };
  if (ts.isAccessor(node)) return { name: node.name.getText(), kind: "accessor" };
  if (ts.isSpreadAssignment(node) || ts.isSpreadElement(node)) {
    return { name: `...${labelOf(node.expression) ?? ""}`, kind: "spread" };
  }
  if (!ts.isExpression(node)) return { kind: "expression" };
  const value = impurePart(bare(node));
  if (isStep(value)) return { name: value.operand.getText(), kind: "assignment" };
  if (ts.isAwaitExpression(value)) return { name: describe(bare(value.expression)).name, kind: "await" };
  if (ts.isYieldExpression(value)) return { kind: "yield" };
  if (ts.isCallExpression(value)) return { name: labelOf(value.expression), kind: "call" };
  if (ts.isNewExpression(value)) return { name: labelOf(value.expression), kind: "new" };
  if (ts.isFunctionLike(value) || ts.isClassExpression(value)) return { kind: "function" };
  if (ts.isPropertyAccessExpression(value)) return { name: labelOf(value), kind: ofBase(value.expression) };
  if (ts.isIdentifier(value)) return { name: value.text, kind: "changes meanwhile" };
  if (ts.isBinaryExpression(value) && isAssignment(value)) {
    return { name: value.left.getText(), kind: "assignment" };
  }
  return { kind: "expression" };
}

/** A property that is not read again is a getter of the file, or one of a value that takes an effect to get. */
function ofBase(base: ts.Expression): string {
  const { kind } = describe(base);
  return /^(call|new|await|yield|function)$/.test(kind) ? kind : "getter";
}

/** What has an effect in an expression that itself has none: `Date.now()` of `Date.now() - start`. */
function impurePart(node: ts.Expression): ts.Expression {
  const inner =
    ts.isBinaryExpression(node) && !isAssignment(node)
      ? [node.left, node.right]
      : ts.isConditionalExpression(node)
        ? [node.condition, node.whenTrue, node.whenFalse]
        : ts.isPrefixUnaryExpression(node) && !isStep(node)
          ? [node.operand]
          : [];
  return inner.map((part) => impurePart(bare(part))).find(hasEffect) ?? node;
}

const hasEffect = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) ||
  ts.isNewExpression(node) ||
  ts.isAwaitExpression(node) ||
  isStep(node) ||
  (ts.isBinaryExpression(node) && isAssignment(node));
