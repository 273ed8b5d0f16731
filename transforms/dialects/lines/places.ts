import { ts } from "../../syntax/ts.ts";
import type { Refusal } from "../dialect.ts";

/** Where the mirror of a call goes. */
export type Place =
  /** Behind its statement, or in braces in front of an unbraced one. */
  | { readonly kind: "statement"; readonly statement: ts.ExpressionStatement }
  /** In a sequence, in front of the call. */
  | { readonly kind: "sequence" }
  | ({ readonly kind: "refused" } & Refusal);

const refused = (code: keyof typeof REASONS): Place => ({ kind: "refused", code, reason: REASONS[code] });

const REASONS = {
  "optional-chain": "the call is inside a longer optional chain, and nothing can stand in front of it there",
  decorator: "an argument of a decorator is evaluated while the class is defined",
  "default-parameter": "the default of a parameter is evaluated before the function's body",
  enum: "nothing can be added to an enum",
  heritage: "nothing can be added to a heritage clause",
  "no-semicolon": "the line before it ends without a semicolon and would swallow the added parenthesis",
} as const;

/** The place for the mirror of a call. */
export function placeOf(call: ts.CallExpression): Place {
  const position = forbidden(call);
  if (position) return refused(position);
  const statement = wholeStatement(call);
  if (statement) return { kind: "statement", statement };
  if (ts.isOptionalChain(call.parent) && (call.parent as ts.CallChain).expression === call)
    return refused("optional-chain");
  return startsUnclosed(call) ? refused("no-semicolon") : { kind: "sequence" };
}

/** `await void (logger.info("a").info("b"), logger.info("c"));`: each of the calls is all that the statement does. */
function wholeStatement(call: ts.Expression): ts.ExpressionStatement | undefined {
  const { parent } = call;
  if (ts.isExpressionStatement(parent)) return parent;
  if (ts.isPropertyAccessExpression(parent)) {
    const outer = parent.parent;
    const chains = ts.isCallExpression(outer) && outer.expression === parent && !ts.isOptionalChain(outer);
    return chains ? wholeStatement(outer) : undefined;
  }
  const passesOn =
    ts.isParenthesizedExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isVoidExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken);
  return passesOn ? wholeStatement(parent) : undefined;
}

function forbidden(call: ts.CallExpression): keyof typeof REASONS | undefined {
  for (let at: ts.Node = call; !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    if (ts.isDecorator(at)) return "decorator";
    if (ts.isEnumMember(at)) return "enum";
    if (ts.isHeritageClause(at)) return "heritage";
    if (ts.isParameter(parent) && parent.initializer === at) return "default-parameter";
    if (ts.isFunctionLike(at)) return undefined;
  }
  return undefined;
}

/** Whether the call starts a statement whose predecessor is closed by the line break alone. */
function startsUnclosed(call: ts.CallExpression): boolean {
  const file = call.getSourceFile();
  const start = call.getStart(file);
  const statement = ts.findAncestor(call, ts.isExpressionStatement);
  if (!statement || statement.getStart(file) !== start) return false;
  const before = file.text.slice(0, statement.pos).trimEnd().at(-1);
  return before !== undefined && !/[;{:]/.test(before);
}
