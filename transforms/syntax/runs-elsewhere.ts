import { ts } from "./ts.ts";

/** Why nothing is added there, whatever it would be. */
export const RUNS_ELSEWHERE = {
  code: "runs-elsewhere",
  reason:
    "this function's source is sent to another place to run, where the production logger is not defined",
} as const;

/**
 * Whether a node is in a function whose source is sent to run elsewhere (a browser page, a worker, asm.js): a name of
 * this file is not defined there, so nothing may be added.
 *
 *   page.evaluate(() => console.log(1))     driver.executeScript(function () {…})     new Worker(`(${work})()`)
 */
export function runsElsewhere(node: ts.Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    if (ts.isFunctionLike(at) && (isSent(at) || isAsm(at) || isSerialised(at))) return true;
  }
  return false;
}

function isSerialised(fn: ts.SignatureDeclaration): boolean {
  const name = nameOf(fn);
  if (name === "") return false;
  const file = fn.getSourceFile();
  const names = serialised.get(file) ?? serialisedNames(file.text);
  serialised.set(file, names);
  return names.has(name);
}

const serialised = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

const SENDERS =
  /^(\$eval|\$\$eval|evaluate|evaluateHandle|evaluateAll|evaluateOnNewDocument|addInitScript|waitForFunction|executeScript|executeAsyncScript)$/;

/** An argument of a method that serialises it, `fn.toString()` and `(${fn})()` on the spot. */
function isSent(fn: ts.Node): boolean {
  let node = fn;
  while (ts.isParenthesizedExpression(node.parent) || ts.isAsExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isTemplateSpan(parent)) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text === "toString";
  if (ts.isPropertyAssignment(parent)) {
    const isOption = /^(func|function|pageFunction)$/.test(parent.name.getText());
    return isOption && ts.isCallExpression(parent.parent.parent) && sends(parent.parent.parent);
  }
  return ts.isCallExpression(parent) && parent.expression !== node && sends(parent);
}

function sends({ expression: callee }: ts.CallExpression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === "String";
  if (!ts.isPropertyAccessExpression(callee) || !SENDERS.test(callee.name.text)) return false;
  const receiver = callee.expression.getText().replace(/\(.*\)$/s, "");
  return callee.name.text.startsWith("$") || RECEIVERS.test(receiver);
}

/** What methods such as `evaluate` are called on: an evaluator of one's own runs its functions here. */
const RECEIVERS = /(?:page|frame|tab|browser|context|driver|worker|locator|handle|element|scripting)\w*$/i;

function isAsm(fn: ts.Node): boolean {
  const body = (fn as ts.FunctionLikeDeclaration).body;
  const [first] = body && ts.isBlock(body) ? body.statements : [];
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === "use asm"
  );
}

/**
 * Names whose `toString()` is taken or that are put into a text, and those sent by name: `page.evaluate(scrape)`.
 * Each pattern starts with a rare literal, so that this is one fast pass.
 */
function serialisedNames(text: string): ReadonlySet<string> {
  const uses = [
    /\bString\(\s*([\w$]+)\s*\)/g,
    /\(\$\{\s*([\w$]+)\s*\}\)/g,
    /\.(?:\$\$?eval|evaluate\w*|addInitScript|waitForFunction|execute(?:Async)?Script)\(\s*(?:["'`][^"'`]*["'`]\s*,\s*)?([\w$]+)\s*[,)]/g,
  ];
  const shown = [...text.matchAll(/\.toString\(\)/g)].map(
    ({ index }) => /[\w$]+$/.exec(text.slice(Math.max(0, index - 64), index))?.[0] ?? "",
  );
  const given = uses.flatMap((use) => [...text.matchAll(use)].map(([, name = ""]) => name));
  return new Set([...shown, ...given].filter((name) => name !== ""));
}

function nameOf(fn: ts.SignatureDeclaration): string {
  if (ts.isMethodDeclaration(fn)) return "";
  const { name = ts.isVariableDeclaration(fn.parent) ? fn.parent.name : undefined } = fn;
  return name && ts.isIdentifier(name) ? name.text : "";
}
