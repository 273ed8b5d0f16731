import { ts } from "./ts.ts";

/** Variables that code inside `node` assigns to, steps or loops over; its own declarations do not count. */
export function writtenNames(node: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const target = (written: ts.Node): void => {
    if (ts.isIdentifier(written)) names.add(written.text);
    else if (!ts.isPropertyAccessExpression(written)) ts.forEachChild(written, target);
  };
  const visit = (at: ts.Node): void => {
    if (ts.isBinaryExpression(at) && isAssignment(at)) target(at.left);
    if (isStep(at)) target(at.operand);
    if ((ts.isForInStatement(at) || ts.isForOfStatement(at)) && ts.isExpression(at.initializer))
      target(at.initializer);
    ts.forEachChild(at, visit);
  };
  visit(node);
  return names;
}

/** Tells names that nothing in the file assigns to, whatever declares them. */
export function constantsOf(ast: ts.SourceFile): (name: ts.Identifier) => boolean {
  return ({ text }) => {
    const written = known.get(ast) ?? writtenNames(ast);
    known.set(ast, written);
    return !written.has(text);
  };
}

const known = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

export function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

type Step = (ts.PrefixUnaryExpression | ts.PostfixUnaryExpression) & {
  readonly operator: ts.SyntaxKind.PlusPlusToken | ts.SyntaxKind.MinusMinusToken;
};

/** `i++`, `--i` */
export function isStep(node: ts.Node): node is Step {
  return (
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
  );
}
