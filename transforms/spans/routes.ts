import { ts } from "../syntax/ts.ts";

const VERBS: ReadonlySet<string> = new Set([
  "get",
  "post",
  "put",
  "patch",
  "delete",
  "head",
  "options",
  "all",
]);
const RECEIVER = /(?:app|api|server|routers?|routes?|fastify|hono|koa|instance)$/i;

/**
 * `POST /run` of the last function in `app.post("/run", auth, async (req, res) => { … })`, `request` of the
 * one in `createServer(async (req, res) => { … })`; undefined for every other callback.
 */
export function routeName(node: ts.ArrowFunction | ts.FunctionExpression): string | undefined {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.arguments.at(-1) !== node) return undefined;
  const { expression } = call;
  const method = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  if (method === "createServer") return "request";
  if (!ts.isPropertyAccessExpression(expression) || !VERBS.has(method)) return undefined;
  const [path] = call.arguments;
  const known = RECEIVER.test(lastName(expression.expression)) && path && ts.isStringLiteralLike(path);
  return known && /^[/*:]|^$/.test(path.text) ? `${method.toUpperCase()} ${path.text || "/"}` : undefined;
}

function lastName(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) ? node.text : "";
}
