import type { Names } from "../model.ts";
import { LOCAL_NAMES, LOG_LEVELS, LOGGER_METHODS, RUNTIME_EXPORTS, RUNTIME_PACKAGE } from "../target.ts";
import { isFixLine } from "./fix-line.ts";
import { ts } from "./ts.ts";

/** What an earlier run (or a person) already brought into the file, by local name. */
export type Ours = Partial<Names> & {
  /** Statements that bind these names: the import or `require`, and `const backendLogger = getLogger()`. */
  readonly statements: readonly ts.Statement[];
  /** All local names imported from the runtime, a person's own among them. */
  readonly imported: readonly string[];
};

/** Finds the names bound to `blog-runtime` in a file; all undefined where there are none. */
export function findOurs(ast: ts.SourceFile): Ours {
  const names: { -readonly [key in keyof Names]?: Names[key] } = {};
  const statements: ts.Statement[] = [];
  const imported: string[] = [];
  if (!ast.text.includes(RUNTIME_PACKAGE)) return { statements, imported };
  for (const statement of ast.statements) {
    const bound = importedNames(statement);
    for (const [exported, local] of bound) {
      for (const key of ["getLogger", "category", "logger"] as const) {
        if (exported === RUNTIME_EXPORTS[key]) names[key] = local;
      }
    }
    if (bound.size > 0) statements.push(statement);
    imported.push(...bound.values());
  }
  const declared = ast.statements.find((s) => loggerName(s, names.getLogger) !== undefined);
  if (declared) {
    statements.push(declared);
    names.logger = loggerName(declared, names.getLogger) ?? LOCAL_NAMES.logger;
  }
  return { ...names, statements, imported };
}

/** Exported name → local name of `import { a as b } from "blog-runtime"` and of its `require` form. */
function importedNames(statement: ts.Statement): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    if (isRuntime(statement.moduleSpecifier) && bindings && ts.isNamedImports(bindings)) {
      for (const e of bindings.elements) names.set((e.propertyName ?? e.name).text, e.name.text);
    }
  } else if (ts.isVariableStatement(statement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isObjectBindingPattern(name) || !isRequireOfRuntime(initializer)) continue;
      for (const e of name.elements) {
        const exported = e.propertyName ?? e.name;
        if (ts.isIdentifier(e.name) && ts.isIdentifier(exported)) names.set(exported.text, e.name.text);
      }
    }
  }
  return names;
}

function isRuntime(specifier: ts.Expression | undefined): boolean {
  return specifier !== undefined && ts.isStringLiteralLike(specifier) && specifier.text === RUNTIME_PACKAGE;
}

function isRequireOfRuntime(node: ts.Expression | undefined): boolean {
  return (
    node !== undefined &&
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === "require" &&
    isRuntime(node.arguments[0])
  );
}

/** `x` of `const x = getLogger();` */
function loggerName(statement: ts.Statement, getLogger: string | undefined): string | undefined {
  if (!getLogger || !ts.isVariableStatement(statement)) return undefined;
  const [declaration, more] = statement.declarationList.declarations;
  if (!declaration?.initializer || more || !ts.isIdentifier(declaration.name)) return undefined;
  const { initializer } = declaration;
  const calls = ts.isCallExpression(initializer) && ts.isIdentifier(initializer.expression);
  return calls && initializer.expression.text === getLogger ? declaration.name.text : undefined;
}

/** The method name when `node` is a call on our logger: `backendLogger.info(…)` gives `info`. */
export function ourMethod(node: ts.Node, ours: Ours): string | undefined {
  if (!ours.logger || !ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  return expression.expression.text === ours.logger ? expression.name.text : undefined;
}

/** Whether `node` is a call of our logger that writes a line, a hand-written one too. */
export function isOurLogCall(node: ts.Node, ours: Ours): node is ts.CallExpression {
  const method = ourMethod(node, ours);
  return method !== undefined && (OUR_LEVELS as readonly string[]).includes(method);
}

const OUR_LEVELS = [...LOG_LEVELS, "warning", "fatal"] as const;

/**
 * Whether `node` has the exact shape of what this tool writes: literal or template, `LogCategory.X`, a literal component;
 * or what `lint --fix` writes with the project's own logger.
 */
export function isEmittedLogCall(node: ts.Node, ours: Ours): node is ts.CallExpression {
  if (!isOurLogCall(node, ours)) return isFixLine(node);
  const [message, category, component] = node.arguments;
  return (
    isText(message) && isCategory(category, ours) && component !== undefined && ts.isStringLiteral(component)
  );
}

/** Whether `node` is an emitted `backendLogger.<method>("Name", LogCategory.X, …)` or `traceMethods(Class, LogCategory.X, […])`. */
export function isEmittedSpanCall(
  node: ts.Node,
  ours: Ours,
  method: keyof typeof LOGGER_METHODS,
): node is ts.CallExpression {
  if (ourMethod(node, ours) !== LOGGER_METHODS[method]) return false;
  const call = node as ts.CallExpression;
  return call.arguments.length === 3 && isCategory(call.arguments[1], ours);
}

function isText(node: ts.Expression | undefined): boolean {
  return node !== undefined && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node));
}

function isCategory(node: ts.Expression | undefined, ours: Ours): boolean {
  return (
    node !== undefined &&
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === ours.category
  );
}

/**
 * `foo` of `void foo`, else the node: `void` marks the braces that an edit added.
 * `void (err && foo)`, where the line is only for runs with an error, gives `foo` too.
 */
export function unvoid(node: ts.Expression): ts.Expression {
  if (!ts.isVoidExpression(node)) return node;
  const { expression } = node;
  const inner = ts.isParenthesizedExpression(expression) ? expression.expression : expression;
  const isGuard =
    ts.isBinaryExpression(inner) &&
    inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
    ts.isIdentifier(inner.left);
  return isGuard ? inner.right : expression;
}

/** Whether a statement is an emitted log call or `traceMethods` line. */
export function isEmittedStatement(statement: ts.Statement, ours: Ours): statement is ts.ExpressionStatement {
  if (!ts.isExpressionStatement(statement)) return false;
  const call = unvoid(statement.expression);
  return isEmittedLogCall(call, ours) || isEmittedSpanCall(call, ours, "traceMethods");
}

/** Whether a name is a binding that only this tool writes. */
export function isOurErrorName(name: string): boolean {
  return new RegExp(`^${LOCAL_NAMES.error}\\d*$`).test(name);
}
