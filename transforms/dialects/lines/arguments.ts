import { bare } from "../../syntax/purity.ts";
import { unwrapped } from "../../syntax/purity-wrappers.ts";
import { ts } from "../../syntax/ts.ts";
import type { ArgumentStyle, ReadCall } from "../dialect.ts";
import type { ErrorOf } from "./errors.ts";
import { fillFormat, hasDirective } from "./printf.ts";
import type { Part, PartsOf } from "./text.ts";

/** Something for `data`. */
export type Entry =
  | { readonly kind: "named"; readonly name: string; readonly value: ts.Expression }
  | { readonly kind: "value"; readonly value: ts.Expression }
  | { readonly kind: "spread"; readonly value: ts.Expression }
  /** A method or computed key: never copied. */
  | { readonly kind: "lost"; readonly node: ts.Node };

/** What the arguments of a call say. */
export type Reading = {
  readonly texts: readonly (readonly Part[])[];
  readonly entries: readonly Entry[];
  readonly error: ts.Expression | undefined;
  /** Copies of the values of a format. */
  readonly args: readonly string[];
};

export type ReadingTools = {
  readonly partsOf: PartsOf;
  readonly errorOf: ErrorOf;
  readonly copy: (node: ts.Expression) => string | undefined;
};

/** Reads the arguments of a call by the rules of its dialect. */
export function readArguments({ args, reads }: ReadCall, tools: ReadingTools): Reading {
  const reader = createReader(reads, tools);
  const formatAt = formatIndex(args, reads, tools.partsOf);
  args.forEach((arg, i) => {
    if (formatAt !== undefined && i > formatAt) return;
    if (formatAt === i) reader.format(arg, args.slice(i + 1));
    else reader.argument(arg, { index: i, last: i === args.length - 1 });
  });
  return reader.result();
}

/** Index of the argument that is a format with values behind it. */
function formatIndex(
  args: readonly ts.Expression[],
  { printf }: ArgumentStyle,
  partsOf: PartsOf,
): number | undefined {
  if (printf === "no" || args.some(ts.isSpreadElement)) return undefined;
  const at = args.findIndex((arg) => partsOf(arg) !== undefined);
  const parts = args[at] && partsOf(args[at]);
  if (!parts || at === args.length - 1 || at > (printf === "first" ? 0 : 1)) return undefined;
  return hasDirective(parts) || parts.some((p) => typeof p === "string" && p.includes("%%")) ? at : undefined;
}

type Position = { readonly index: number; readonly last: boolean };

function createReader(style: ArgumentStyle, { partsOf, errorOf, copy }: ReadingTools) {
  const texts: (readonly Part[])[] = [];
  const entries: Entry[] = [];
  const args: string[] = [];
  let error: ts.Expression | undefined;

  /** Takes an error; a second one that is another stays a value. */
  const tookError = (found: ts.Expression | undefined): boolean => {
    if (!found || (error && error.getText() !== found.getText())) return false;
    error ??= found;
    return true;
  };

  const argument = (node: ts.Expression, at: Position): void => {
    const role = style.positions?.[Math.min(at.index, style.positions.length - 1)];
    if (role === "ignore") return;
    if (role === "error" && !error && canBeError(node)) error = node;
    else if (ts.isSpreadElement(node)) entries.push({ kind: "value", value: node.expression });
    else if (style.context && at.last && at.index > 0 && isContext(node))
      entries.push({ kind: "named", name: "context", value: node });
    else if (role === "data") data(node, at);
    else if (!tookText(node) && !tookError(errorOf(node))) data(node, at);
  };

  const tookText = (node: ts.Expression): boolean => {
    if (texts.length > 0 && style.texts === "first") return false;
    const parts = partsOf(node);
    if (!parts || errorOf(node)) return false;
    texts.push(parts);
    return true;
  };

  const data = (node: ts.Expression, at: Position): void => {
    const value = dressed(node);
    if (ts.isObjectLiteralExpression(value)) for (const p of value.properties) property(p, at);
    else entries.push(valueEntry(node, at.index));
  };

  /** A text or number has no name of its own, but its parameter has one. */
  const valueEntry = (node: ts.Expression, index: number): Entry => {
    const name = ts.isLiteralExpression(bare(node)) ? style.names?.[index] : undefined;
    return name ? { kind: "named", name, value: node } : { kind: "value", value: node };
  };

  /** Where an error is expected, people also give nothing, a text, or something else in its place. */
  const canBeError = (node: ts.Expression): boolean => {
    const value = bare(node);
    const isNothing = value.kind === ts.SyntaxKind.NullKeyword || value.getText() === "undefined";
    return !isNothing && !ts.isObjectLiteralExpression(value) && partsOf(value) === undefined;
  };

  const property = (p: ts.ObjectLiteralElementLike, at: Position): void => {
    if (ts.isSpreadAssignment(p)) {
      const spread = bare(p.expression);
      if (ts.isObjectLiteralExpression(spread)) for (const inner of spread.properties) property(inner, at);
      else if (!tookError(errorOf(spread))) entries.push({ kind: "spread", value: p.expression });
      return;
    }
    const name = keyOf(p.name);
    const value = ts.isShorthandPropertyAssignment(p)
      ? p.name
      : ts.isPropertyAssignment(p)
        ? p.initializer
        : undefined;
    if (name === undefined || !value) entries.push({ kind: "lost", node: p });
    else named(name, value, at);
  };

  const named = (name: string, value: ts.Expression, { index }: Position): void => {
    if (index === 0 && /^(message|msg)$/.test(name) && tookText(value)) return;
    if (name === "level" && index === 0 && ts.isStringLiteral(value)) return;
    if (tookError(errorOf(value) ?? underErrorKey(name, value))) return;
    entries.push({ kind: "named", name, value });
  };

  /** `{ err: reason }`, `{ error: serialize(e) }`. */
  const underErrorKey = (name: string, value: ts.Expression): ts.Expression | undefined => {
    const node = bare(value);
    if (!/^(err|error)$/.test(name) || partsOf(node)) return undefined;
    if (ts.isCallExpression(node)) return node.arguments.map(errorOf).find((e) => e !== undefined);
    return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) ? node : undefined;
  };

  const format = (node: ts.Expression, values: readonly ts.Expression[]): void => {
    const filled = fillFormat(partsOf(node) ?? [], values, copy);
    texts.push(filled.parts);
    args.push(...filled.args);
    for (const value of values) tookError(errorOf(value));
    const last = filled.rest.length - 1;
    for (const [i, rest] of filled.rest.entries()) argument(rest, { index: i + 1, last: i === last });
  };

  const result = (): Reading => ({ texts, entries, error, args });
  return { argument, format, result };
}

/** The object of `JSON.stringify({ … })`, else the value itself. */
function dressed(node: ts.Expression): ts.Expression {
  const value = bare(node);
  const inner = ts.isCallExpression(value) ? unwrapped(value) : undefined;
  return inner && ts.isObjectLiteralExpression(bare(inner)) ? bare(inner) : value;
}

/** `"Service"`, `Service.name`: where NestJS says who logs. */
const isContext = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) ||
  (ts.isPropertyAccessExpression(node) && node.name.text === "name" && !ts.isCallExpression(node.expression));

const keyOf = (name: ts.PropertyName | undefined): string | undefined =>
  name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))
    ? name.text
    : undefined;
