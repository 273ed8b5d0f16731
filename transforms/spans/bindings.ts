import { isEmittedSpanCall, type Ours } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";

/** Where the value of a function expression or object method ends up. */
export type Binding = {
  /** The declaration, class field, export or assignment that holds it, perhaps through object literals. */
  readonly root: ts.VariableDeclaration | ts.PropertyDeclaration | ts.ExportAssignment | ts.BinaryExpression;
  /** Names from the root inwards: `["tools", "search"]` for `const tools = { search() {} }`; `default` for a whole export. */
  readonly path: readonly string[];
  /** Whether a call or an array stands between: `const search = tool({ execute() {} })`. */
  readonly passed: boolean;
  /** The one node that gives the function its run-time name, when that is the node just around it. */
  readonly namedBy: ts.Node | undefined;
};

/** Follows a function outwards to what holds it; undefined for callbacks of anything else. */
export function bindingOf(node: ts.Node, ours: Ours): Binding | undefined {
  const inner: string[] = ts.isMethodDeclaration(node) ? [memberName(node.name)] : [];
  let passed = false;
  let namedBy: ts.Node | undefined;
  let calls = 0;
  for (let at = node; ; at = at.parent) {
    const { parent } = at;
    if (isTransparent(parent, at, ours)) continue;
    const name = boundName(parent, at);
    if (name !== undefined) {
      if (at === node || isWrapped(node, at, ours)) namedBy ??= isNaming(parent) ? parent : undefined;
      if (isRoot(parent)) {
        const path = [...(name || inner.length === 0 ? [name || "default"] : []), ...inner];
        return passed && !isDefinition(node, parent) ? undefined : { root: parent, path, passed, namedBy };
      }
      inner.unshift(name);
    } else if (ts.isObjectLiteralExpression(parent) || ts.isArrayLiteralExpression(parent)) {
      passed ||= ts.isArrayLiteralExpression(parent);
    } else if (isArgument(parent, at) && calls++ < MOST_CALLS) passed = true;
    else return undefined;
  }
}

/** Whether a function in a call is a part of a definition, as in `const search = tool(async () => …)`, or a mere callback. */
function isDefinition(node: ts.Node, root: Binding["root"]): boolean {
  if (ts.isVariableDeclaration(root) && !ts.isSourceFile(root.parent.parent.parent)) return false;
  const inObject = ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node.parent);
  return inObject || (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(isAsync) === true);
}

const isAsync = ({ kind }: ts.ModifierLike): boolean => kind === ts.SyntaxKind.AsyncKeyword;

/** Calls around a definition that are looked through: `export default wrap(tool({ … }))`. */
const MOST_CALLS = 3;

/** Parentheses, types and our own `traced(…)` change nothing about where a value goes. */
function isTransparent(parent: ts.Node, child: ts.Node, ours: Ours): boolean {
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isTypeAssertionExpression(parent) ||
    (isEmittedSpanCall(parent, ours, "traced") && parent.arguments[2] === child)
  );
}

/** Whether only transparent nodes lie between `node` and `outer`. */
function isWrapped(node: ts.Node, outer: ts.Node, ours: Ours): boolean {
  for (let at = node; at !== outer; at = at.parent) if (!isTransparent(at.parent, at, ours)) return false;
  return true;
}

/** The name that `parent` gives to its value `child`: empty for an export without one, undefined where it gives none. */
function boundName(parent: ts.Node, child: ts.Node): string | undefined {
  if (ts.isVariableDeclaration(parent)) {
    return parent.initializer === child && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
  }
  if (ts.isPropertyDeclaration(parent))
    return parent.initializer === child ? memberName(parent.name) : undefined;
  if (ts.isPropertyAssignment(parent)) return memberName(parent.name);
  if (ts.isExportAssignment(parent)) return parent.isExportEquals ? "" : "default";
  return ts.isBinaryExpression(parent) && parent.right === child ? assignedName(parent) : undefined;
}

/** `run` of `exports.run = …`, `module.exports.run = …` and `C.prototype.run = …`; empty for `module.exports = …`. */
function assignedName({ left, operatorToken, parent }: ts.BinaryExpression): string | undefined {
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isExpressionStatement(parent)) return undefined;
  if (!ts.isPropertyAccessExpression(left)) return undefined;
  return left.getText() === "module.exports" ? "" : left.name.text;
}

function memberName(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isPrivateIdentifier(name) ? name.text : "";
}

/** Whether the language gives an anonymous function in this place the name of the place. */
function isNaming(parent: ts.Node): boolean {
  if (ts.isVariableDeclaration(parent)) return true;
  if (ts.isExportAssignment(parent)) return !parent.isExportEquals;
  return (
    (ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) && memberName(parent.name) !== ""
  );
}

function isRoot(node: ts.Node): node is Binding["root"] {
  return !ts.isPropertyAssignment(node);
}

function isArgument(parent: ts.Node, child: ts.Node): boolean {
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false;
  return parent.arguments?.some((argument) => argument === child) === true;
}
