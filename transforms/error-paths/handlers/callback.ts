import { returnStatements } from "../../syntax/returned.ts";
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

/** Of these modules, each of these functions gives its callback an error, by that name or none. */
const OF_NODE: readonly (readonly [module: RegExp, functions: RegExp])[] = [
  [
    /^(?:node:)?(?:fs|fs-extra|graceful-fs)$/,
    /^(?:readFile|writeFile|appendFile|copyFile|unlink|rename|mkdir|rmdir|rm|stat|lstat|access|readdir|open|close|mkdtemp|chmod|chown|symlink|link|realpath|truncate|utimes|cp|opendir|read|write|fsync)$/,
  ],
  [/^(?:node:)?stream$/, /^(?:pipeline|finished)$/],
  [/^(?:node:)?child_process$/, /^(?:exec|execFile)$/],
];

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
  return ts.isIdentifier(node) && isOfNode(call, method) && functionHere(node) !== undefined;
}

/** `setOpen((e) => !e)` and `onDidChange((e) => e && …)` hand on whatever is called `e`. */
function isCallback(node: Called, fn: HandlerFunction, method: string): boolean {
  const [first] = fn.parameters;
  if (!first || /^_+$/.test(first.name.getText())) return isOfNode(node, method);
  if (!ts.isIdentifier(first.name) || first.dotDotDotToken) return false;
  const name = first.name.text;
  if (!ERROR_NAME.test(name) || OTHER_CALLBACKS.test(method)) return false;
  if (isOtherType(first.type) || mapsError(fn.body, name)) return false;
  if (NODE_CALLS.test(method)) return true;
  const isAlone = fn.parameters.length === 1 && node.arguments?.length === 1;
  if (isTested(fn.body, name)) return name.length > 2 || !isAlone;
  return name.length > 2 && (fn.parameters.length >= 2 || isEmpty(fn.body));
}

/** `e: RuntimeEvent`: a type that is no error's. */
const isOtherType = (type: ts.TypeNode | undefined): boolean =>
  type !== undefined &&
  !/err|exception|unknown|any\b|null|undefined|object|string|failure|never/i.test(type.getText());

/** `(error) => error instanceof Known ? error : new Other()`: a callback gives nothing, this gives an error in any case. */
function mapsError(body: ts.ConciseBody, name: string): boolean {
  if (ts.isExpression(body)) return isErrorValue(body, name);
  const last = body.statements.at(-1);
  if (!last || !ts.isReturnStatement(last)) return false;
  return returnStatements(body).every(
    ({ expression }) => expression !== undefined && isErrorValue(expression, name),
  );
}

function isErrorValue(node: ts.Expression, name: string): boolean {
  if (ts.isParenthesizedExpression(node)) return isErrorValue(node.expression, name);
  if (ts.isConditionalExpression(node))
    return isErrorValue(node.whenTrue, name) && isErrorValue(node.whenFalse, name);
  if (ts.isNewExpression(node)) return /(?:Error|Exception)$/.test(node.expression.getText());
  return ts.isIdentifier(node) && node.text === name;
}

const isEmpty = (body: ts.Node): boolean => ts.isBlock(body) && body.statements.length === 0;

/** A function of one of Node's modules, by its import or, for `fs`, the usual name. */
function isOfNode({ expression }: Called, method: string): boolean {
  const root = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  if (!ts.isIdentifier(root)) return false;
  const from = moduleOf(root);
  return OF_NODE.some(([module, functions]) => functions.test(method) && module.test(from));
}

/** The module that a name is imported or required from; the name itself where nothing declares it. */
function moduleOf(name: ts.Identifier): string {
  const declaration = resolve(name);
  if (!declaration) return name.text;
  const from = ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier.getText();
  const made = ts.findAncestor(declaration, ts.isVariableDeclaration)?.initializer?.getText();
  return (from ?? /^require\((.*)\)$/.exec(made ?? "")?.[1] ?? "").slice(1, -1);
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
  if (ts.isBinaryExpression(node) && is(node.left) && asksForPresence(node)) return true;
  return ts.forEachChild(node, (child) => isTested(child, name) || undefined) ?? false;
}

/** `err && …`, `err ?? …`, `err !== null`, and not `event !== other` or `err instanceof Known` */
function asksForPresence({ operatorToken, right }: ts.BinaryExpression): boolean {
  const operator = operatorToken.getText();
  return (
    /^(?:&&|\|\||\?\?)$/.test(operator) ||
    (/^[!=]==?$/.test(operator) && /^(?:null|undefined|void 0)$/.test(right.getText()))
  );
}
