import { ts } from "../syntax/ts.ts";
import { functionOf } from "./callees.ts";
import { calleeName } from "./calls.ts";
import { functionHandler } from "./handlers/inline.ts";
import type { ErrorContext, Handler, HandlerFunction, HandlerKind } from "./model.ts";
import { declaringScope, isReference } from "./scope.ts";

const EMPTY_NAMES =
  /^(?:_?noop|nop|ignore\w*|swallow\w*|doNothing|silence\w*|empty(?:Function|Fn)?|EMPTY_\w+)$/i;

/** Whether a function that stands elsewhere drops what it is given, as its name says: `noop`, `_.noop`. */
export function isNamedEmpty(node: ts.Expression): boolean {
  const name = calleeName(node);
  return EMPTY_NAMES.test(name) || node.getText() === "Function.prototype";
}

export type Referenced = {
  readonly handler: Handler;
  /** Whether all that the file does with the function is to give it errors. */
  readonly onlyForErrors: boolean;
};

/** The function of this file that a name stands for. */
export function functionHere(node: ts.Expression): HandlerFunction | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const scope = declaringScope(node, node.getSourceFile(), node.text);
  return scope && declaredFunction(scope, node.text);
}

/** The function of this file that a handler passed by name is. */
export function referenced(node: ts.Expression, kind: HandlerKind): Referenced | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const scope = declaringScope(node, node.getSourceFile(), node.text);
  const fn = scope && declaredFunction(scope, node.text);
  if (!fn) return undefined;
  return {
    handler: functionHandler(kind, fn, { nullable: kind === "node-callback", operation: undefined }),
    onlyForErrors: !isExported(fn) && isOnlyForErrors(scope, node.text),
  };
}

/** The handler that an expression stands for: a method, what a factory gives, a function of another file. */
export function referencedElsewhere(
  ctx: ErrorContext,
  node: ts.Expression,
  kind: HandlerKind,
): { readonly ctx: ErrorContext; readonly handler: Handler } | undefined {
  const found = functionOf(ctx, node);
  if (!found) return undefined;
  const rest = { nullable: kind === "node-callback", operation: undefined };
  return { ctx: found.ctx, handler: functionHandler(kind, found.fn, rest) };
}

function declaredFunction(scope: ts.Node, name: string): HandlerFunction | undefined {
  if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) return undefined;
  for (const statement of scope.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name && statement.body)
      return statement as HandlerFunction;
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(declared) || declared.text !== name || !initializer) continue;
      if (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) return initializer;
    }
  }
  return undefined;
}

function isExported(fn: HandlerFunction): boolean {
  const statement = ts.isFunctionDeclaration(fn) ? fn : fn.parent.parent.parent;
  return ts.canHaveModifiers(statement) && (ts.getModifiers(statement)?.some(isExport) ?? false);
}

const isExport = (modifier: ts.Modifier): boolean => modifier.kind === ts.SyntaxKind.ExportKeyword;

function isOnlyForErrors(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name && (isReference(node) || ts.isExportSpecifier(node.parent)))
    return isErrorArgument(node);
  return ts.forEachChild(node, (child) => (isOnlyForErrors(child, name) ? undefined : true)) === undefined;
}

/** `.catch(f)`, `.then(ok, f)`, `.on("error", f)`, and `.off("error", f)`, which only compares it. */
function isErrorArgument(node: ts.Identifier): boolean {
  const call = node.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  const method = call.expression.name.text;
  const index = call.arguments.indexOf(node);
  if (method === "catch") return index === 0;
  if (method === "then") return index === 1;
  const [event] = call.arguments;
  return index === 1 && event !== undefined && ts.isStringLiteralLike(event) && ERROR_EVENTS.test(event.text);
}

const ERROR_EVENTS = /^(?:error|\w+Error|uncaughtException|unhandledRejection)$/;
