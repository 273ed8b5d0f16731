import { declaredMeanings, type Meanings } from "./purity-meanings.ts";
import { CONVERTING, OPERATORS, SAFE_OPERATORS, UNARY } from "./purity-operators.ts";
import { oneLine, templateText } from "./purity-text.ts";
import { hidesType, unwrapped } from "./purity-wrappers.ts";
import { ts } from "./ts.ts";

/**
 * Copies of expressions that may be evaluated once more. A copy is one line, without comments; an impure
 * expression has none. Pure are literals, names, `this`, property reads, and operators over them:
 *
 *   a.b?.[i]             a.b?.[i]            f(a)                  –
 *   String(a.b)          a.b                 { a, b: f(), ...c }   { a, ...c }   and `b (call)` is left out
 *
 * What the file gives a meaning of its own (getters, proxies, `toString` with effects) is not read again.
 * Out of scope: the same in another file.
 */
export type Purity = {
  /** Source text that gives the value of `node` again, or undefined where that could have an effect. */
  readonly copy: (node: ts.Expression, how: CopyOptions) => string | undefined;
  /** `...x`, which reads all properties: not where the file declares any getter. */
  readonly copySpread: (node: ts.Expression, how: CopyOptions) => string | undefined;
};

export type CopyOptions = {
  /** The original may not get to evaluate this, so the copy must not be able to throw: `a.b.c` → `a?.b?.c`. */
  readonly safe: boolean;
  /** The copy is filled into a text, which a symbol cannot be: `String(x)` has no copy there, but as a choice `"…"`. */
  readonly inText: boolean;
  /** Names that surely hold an object where the copy stands, so that `a.b` needs no guard. */
  readonly present: (name: ts.Identifier) => boolean;
  /** Names whose value changes while the call is evaluated, or that are not readable yet. */
  readonly blocked: (name: ts.Identifier) => boolean;
  /** Told of each part of an object or array that the copy leaves out. */
  readonly leftOut: (node: ts.Node, key?: string) => void;
};

export function createPurity(ast: ts.SourceFile): Purity {
  let found: Meanings | undefined;
  const meanings = (): Meanings => {
    found ??= declaredMeanings(ast);
    return found;
  };
  return {
    copy: (node, how) => {
      const { copy } = createCopier(ast, how, meanings);
      if (!how.inText) return copy(value(node));
      const inner = bare(node);
      return !isConstant(inner) && meanings().conversions ? undefined : copy(inner);
    },
    copySpread: (node, how) => createCopier(ast, how, meanings).spread(node),
  };
}

/** `x` of `(x as T)!`: around a whole value, casts and parentheses say nothing. */
export function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node)
    ? bare(node.expression)
    : node;
}

/** What is left of a whole value without its casts and dress. */
function value(node: ts.Expression): ts.Expression {
  const inner = bare(node);
  const undressed = ts.isCallExpression(inner) ? unwrapped(inner) : undefined;
  return undressed ? value(undressed) : inner;
}

type Copier = (node: ts.Expression) => string | undefined;

