import { resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import { calleeParts } from "../calls.ts";
import type { HandlerFunction } from "../model.ts";
import { functionHere } from "../references.ts";
import type { ErrorSite } from "./find.ts";
import { functionHandler, inlineFunction } from "./inline.ts";

const ERROR_NAME = /^_?(?:err|error|er|e|ex|exc|exception)\d?$|^(?:\w+)?(?:Err|Error)$/;

/** Calls whose function gets an element, an event or an error that is certainly there. */
const OTHER_CALLBACKS =
  /^(?:map|forEach|filter|find|findIndex|findLast|some|every|reduce|reduceRight|sort|flatMap|then|catch|finally|on|once|off|addListener|addEventListener|prependListener|use|setErrorHandler|onError|mapErr|mapError|orElse|tapError|tapErr|catchError|catchAll|match|fold|useCallback|useEffect|useErrorHandler|subscribe|with|otherwise|group|groupBy|from|replace)$|retry|Retry/;

/** Calls of node and its drivers that certainly end with `callback(err)`. */
const NODE_CALLS =
  /^(?:readFile|writeFile|appendFile|copyFile|unlink|rename|mkdir|rmdir|rm|stat|lstat|access|readdir|open|close|exec|execFile|lookup|randomBytes|pbkdf2|scrypt|mkdtemp|chmod|chown|symlink|link|realpath|truncate|utimes|pipeline|finished|query|listen|end|save|connect|verify|sign)$/;

/** Of `fs`, each function with a callback gives it an error. */
const OF_FS =
  /^(?:readFile|writeFile|appendFile|copyFile|unlink|rename|mkdir|rmdir|rm|stat|lstat|access|readdir|open|close|mkdtemp|chmod|chown|symlink|link|realpath|truncate|utimes|cp|opendir|read|write|fsync)$/;

type Called = ts.CallExpression | ts.NewExpression;

/** `fs.readFile(path, (err, data) => …)`, `new Database(path, (err) => …)` */
export function findCallback(node: ts.Node): ErrorSite | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const last = node.arguments?.at(-1);
  const { method } = calleeParts(node.expression);
  const fn = inlineFunction(last);
  if (!fn)
    return last && isNamed(last, node, method)
      ? { kind: "reference", as: "node-callback", node: last }
      : undefined;
  if (!isCallback(node, fn, method)) return undefined;
  return {
    kind: "inline",
    handler: functionHandler("node-callback", fn, { nullable: true, operation: node }),
  };
}

/** `fs.readFile(path, done)` where `function done(err, data)` is in the file */
function isNamed(node: ts.Expression, call: Called, method: string): boolean {
  return ts.isIdentifier(node) && isOfFs(call, method) && functionHere(node) !== undefined;
}

function isCallback(node: Called, fn: HandlerFunction, method: string): boolean {
  const [first] = fn.parameters;
  if (!first || /^_+$/.test(first.name.getText())) return isOfFs(node, method);
  if (!ts.isIdentifier(first.name) || first.dotDotDotToken) return false;
  const name = first.name.text;
  if (!ERROR_NAME.test(name) || OTHER_CALLBACKS.test(method)) return false;
  return NODE_CALLS.test(method) || isTested(fn.body, name) || (fn.parameters.length >= 2 && name.length > 2);
}

/** A function of the module `fs`, by its import or the usual name. */
function isOfFs({ expression }: Called, method: string): boolean {
  if (!OF_FS.test(method)) return false;
  const root = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  if (!ts.isIdentifier(root)) return false;
  const declaration = resolve(root);
  if (!declaration) return root.text === "fs";
  const from = declaration && ts.findAncestor(declaration, ts.isImportDeclaration);
  if (from) return /^["'](?:node:)?(?:fs|fs-extra|graceful-fs)["']$/.test(from.moduleSpecifier.getText());
  const made = declaration && ts.findAncestor(declaration, ts.isVariableDeclaration)?.initializer;
  return (
    made !== undefined && /^require\(["'](?:node:)?(?:fs|fs-extra|graceful-fs)["']\)$/.test(made.getText())
  );
}

/** Whether the bare name decides anything: `if (err)`, `!err`, `err ? a : b`, `err && …`, `err != null`. */
function isTested(node: ts.Node, name: string): boolean {
  const is = (test: ts.Node): boolean => ts.isIdentifier(test) && test.text === name;
  if (
    (ts.isIfStatement(node) && is(node.expression)) ||
    (ts.isConditionalExpression(node) && is(node.condition))
  )
    return true;
  if (ts.isPrefixUnaryExpression(node) && is(node.operand)) return true;
  if (ts.isBinaryExpression(node) && is(node.left) && !isTypeTest(node)) return true;
  return ts.forEachChild(node, (child) => isTested(child, name) || undefined) ?? false;
}

const isTypeTest = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.InstanceOfKeyword || kind === ts.SyntaxKind.InKeyword;
