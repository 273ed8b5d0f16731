import { nodesOf } from "./nodes.ts";
import { declaredAccessors } from "./purity-accessors.ts";
import { isAssignment, isStep } from "./purity-writes.ts";
import { ts } from "./ts.ts";

/** What a file itself gives a meaning of its own, so that to evaluate it again may show. */
export type Meanings = {
  /** Names of getters. */
  readonly accessors: ReadonlySet<string>;
  /** `toString` and its like with a body that does something: a value in a text or under an operator runs it. */
  readonly conversions: boolean;
  /** `[Symbol.hasInstance]` */
  readonly instances: boolean;
  /** Names of variables and properties that hold a proxy, whose traps run on every read. */
  readonly proxies: ReadonlySet<string>;
};

/** Reads what the file declares; what another file declares is not seen. */
export function declaredMeanings(ast: ts.SourceFile): Meanings {
  const { text } = ast;
  const accessors = declaredAccessors(ast);
  const proxies = new Set<string>();
  let conversions = false;
  if (/\btoString\b|\bvalueOf\b|\btoPrimitive\b|\bnew Proxy\b/.test(text)) {
    for (const node of nodesOf(ast)) {
      if (isProxy(node)) addHolder(proxies, node);
      else if (isConversion(node)) conversions ||= doesSomething(node);
    }
  }
  return { accessors, conversions, instances: /\bhasInstance\b/.test(text), proxies };
}

const isProxy = (node: ts.Node): node is ts.NewExpression =>
  ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "Proxy";

/** `const p = new Proxy(…) as T`, `this.p = new Proxy(…)`, `p: new Proxy(…)` */
function addHolder(names: Set<string>, proxy: ts.Node): void {
  let node = proxy;
  while (isAround(node.parent)) node = node.parent;
  const { parent } = node;
  const named =
    ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)
      ? parent.name
      : ts.isBinaryExpression(parent)
        ? parent.left
        : undefined;
  const name = named && ts.isPropertyAccessExpression(named) ? named.name : named;
  if (name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name))) names.add(name.text);
}

const isAround = (node: ts.Node): boolean =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isTypeAssertionExpression(node) ||
  ts.isAwaitExpression(node);

function isConversion(node: ts.Node): node is ts.MethodDeclaration | ts.PropertyAssignment {
  if (!ts.isMethodDeclaration(node) && !ts.isPropertyAssignment(node)) return false;
  const { name } = node;
  if (ts.isComputedPropertyName(name)) return /\btoPrimitive\b/.test(name.getText());
  return /^(?:toString|valueOf)$/.test(name.getText());
}

/** Whether a body has a call, a change or a pause in it. */
function doesSomething(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node) ? isAssignment(node) : isStep(node) || ACTS.has(node.kind)) return true;
  return ts.forEachChild(node, (child) => doesSomething(child) || undefined) ?? false;
}

const ACTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.TaggedTemplateExpression,
  ts.SyntaxKind.DeleteExpression,
]);
