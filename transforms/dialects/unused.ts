import { cutStatement } from "../edits/cut.ts";
import type { Change, Edit, FileContext, Parsed } from "../model.ts";
import { nodesOf } from "../syntax/nodes.ts";
import { bare } from "../syntax/purity.ts";
import { isReference, resolve } from "../syntax/scope.ts";
import { countAtFront } from "../syntax/sorted.ts";
import { ts } from "../syntax/ts.ts";
import { aloneIn, cutNames, isOfLogging, listOf, type NameList, required } from "./name-lists.ts";
import { DIALECT_BY_PACKAGE } from "./tables/index.ts";

/*
 * What nothing uses any more once the legacy calls are gone, from the use to the import:
 *
 *   import pino from "pino";           –
 *   const root = pino();               –
 *   const log = root.child({ a });     –
 *   class A {
 *     private log = new Logger("A");   –
 *     run() { this.log.info("a"); }
 *   }
 *
 * Out of scope: what is exported, parameters, loggers that a function of the project makes, and imports of the
 * project's modules that are not named after logging: they may do more than that.
 */

/** The declarations that are unused once `dropped` is made. Each stands only with all that it takes. */
export function planUnused({ file }: FileContext, dropped: readonly Change[]): readonly Change[] {
  const uses = dropped.length === 0 ? new Map<ts.Node, readonly ts.Node[]>() : usesOf(file.ast);
  const changes: Change[] = [];
  const lists = new Map<NameList, Map<ts.Node, readonly Change[]>>();
  const waiting = new Set(uses.keys());
  for (let before = -1; before !== changes.length; ) {
    before = changes.length;
    const takerOf = createTakers([...dropped, ...changes], file.ast);
    for (const declaration of waiting) {
      const taken = (uses.get(declaration) ?? []).map(takerOf);
      if (taken.length === 0 || taken.includes(undefined)) continue;
      waiting.delete(declaration);
      const list = listOf(declaration);
      if (list) lists.set(list, (lists.get(list) ?? new Map()).set(declaration, taken as Change[]));
      const edit = removalOf(declaration, file);
      if (edit) changes.push(changeOf("logger", [declaration], [edit], taken as Change[]));
    }
  }
  for (const [list, gone] of lists) {
    const names = [...gone.keys()];
    const kind = ts.isImportDeclaration(list) ? "import" : "logger";
    changes.push(changeOf(kind, names, cutNames(file, list, names), [...gone.values()].flat()));
  }
  return changes;
}

function changeOf(
  kind: Change["kind"],
  declarations: readonly ts.Node[],
  edits: readonly Edit[],
  takers: readonly Change[],
): Change {
  const [first] = declarations as readonly [ts.Node];
  return {
    kind,
    range: { start: first.getStart(), end: first.getEnd() },
    summary: `${declarations.map(nameOf).join(", ")} dropped, which nothing uses any more`,
    edits,
    requires: [...new Set(takers)],
  };
}

/** The change that takes a node along, where one does. No two edits overlap. */
function createTakers(changes: readonly Change[], ast: ts.SourceFile): (node: ts.Node) => Change | undefined {
  const cuts = changes
    .flatMap((change) => change.edits.map(({ start, end }) => ({ start, end, change })))
    .sort((a, b) => a.start - b.start);
  return (node) => {
    const start = node.getStart(ast);
    const cut = cuts[countAtFront(cuts, (one) => one.start <= start) - 1];
    return cut && node.getEnd() <= cut.end ? cut.change : undefined;
  };
}

/** Declaration → every place that speaks of it, in types too. */
function usesOf(ast: ts.SourceFile): ReadonlyMap<ts.Node, readonly ts.Node[]> {
  const uses = new Map<ts.Node, ts.Node[]>();
  const fields = new Map<string, ts.Node[]>();
  const names = new Map<string, ts.Node[]>();
  const add = <K>(map: Map<K, ts.Node[]>, key: K | undefined, node: ts.Node): void => {
    if (key === undefined) return;
    const known = map.get(key);
    if (known) known.push(node);
    else map.set(key, [node]);
  };
  for (const node of nodesOf(ast)) {
    if (ts.isIdentifier(node) && isUse(node)) add(uses, resolve(node), node);
    else if (ts.isPropertyDeclaration(node) && isPrivate(node)) add(fields, node.name.getText(ast), node);
    else if (ts.isPropertyAccessExpression(node)) add(names, node.name.text, node);
    else if (ts.isStringLiteralLike(node)) add(names, node.text, node);
    else if (ts.isBindingElement(node)) add(names, (node.propertyName ?? node.name).getText(ast), node);
  }
  // Who `x.log` is of is not known: a private field is unused where nothing of its name is left.
  for (const [name, [field, ...more]] of fields)
    if (field && more.length === 0) uses.set(field, names.get(name) ?? []);
  return uses;
}

const isUse = (node: ts.Identifier): boolean =>
  isReference(node) ||
  ts.isExportSpecifier(node.parent) ||
  ts.isTypeReferenceNode(node.parent) ||
  ts.isTypeQueryNode(node.parent);

const isPrivate = (node: ts.PropertyDeclaration): boolean =>
  !ts.getDecorators(node) &&
  (ts.isPrivateIdentifier(node.name) || (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0);

const nameOf = (node: ts.Node): string => (node as ts.NamedDeclaration).name?.getText() ?? "a name";

/** The edit that takes a logger out; undefined for what may do more than make one. */
function removalOf(node: ts.Node, file: Parsed): Edit | undefined {
  if (ts.isPropertyDeclaration(node))
    return makesLogger(node.initializer) ? cutStatement(file, node as unknown as ts.Statement) : undefined;
  if (!ts.isVariableDeclaration(node)) return undefined;
  const statement = aloneIn(node);
  return statement && (makesLogger(node.initializer) || isOfLogging(required(node.initializer)))
    ? cutStatement(file, statement)
    : undefined;
}

/** `pino({ … })`, `new Logger("A")`, `root.child({ … })`: a package of a dialect makes it, and nothing waits or changes. */
function makesLogger(node: ts.Expression | undefined): boolean {
  if (!node) return false;
  const inner = bare(node);
  if (ts.isIdentifier(inner)) return isLogging(inner);
  if (ts.isPropertyAccessExpression(inner)) return makesLogger(inner.expression);
  if (!ts.isCallExpression(inner) && !ts.isNewExpression(inner)) return false;
  return makesLogger(inner.expression) && !(inner.arguments ?? []).some(changesSomething);
}

function isLogging(name: ts.Identifier): boolean {
  const declaration = resolve(name);
  if (!declaration) return false;
  const from = ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier;
  if (from) return ts.isStringLiteral(from) && DIALECT_BY_PACKAGE.has(from.text);
  if (!ts.isVariableDeclaration(declaration)) return false;
  const source = required(declaration.initializer);
  return source
    ? ts.isStringLiteralLike(source) && DIALECT_BY_PACKAGE.has(source.text)
    : makesLogger(declaration.initializer);
}

function changesSomething(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isPostfixUnaryExpression(node))
    return true;
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return true;
  return ts.forEachChild(node, (child) => changesSomething(child) || undefined) ?? false;
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
