import { applyChanges } from "./apply.ts";
import type { Change, Edit } from "./model.ts";
import type { Changed } from "./report.ts";
import { revertSource } from "./revert.ts";
import { nodesOf } from "./syntax/nodes.ts";
import { ts } from "./syntax/ts.ts";
import { CATEGORIES, type CategoryName, LOG_LEVELS, type LogLevel } from "./target.ts";

/** What a person may want to say otherwise in an added log line. */
export type Wording = {
  readonly level: LogLevel;
  readonly category: CategoryName;
  readonly component: string;
  /** Undefined where it is filled in from values. */
  readonly message: string | undefined;
};

type Line = {
  readonly edit: Edit;
  readonly wording: Wording;
  /** Where each of them stands in the text of the edit. */
  readonly places: Readonly<Record<keyof Wording, { readonly start: number; readonly end: number }>>;
};

/** What the line of a change says; undefined for a change that adds none. */
export const wordingOf = (change: Change): Wording | undefined => lineOf(change)?.wording;

/**
 * The same change with another wording. Everything else of its line stays.
 * @returns a sentence where that cannot be: a later run knows a line by its level or its message
 */
export function reword(change: Change, wording: Partial<Wording>): Change | string {
  const line = lineOf(change);
  if (!line) return "only log lines can be worded otherwise";
  const { edit, places, wording: before } = line;
  const now = { ...before, ...wording };
  if (before.message === undefined && now.message !== undefined)
    return "its message is filled in from values";
  const isNew = (key: keyof Wording): boolean => now[key] !== before[key];
  if (isNew("level") && isNew("message"))
    return "level and message cannot both change: a later run knows the line by one of them";
  const quote = edit.text.charAt(places.component.start);
  const text: Record<keyof Wording, string> = {
    level: now.level,
    category: now.category,
    component: quoted(now.component, quote),
    message: quoted(now.message ?? "", quote),
  };
  let result = edit.text;
  for (const key of ["component", "category", "message", "level"] as const) {
    if (!isNew(key)) continue;
    const { start, end } = places[key];
    result = result.slice(0, start) + text[key] + result.slice(end);
  }
  const edits = change.edits.map((one) => (one === edit ? { ...edit, text: result } : one));
  return { ...change, edits };
}

/**
 * The outcome with some of its changes replaced.
 * @returns a sentence where the result could not be taken out again
 */
export function replaceChanges(outcome: Changed, replaced: ReadonlyMap<Change, Change>): Changed | string {
  if (replaced.size === 0) return outcome;
  const changes = outcome.changes.map((change) => replaced.get(change) ?? change);
  const output = applyChanges(outcome.source.text, changes);
  const isRevertible =
    revertSource({ ...outcome.source, text: output }).text === revertSource(outcome.source).text;
  return isRevertible ? { ...outcome, changes, output } : "it could not be taken out again";
}

function lineOf({ edits }: Change): Line | undefined {
  for (const edit of edits) {
    if (edit.text.trim() === "") continue;
    // A piece of a program: `(backendLogger.info("a", …), `; the parser makes the best of it.
    const ast = ts.createSourceFile("edit.ts", edit.text, ts.ScriptTarget.Latest, true);
    for (const node of nodesOf(ast)) {
      const line = ts.isCallExpression(node) ? readLine(node, edit, ast) : undefined;
      if (line) return line;
    }
  }
  return undefined;
}

function readLine(
  { expression, arguments: args }: ts.CallExpression,
  edit: Edit,
  ast: ts.SourceFile,
): Line | undefined {
  const [message, category, component] = args;
  if (!ts.isPropertyAccessExpression(expression) || !message || !category || !component) return undefined;
  const level = LOG_LEVELS.find((name) => name === expression.name.text);
  const chosen = ts.isPropertyAccessExpression(category)
    ? CATEGORIES.find((name) => name === category.name.text)
    : undefined;
  if (!level || !chosen || !ts.isPropertyAccessExpression(category) || !ts.isStringLiteral(component))
    return undefined;
  const place = (node: ts.Node) => ({ start: node.getStart(ast), end: node.getEnd() });
  return {
    edit,
    wording: {
      level,
      category: chosen,
      component: component.text,
      message: ts.isStringLiteral(message) ? message.text : undefined,
    },
    places: {
      level: place(expression.name),
      category: place(category.name),
      component: place(component),
      message: place(message),
    },
  };
}

function quoted(text: string, quote: string): string {
  const body = JSON.stringify(text).slice(1, -1);
  return quote === "'" ? `'${body.replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : `"${body}"`;
}
