import { ts } from "./ts.ts";

/* Operators without an effect of their own. */

export const UNARY = {
  [ts.SyntaxKind.ExclamationToken]: "!",
  [ts.SyntaxKind.MinusToken]: "-",
  [ts.SyntaxKind.PlusToken]: "+",
  [ts.SyntaxKind.TildeToken]: "~",
} as const;

/** Those that cannot throw. */
export const SAFE_OPERATORS: ReadonlySet<string> = new Set(["&&", "||", "??", "===", "!=="]);
export const OPERATORS: ReadonlySet<string> = new Set([
  ...SAFE_OPERATORS,
  ...["==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"],
  ...["in", "instanceof"],
]);

/** Those that make a text or a number of what they are given. */
export const CONVERTING: ReadonlySet<string> = new Set(
  [...OPERATORS].filter((operator) => !SAFE_OPERATORS.has(operator) && !/^[a-z]/.test(operator)),
);
