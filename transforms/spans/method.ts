import { quoted } from "../edits/emit.ts";
import { insertAfterStatement } from "../edits/statements.ts";
import type { Change, Edit, FileContext } from "../model.ts";
import { isEmittedSpanCall } from "../syntax/ours.ts";
import { ts } from "../syntax/ts.ts";
import { LOGGER_METHODS } from "../target.ts";
import { isCaptured } from "./captured.ts";
import { isExportTarget } from "./exports.ts";
import type { FoundFunction } from "./functions.ts";
import { isDecorated } from "./modifiers.ts";
import { defineStrategy } from "./strategy.ts";

/*
 * One line behind the class, which wraps its methods on the prototype; nothing of the class is touched:
 *
 *   class ReactAgent { async run() { … } }
 *   backendLogger.traceMethods(ReactAgent, LogCategory.AGENT_OPERATIONS, ["run"]);
 *
 * Out of scope: classes that no name reaches behind their statement (`return class …`), methods that a decorator
 * or a static part of the class may keep as they are. All are left to the body form.
 */
export const method = defineStrategy({
  name: "method",
  fits: (found) =>
    found.kind === "method" &&
    !isDecorated(found.node) &&
    classTarget(found.owner) !== undefined &&
    !isCaptured(found),
  isDone: (found, ctx) => found.kind === "method" && tracedNames(found.owner, ctx).includes(found.name ?? ""),
  plan: (found, ctx) => {
    const changes = [...byClass(found)].flatMap(([owner, methods]) => traceClass(owner, methods, ctx));
    return { done: found.length, changes, declined: [] };
  },
});

function byClass(
  all: readonly FoundFunction[],
): ReadonlyMap<ts.ClassLikeDeclaration, readonly FoundFunction[]> {
  const groups = new Map<ts.ClassLikeDeclaration, FoundFunction[]>();
  for (const found of all) {
    if (found.kind === "method") groups.set(found.owner, [...(groups.get(found.owner) ?? []), found]);
  }
  return groups;
}

type Target = { readonly text: string; readonly statement: ts.Statement };

/** How a class can be named behind its statement, and that statement. */
function classTarget(owner: ts.ClassLikeDeclaration): Target | undefined {
  if (ts.isClassDeclaration(owner)) return owner.name && { text: owner.name.text, statement: owner };
  const { parent } = owner;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const statement = parent.parent.parent;
    return ts.isVariableStatement(statement) ? { text: parent.name.text, statement } : undefined;
  }
  if (!ts.isBinaryExpression(parent) || parent.right !== owner || !isExportTarget(parent.left))
    return undefined;
  const statement = parent.parent;
  return ts.isExpressionStatement(statement) ? { text: parent.left.getText(), statement } : undefined;
}

function traceClass(
  owner: ts.ClassLikeDeclaration,
  methods: readonly FoundFunction[],
  ctx: FileContext,
): readonly Change[] {
  const target = classTarget(owner);
  if (!target) return [];
  const names = [...new Set(methods.flatMap((m) => m.name ?? []))];
  const summary = `traced ${names.join(", ")} of ${target.text}`;
  const existing = existingNames(target, ctx);
  const edits = existing ? extend(existing, names, ctx) : add(owner, target, names, ctx);
  const range = { start: owner.getStart(ctx.file.ast), end: owner.getEnd() };
  const sites = methods.map(({ node }) => node.getStart(ctx.file.ast));
  return [{ kind: "span", range, summary, edits, sites }];
}

function add(owner: ts.Node, target: Target, names: readonly string[], ctx: FileContext): readonly Edit[] {
  const { file } = ctx;
  const list = names.map((name) => quoted(file, name)).join(", ");
  const category = `${ctx.names.category}.${file.at(owner).category}`;
  const code = `${ctx.names.logger}.${LOGGER_METHODS.traceMethods}(${target.text}, ${category}, [${list}])`;
  return insertAfterStatement(file, target.statement, code, `traced methods of ${target.text}`);
}

/** New names behind the last one of the list that an earlier run wrote. */
function extend(
  list: ts.ArrayLiteralExpression,
  names: readonly string[],
  { file }: FileContext,
): readonly Edit[] {
  const last = list.elements.at(-1);
  const at = last ? last.getEnd() : list.getStart(file.ast) + 1;
  const text = (last ? ", " : "") + names.map((name) => quoted(file, name)).join(", ");
  return [{ start: at, end: at, text, side: "after", reason: "more traced methods" }];
}

/** The list of names in the `traceMethods` line behind a class. */
function existingNames(
  { text, statement }: Target,
  { ours }: FileContext,
): ts.ArrayLiteralExpression | undefined {
  if (!ours.logger) return undefined;
  const { parent } = statement;
  const siblings = "statements" in parent ? (parent.statements as ts.NodeArray<ts.Statement>) : [];
  for (const sibling of siblings) {
    const call = ts.isExpressionStatement(sibling) ? sibling.expression : undefined;
    if (!call || !isEmittedSpanCall(call, ours, "traceMethods")) continue;
    const [owner, , names] = call.arguments;
    if (owner?.getText() === text && names && ts.isArrayLiteralExpression(names)) return names;
  }
  return undefined;
}

function tracedNames(owner: ts.ClassLikeDeclaration, ctx: FileContext): readonly string[] {
  const target = ctx.ours.logger ? classTarget(owner) : undefined;
  const names = target && existingNames(target, ctx);
  return names?.elements.flatMap((e) => (ts.isStringLiteral(e) ? [e.text] : [])) ?? [];
}
