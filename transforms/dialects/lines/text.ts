import { bare } from "../../syntax/purity.ts";
import { templateText } from "../../syntax/purity-text.ts";
import type { Resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";

/** A text in pieces: what is written, and what is filled in. */
export type Part = string | ts.Expression;

/** Pieces of an expression that is a text by its form; undefined for any other. */
export type PartsOf = (node: ts.Expression) => readonly Part[] | undefined;

/**
 * Texts by form: literals, templates, sums with a text in them, and these coloured:
 *
 *   "a " + b         `a ${b}`         chalk.red("a ", b)         "a".green
 *
 * A method called like a colour is one, whatever it is imported from; what is coloured is read, never the colour.
 */
export function createPartsOf(resolve: Resolve): PartsOf {
  const of: PartsOf = (expression) => {
    const node = bare(expression);
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isTemplateExpression(node)) return template(node);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) return sum(node);
    if (ts.isCallExpression(node) && isColour(node.expression)) return coloured(node);
    if (ts.isPropertyAccessExpression(node) && COLOURS.test(node.name.text)) return of(node.expression);
    return undefined;
  };
  const orHole = (node: ts.Expression): readonly Part[] => of(node) ?? [node];

  const template = (node: ts.TemplateExpression): readonly Part[] => [
    node.head.text,
    ...node.templateSpans.flatMap((span) => [...orHole(span.expression), span.literal.text]),
  ];
  const sum = (node: ts.BinaryExpression): readonly Part[] | undefined => {
    const left = of(node.left);
    const right = of(node.right);
    return left || right ? [...(left ?? [node.left]), ...(right ?? [node.right])] : undefined;
  };
  const coloured = (node: ts.CallExpression): readonly Part[] | undefined => {
    if (node.arguments.length === 0 || node.arguments.some(ts.isSpreadElement)) return undefined;
    return node.arguments.flatMap((arg, i) => (i > 0 ? [" ", ...orHole(arg)] : orHole(arg)));
  };
  /** `chalk.red.bold`, `red` of picocolors, `chalk.hex("#fff")`. */
  const isColour = (node: ts.Expression): boolean => {
    if (ts.isIdentifier(node)) {
      const declaration = resolve(node);
      const from = declaration && ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier;
      if (from && ts.isStringLiteral(from)) return PACKAGES.test(from.text);
      return (
        declaration !== undefined && ts.isVariableDeclaration(declaration) && requiresColours(declaration)
      );
    }
    return ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)
      ? isColour(node.expression)
      : false;
  };
  return of;
}

const PACKAGES =
  /^(?:chalk|kleur|kleur\/colors|colorette|picocolors|ansi-colors|ansis|cli-color|colors(?:\/safe)?|yoctocolors)$/;
const COLOURS =
  /^(?:red|green|blue|yellow|cyan|magenta|white|black|gr[ae]y|bold|dim|italic|underline|inverse)$/;

const requiresColours = ({ initializer }: ts.VariableDeclaration): boolean =>
  initializer !== undefined &&
  ts.isCallExpression(initializer) &&
  initializer.expression.getText() === "require" &&
  initializer.arguments.some((a) => ts.isStringLiteral(a) && PACKAGES.test(a.text));

/** Neighbouring texts in one, without terminal colours; white space and a colon at the ends are decoration. */
export function tidy(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined
    .map((part, i) => (typeof part === "string" ? trim(part, i === 0, i === joined.length - 1) : part))
    .filter((part) => part !== "");
}

function trim(text: string, first: boolean, last: boolean): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours start with ESC
  let result = text.replaceAll(/\u001b\[[\d;]*m/g, "");
  if (first) result = result.trimStart();
  if (last) result = trimEnd(result);
  return result;
}

export function trimEnd(text: string): string {
  return text.replace(/[\s:]+$/, "");
}

/** A piece of a message as it is written: text, or the source of what is filled in. */
export type Piece = { readonly text: string; readonly isCode: boolean };

/** Pieces as the source of a template literal: `a ${b}`. */
export function templateOf(parts: readonly Piece[]): string {
  return `\`${parts.map(({ text, isCode }) => (isCode ? `\${${text}}` : templateText(text))).join("")}\``;
}
