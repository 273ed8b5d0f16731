import { ts } from "../../syntax/ts.ts";
import { calleeParts } from "../calls.ts";
import type { HandlerFunction } from "../model.ts";
import type { ErrorSite } from "./find.ts";
import { functionHandler, inlineFunction } from "./inline.ts";

const ERROR_NAME = /^_?(?:err|error|er|e|ex|exc|exception)$/;

/** Calls whose function gets an element, an event or an error that is certainly there. */
const OTHER_CALLBACKS =
  /^(?:map|forEach|filter|find|findIndex|findLast|some|every|reduce|reduceRight|sort|flatMap|then|catch|finally|on|once|off|addListener|addEventListener|prependListener|use|setErrorHandler|onError|mapErr|orElse|tapError|useCallback|useEffect|subscribe|with|otherwise|group|groupBy|from|replace)$|retry|Retry/;

/** Calls of node and its drivers that certainly end with `callback(err)`. */
const NODE_CALLS =
  /^(?:readFile|writeFile|appendFile|copyFile|unlink|rename|mkdir|rmdir|rm|stat|lstat|access|readdir|open|close|exec|execFile|lookup|randomBytes|pbkdf2|scrypt|mkdtemp|chmod|symlink|realpath|truncate)$/;

/** `fs.readFile(path, (err, data) => …)` */
export function findCallback(node: ts.Node): ErrorSite | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const fn = inlineFunction(node.arguments.at(-1));
  const [first] = fn?.parameters ?? [];
  if (!fn || !first || !ts.isIdentifier(first.name) || first.dotDotDotToken) return undefined;
  const name = first.name.text;
  const { method } = calleeParts(node.expression);
  if (!ERROR_NAME.test(name) || OTHER_CALLBACKS.test(method) || !isNodeCallback(fn, name, method))
    return undefined;
  return {
    kind: "inline",
    handler: functionHandler("node-callback", fn, { nullable: true, operation: node.expression }),
  };
}

/** The name alone proves little: the function must test it, take a result beside it, or belong to a known call. */
function isNodeCallback(fn: HandlerFunction, name: string, method: string): boolean {
  if (NODE_CALLS.test(method) || isTested(fn.body, name)) return true;
  return fn.parameters.length >= 2 && name.length > 2;
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