function createCopier(
  ast: ts.SourceFile,
  how: CopyOptions,
  meanings: () => Meanings,
): { readonly copy: Copier; readonly spread: Copier } {
  const copy: Copier = (node) => {
    const text = () => oneLine(node.getText(ast));
    if (ts.isStringLiteral(node)) return text() ?? JSON.stringify(node.text);
    if (ts.isNoSubstitutionTemplateLiteral(node)) return `\`${templateText(node.text)}\``;
    if (ts.isIdentifier(node)) return how.blocked(node) ? undefined : node.text;
    if (isLeaf(node)) return text();
    if (ts.isPropertyAccessExpression(node)) return property(node);
    if (ts.isElementAccessExpression(node)) return element(node);
    if (ts.isParenthesizedExpression(node)) return join`(${copy(node.expression)})`;
    if (ts.isNonNullExpression(node)) return join`${copy(node.expression)}!`;
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return cast(node);
    if (ts.isTemplateExpression(node)) return template(node);
    if (ts.isPrefixUnaryExpression(node) || ts.isTypeOfExpression(node)) return unary(node);
    if (ts.isBinaryExpression(node)) return binary(node);
    if (ts.isConditionalExpression(node))
      return join`${copy(node.condition)} ? ${copy(node.whenTrue)} : ${copy(node.whenFalse)}`;
    if (ts.isArrayLiteralExpression(node)) return array(node);
    if (ts.isObjectLiteralExpression(node)) return object(node);
    return ts.isCallExpression(node) ? dressed(node) : undefined;
  };

  const dressed = (node: ts.CallExpression): string | undefined => {
    if (how.inText && hidesType(node)) return isChoice(node) ? '"…"' : undefined;
    const inner = unwrapped(node);
    return inner && operand(inner);
  };

  /** A copy that can stand inside any other expression. */
  const operand: Copier = (node) =>
    ts.isBinaryExpression(node) || ts.isConditionalExpression(node) || ts.isPrefixUnaryExpression(node)
      ? join`(${copy(node)})`
      : copy(node);

  const property = (node: ts.PropertyAccessExpression): string | undefined => {
    if (meanings().accessors.has(node.name.text) || isProxy(node.expression)) return undefined;
    if (how.safe && ts.isPrivateIdentifier(node.name) && !isThis(node.expression)) return undefined;
    return join`${base(node.expression)}${dot(node)}${node.name.text}`;
  };
  const element = (node: ts.ElementAccessExpression): string | undefined => {
    const index = node.argumentExpression;
    if (ts.isStringLiteralLike(index) && meanings().accessors.has(index.text)) return undefined;
    if (isProxy(node.expression) || converts(index)) return undefined;
    const chain = node.questionDotToken || isUnsure(node.expression) ? "?." : "";
    return join`${base(node.expression)}${chain}[${copy(index)}]`;
  };
  const isProxy = (node: ts.Expression): boolean => {
    const object = bare(node);
    const name = ts.isPropertyAccessExpression(object) ? object.name : object;
    return (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) && meanings().proxies.has(name.text);
  };
  /** Whether to make a text or a number of it may run code of the file. */
  const converts = (node: ts.Expression): boolean => !isConstant(node) && meanings().conversions;
  const dot = (node: ts.PropertyAccessExpression): string =>
    node.questionDotToken || isUnsure(node.expression) ? "?." : ".";
  const isUnsure = (object: ts.Expression): boolean =>
    how.safe && !isKnownObject(object) && !(ts.isIdentifier(object) && how.present(object));
  /** `a!.b` → `a?.b` where the copy must not throw. */
  const base: Copier = (node) =>
    how.safe && ts.isNonNullExpression(node) ? base(node.expression) : operand(node);

  const cast = (node: ts.AsExpression | ts.SatisfiesExpression): string | undefined => {
    const type = oneLine(node.type.getText(ast));
    return join`${copy(node.expression)} ${ts.isAsExpression(node) ? "as" : "satisfies"} ${type}`;
  };
  const template = (node: ts.TemplateExpression): string | undefined => {
    if (node.templateSpans.some((span) => converts(span.expression))) return undefined;
    const spans = node.templateSpans.map(
      (span) => join`\${${copy(span.expression)}}${templateText(span.literal.text)}`,
    );
    return join`\`${templateText(node.head.text)}${allOf(spans)?.join("")}\``;
  };
  const unary = (node: ts.PrefixUnaryExpression | ts.TypeOfExpression): string | undefined => {
    if (ts.isTypeOfExpression(node)) return join`typeof ${operand(node.expression)}`;
    const sign = UNARY[node.operator as keyof typeof UNARY];
    if (!sign || (how.safe && sign !== "!" && !ts.isNumericLiteral(node.operand))) return undefined;
    if (sign !== "!" && converts(node.operand)) return undefined;
    return join`${sign}${operand(node.operand)}`;
  };
  const binary = (node: ts.BinaryExpression): string | undefined => {
    const operator = node.operatorToken.getText(ast);
    if (!(how.safe ? SAFE_OPERATORS : OPERATORS).has(operator)) return undefined;
    if (CONVERTING.has(operator) && (converts(node.left) || converts(node.right))) return undefined;
    if (operator === "in" ? isProxy(node.right) : operator === "instanceof" && meanings().instances)
      return undefined;
    return join`${copy(node.left)} ${operator} ${copy(node.right)}`;
  };

  /** An element that cannot be copied is shown as a gap, so that the others keep their places. */
  const array = (node: ts.ArrayLiteralExpression): string | undefined => {
    const [only, more] = node.elements;
    if (only && !more && ts.isSpreadElement(only)) return copy(only.expression);
    const parts = node.elements.map((e) => {
      const part = ts.isSpreadElement(e) || ts.isOmittedExpression(e) ? undefined : copy(e);
      if (part === undefined) how.leftOut(e);
      return part;
    });
    if (parts.length > 0 && parts.every((p) => p === undefined)) return undefined;
    return `[${parts.map((p) => p ?? '"…"').join(", ")}]`;
  };
  const object = (node: ts.ObjectLiteralExpression): string | undefined => {
    const parts = node.properties.flatMap((p) => {
      const part = member(p);
      if (part === undefined) how.leftOut(p);
      return part ?? [];
    });
    if (node.properties.length > 0 && parts.length === 0) return undefined;
    return parts.length > 0 ? `{ ${parts.join(", ")} }` : "{}";
  };
  const member = (p: ts.ObjectLiteralElementLike): string | undefined => {
    if (ts.isShorthandPropertyAssignment(p)) return copy(p.name);
    if (ts.isSpreadAssignment(p)) return spread(p.expression);
    if (!ts.isPropertyAssignment(p) || ts.isComputedPropertyName(p.name)) return undefined;
    return join`${oneLine(p.name.getText(ast))}: ${copy(p.initializer)}`;
  };
  const spread: Copier = (node) =>
    meanings().accessors.size > 0 || isProxy(node) ? undefined : join`...${operand(bare(node))}`;
  return { copy, spread };
}

