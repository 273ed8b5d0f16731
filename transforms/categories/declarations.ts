import { findOurs } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";
import { DECORATORS } from "./decorators.ts";
import { lexicon } from "./lexicon.ts";
import { nameSignals } from "./names.ts";
import type { Signal } from "./score.ts";

const CLASS_NAME = 3;
const BASE = 4;
const INTERFACE = 3;
const CLASS_DECORATOR = 5;
const METHOD_DECORATOR = 3;
const FUNCTION_NAME = 1.5;

const decoratorHints = lexicon(DECORATORS);

/** Signals of a class: its name, what it extends and implements, its decorators and those of its methods. */
export function classSignals(node: ts.ClassLikeDeclaration, name: string | undefined): readonly Signal[] {
  return [
    ...(name ? nameSignals(name, CLASS_NAME, "class", `class ${name}`) : []),
    ...(node.heritageClauses ?? []).flatMap(heritageSignals),
    ...decoratorSignals(node, CLASS_DECORATOR),
    ...node.members.flatMap((member) => decoratorSignals(member, METHOD_DECORATOR)),
  ];
}

function heritageSignals(clause: ts.HeritageClause): readonly Signal[] {
  const extending = clause.token === ts.SyntaxKind.ExtendsKeyword;
  return clause.types.flatMap(({ expression }) => {
    const name = baseName(expression);
    const verb = extending ? "extends" : "implements";
    return name ? nameSignals(name, extending ? BASE : INTERFACE, "heritage", `class ${verb} ${name}`) : [];
  });
}

/** `Base` of `Base`, `lib.Base` and `Mixin(Base)`. */
function baseName(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isCallExpression(node) ? baseName(node.arguments[0] ?? node.expression) : undefined;
}

function decoratorSignals(node: ts.Node, weight: number): readonly Signal[] {
  if (!ts.canHaveDecorators(node)) return [];
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) => {
    const called = ts.isCallExpression(expression) ? expression.expression : expression;
    const name = baseName(called) ?? "";
    return decoratorHints(name).hints.map(({ category, strength }) => ({
      category,
      weight: weight * strength,
      source: "decorator" as const,
      sentence: `decorator @${name}`,
    }));
  });
}

/** Names of what a module declares at its top: functions, and constants that hold code. What `migrate` added says nothing. */
function declaredNames(ast: ts.SourceFile): readonly string[] {
  const ours = findOurs(ast).statements;
  return ast.statements.flatMap((statement) => {
    if (ours.includes(statement)) return [];
    if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name.text] : [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer && holdsCode(initializer) ? [name.text] : [],
    );
  });
}

function holdsCode(node: ts.Expression): boolean {
  const required = ts.isCallExpression(node) && node.expression.getText() === "require";
  return HOLDS_CODE.has(node.kind) && !required;
}

const HOLDS_CODE: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
]);

/** Signals of the name of a function or of a constant that holds code. */
export function functionSignals(name: string): readonly Signal[] {
  return nameSignals(name, FUNCTION_NAME, "function", `function ${name}`);
}

/** Signals of what a module declares: what one of its ten functions is about says less than what they are all about. */
export function declarationSignals(ast: ts.SourceFile): readonly Signal[] {
  const byName = declaredNames(ast).map(functionSignals);
  const counts = new Map<string, number>();
  for (const signals of byName) {
    for (const category of new Set(signals.map((s) => s.category))) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
  }
  const part = (category: string): number =>
    LEAST + ((1 - LEAST) * (counts.get(category) ?? 0)) / byName.length;
  return byName.flat().map((signal) => ({ ...signal, weight: signal.weight * part(signal.category) }));
}

const LEAST = 0.3;
