import { resolve } from "../syntax/scope.ts";
import { ts } from "../syntax/ts.ts";
import { defineRule, problemAt } from "./define.ts";
import type { LintFile } from "./model.ts";

/** Exports that give an emitter whose `error` event throws where nobody listens, by module. */
const EMITTERS: Readonly<Record<string, readonly string[]>> = {
  child_process: ["spawn", "fork"],
  fs: ["createReadStream", "createWriteStream"],
  net: ["connect", "createConnection", "Socket"],
  tls: ["connect"],
  http: ["request", "get"],
  https: ["request", "get"],
  http2: ["connect"],
  worker_threads: ["Worker"],
  ws: ["default", "WebSocket", "WebSocketServer"],
  pg: ["Pool", "Client"],
  redis: ["createClient"],
};

export default defineRule({
  name: "missing-error-listener",
  check: (file) =>
    [...file.nodes(ts.SyntaxKind.CallExpression), ...file.nodes(ts.SyntaxKind.NewExpression)].flatMap(
      (node) => {
        if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
        const made = emitterOf(node);
        if (!made || isHeard(node, file)) return [];
        return [
          problemAt(node.expression, `Nobody listens to the \`error\` event of what \`${made}\` gives.`),
        ];
      },
    ),
});

/** The name of what makes an emitter, by its import. */
function emitterOf({ expression }: ts.CallExpression | ts.NewExpression): string | undefined {
  const isMember = ts.isPropertyAccessExpression(expression);
  const root = isMember ? expression.expression : expression;
  if (!ts.isIdentifier(root)) return undefined;
  const declaration = resolve(root);
  const from = declaration && importOf(declaration);
  const exported = from && Object.hasOwn(EMITTERS, from.module) ? EMITTERS[from.module] : undefined;
  if (!from || !exported) return undefined;
  const name = isMember ? expression.name.text : from.name;
  return exported.includes(name) ? expression.getText() : undefined;
}

/** The module and the name that a declaration imports. */
function importOf(node: ts.Declaration): { readonly module: string; readonly name: string } | undefined {
  const declaration = ts.findAncestor(node, ts.isImportDeclaration);
  if (declaration && ts.isStringLiteral(declaration.moduleSpecifier)) {
    const name = ts.isImportSpecifier(node) ? (node.propertyName ?? node.name).text : "default";
    return { module: bare(declaration.moduleSpecifier.text), name };
  }
  const variable = ts.findAncestor(node, ts.isVariableDeclaration);
  const required = /^require\(["']([^"']+)["']\)$/.exec(variable?.initializer?.getText() ?? "")?.[1];
  if (required === undefined) return undefined;
  const name = ts.isBindingElement(node) ? (node.propertyName ?? node.name).getText() : "default";
  return { module: bare(required), name };
}

const bare = (specifier: string): string => specifier.replace(/^node:/, "");

/** Whether somebody listens, or may do so elsewhere. */
function isHeard(node: ts.Node, file: LintFile): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)) return isHeard(parent, file);
  if (ts.isPropertyAccessExpression(parent)) return isHeardInChain(parent, file);
  if (ts.isExpressionStatement(parent)) return false;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return true;
  const statement = parent.parent.parent;
  if (
    ts.isVariableStatement(statement) &&
    statement.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)
  )
    return true;
  const uses = usesOf(parent, file);
  const isOwn = uses.some(hearsEnd);
  return uses.some((use) => isHeardAt(use, file) && !(isOwn && ts.isReturnStatement(use.parent)));
}

/** `socket.on("close", …)`: who listens to its end is who it belongs to, though it is returned. */
function hearsEnd({ parent }: ts.Identifier): boolean {
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent)) return false;
  const [event] = parent.parent.arguments;
  return (
    /^(?:on|once|addListener)$/.test(parent.name.text) &&
    event !== undefined &&
    ts.isStringLiteralLike(event) &&
    /^(?:close|exit|end|finish|disconnect)$/.test(event.text)
  );
}

/** `createReadStream(path).on("error", fail).pipe(out)` */
function isHeardInChain(access: ts.PropertyAccessExpression, file: LintFile): boolean {
  const call = access.parent;
  if (!ts.isCallExpression(call) || call.expression !== access) return true;
  if (listens(call)) return true;
  if (/^(?:on|once|setEncoding|setTimeout)$/.test(access.name.text)) return isHeard(call, file);
  return !/^(?:pipe|unref|end)$/.test(access.name.text);
}

function listens({ expression, arguments: [event] }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  return (
    /^(?:on|once|addListener|prependListener|addEventListener)$/.test(expression.name.text) &&
    event !== undefined &&
    (!ts.isStringLiteralLike(event) || event.text === "error")
  );
}

function usesOf(declaration: ts.VariableDeclaration, { ctx }: LintFile): readonly ts.Identifier[] {
  const name = declaration.name.getText();
  const uses: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isIdentifier(node) &&
      node.text === name &&
      node !== declaration.name &&
      resolve(node) === declaration
    )
      uses.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ctx.file.ast);
  return uses;
}

/** Whether a use listens, or gives the emitter to somebody who may. */
function isHeardAt(use: ts.Identifier, file: LintFile): boolean {
  const { parent } = use;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === use) {
    if (parent.name.text === "onerror") return true;
    const call = parent.parent;
    if (!ts.isCallExpression(call) || call.expression !== parent) return false;
    if (listens(call)) return true;
    return /^(?:on|once)$/.test(parent.name.text)
      ? isHeard(call, file) && !ts.isExpressionStatement(call.parent)
      : false;
  }
  if (ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression))
    return parent.expression.name.text !== "pipe";
  return true;
}