/** One of the values of `a ? b : c`, `a || c` and `a ?? c`. */
function isChoice(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isChoice(parent);
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.right === node &&
    /^(\|\||\?\?)$/.test(parent.operatorToken.getText())
  );
}

/** Joins text and copies; without one of the copies there is none of the whole. */
function join(strings: TemplateStringsArray, ...parts: readonly (string | undefined)[]): string | undefined {
  const all = allOf(parts);
  return all && strings.reduce((text, next, i) => text + all[i - 1] + next);
}

function allOf<T>(parts: readonly (T | undefined)[]): readonly T[] | undefined {
  return parts.every((p) => p !== undefined) ? (parts as readonly T[]) : undefined;
}

const isLeaf = (node: ts.Expression): boolean =>
  ts.isNumericLiteral(node) ||
  ts.isBigIntLiteral(node) ||
  ts.isRegularExpressionLiteral(node) ||
  ts.isMetaProperty(node) ||
  LEAVES.has(node.kind);

const LEAVES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ThisKeyword,
  ts.SyntaxKind.NullKeyword,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
]);

const isThis = (node: ts.Expression): boolean => node.kind === ts.SyntaxKind.ThisKeyword;

/** Objects that are there: reading a property of them does not throw. */
const isKnownObject = (node: ts.Expression): boolean =>
  isThis(node) ||
  ts.isMetaProperty(node) ||
  (ts.isIdentifier(node) && node.text === "process") ||
  (ts.isPropertyAccessExpression(node) && node.getText() === "process.env");

const isConstant = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) || isLeaf(node) || ts.isTypeOfExpression(node);
