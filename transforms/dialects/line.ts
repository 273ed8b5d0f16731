import { functionName } from "../categories/component.ts";
import { type LogLine, quoted } from "../edits/emit.ts";
import type { Classified } from "../model.ts";
import { type Resolve, resolverOf } from "../syntax/log-scope.ts";
import { bare, createPurity, type Purity } from "../syntax/purity.ts";
import { isStructured, unwrapped } from "../syntax/purity-wrappers.ts";
import { ts } from "../syntax/ts.ts";
import { type Entry, type Reading, readArguments } from "./arguments.ts";
import { isUnstable } from "./blocked.ts";
import type { ReadCall } from "./dialect.ts";
import { createErrorOf, type ErrorOf } from "./errors.ts";
import { createKeys, labelOf, leftOutLabel, propertyText } from "./labels.ts";
import { createPartsOf, type Part, type PartsOf, templateOf, tidy } from "./text.ts";

/** A mirror of a call as source. */
export type Mirror = {
  readonly line: LogLine;
  /** What it does not show, for the report. */
  readonly leftOut: readonly string[];
  /** Whether evaluating the call's own arguments may have effects. */
  readonly hasEffects: boolean;
};

/** Writes the mirrors of a file's calls. `safe` when the original may not evaluate its arguments, or not yet. */
export type Mirrors = (call: ReadCall, safe: boolean) => Mirror;

export function createMirrors(file: Classified): Mirrors {
  const resolve = resolverOf(file.ast);
  const tools: Tools = {
    file,
    resolve,
    purity: createPurity(file.ast),
    partsOf: createPartsOf(resolve),
    errorOf: createErrorOf(resolve),
  };
  return (call, safe) => mirror(call, safe, tools);
}

type Tools = {
  readonly file: Classified;
  readonly resolve: Resolve;
  readonly purity: Purity;
  readonly partsOf: PartsOf;
  readonly errorOf: ErrorOf;
};

type Copy = (node: ts.Expression, key?: string) => string | undefined;
type Copies = { readonly copy: Copy; readonly spread: Copy; readonly lose: (node: ts.Node) => void };

function mirror(call: ReadCall, safe: boolean, tools: Tools): Mirror {
  const { file, purity, resolve } = tools;
  const leftOut = new Set<string>();
  const lose = (node: ts.Node, key?: string): void => void leftOut.add(leftOutLabel(node, key));
  const blocked = isUnstable(call.call, safe, resolve);
  const how = { safe, blocked, leftOut: lose };
  const orLose =
    (of: Purity["copy"]): Copy =>
    (node, key) => {
      const text = of(node, how);
      if (text === undefined) lose(node, key);
      return text;
    };
  const copy = orLose(purity.copy);
  const copies: Copies = { copy, spread: orLose(purity.copySpread), lose };
  const reading = readArguments(call, { ...tools, copy });
  const message = composeMessage(reading, copy, tools);
  const { entries: bound, unstable } = boundTo(call, reading);
  const error = reading.error ?? message.error;
  const errorText = error && copy(error);
  const fields = [
    ...(errorText === undefined ? [] : [propertyText("error", errorText)]),
    ...dataField([...bound, ...reading.entries, ...message.entries], copies),
    ...(reading.args.length > 0 ? [`args: [${reading.args.join(", ")}]`] : []),
  ];
  const text = message.code ?? quoted(file, fallback(call.call, file, error !== undefined));
  const line = { level: call.level, message: text };
  return {
    line: fields.length > 0 ? { ...line, fields: `{ ${fields.join(", ")} }` } : line,
    leftOut: [...leftOut, ...unstable],
    hasEffects: leftOut.size > 0,
  };
}

type Message = {
  /** Undefined where the call has no text of its own. */
  readonly code: string | undefined;
  readonly error: ts.Expression | undefined;
  /** Values that only `data` can show. */
  readonly entries: readonly Entry[];
};

function composeMessage({ texts }: Reading, copy: Copy, { file, errorOf }: Tools): Message {
  const entries: Entry[] = [];
  let error: ts.Expression | undefined;
  const fill = (node: ts.Expression): { text: string; isCode: boolean } => {
    const found = errorOf(node);
    error ??= found;
    const inner = bare(node);
    if (ts.isCallExpression(inner) && isStructured(inner) && !found) {
      const value = unwrapped(inner);
      if (value) entries.push({ kind: "value", value });
      if (value) return { text: "…", isCode: false };
    }
    const isDressed = ts.isCallExpression(inner) || /\bstack\b|\bJSON\b/.test(inner.getText());
    const text = (found && isDressed ? copy(found) : undefined) ?? copy(node);
    return text === undefined ? { text: "…", isCode: false } : { text, isCode: true };
  };
  const parts = tidy(texts.flatMap((text, i): readonly Part[] => (i > 0 ? [" ", ...text] : text)));
  const pieces = parts.map((part) => (typeof part === "string" ? { text: part, isCode: false } : fill(part)));
  const says = pieces.some(({ text, isCode }) => isCode || /[^\s…]/.test(text));
  if (!says) return { code: undefined, error, entries };
  const code = pieces.some(({ isCode }) => isCode)
    ? templateOf(pieces)
    : quoted(file, pieces.map(({ text }) => text).join(""));
  return { code, error, entries };
}

/** What the child logger adds where the call does not say otherwise, and what of it cannot be read any more. */
function boundTo(
  { bindings }: ReadCall,
  { entries }: Reading,
): { readonly entries: readonly Entry[]; readonly unstable: readonly string[] } {
  const own = new Set(entries.flatMap((entry) => (entry.kind === "named" ? [entry.name] : [])));
  const latest = new Map(bindings.map((binding) => [binding.name, binding]));
  const added = [...latest.values()].filter(({ name }) => !own.has(name));
  return {
    entries: added.filter((b) => b.isStable).map(({ name, value }) => ({ kind: "named", name, value })),
    unstable: added.filter((b) => !b.isStable).map(({ name }) => `${name} (binding)`),
  };
}

/** `data: { a, b: c.d }`, or nothing. */
function dataField(entries: readonly Entry[], { copy, spread, lose }: Copies): readonly string[] {
  const key = createKeys();
  const properties = entries.flatMap((entry) => {
    if (entry.kind === "lost") lose(entry.node);
    if (entry.kind === "lost") return [];
    const name = entry.kind === "named" ? entry.name : undefined;
    const text = entry.kind === "spread" ? spread(entry.value) : copy(entry.value, name);
    if (text === undefined) return [];
    if (entry.kind === "spread") return [text];
    return [propertyText(key(name ?? labelOf(entry.value), name ? undefined : entry.value), text)];
  });
  return properties.length > 0 ? [`data: { ${properties.join(", ")} }`] : [];
}

/** What a line without a text is called: `ReactAgent.run failed` with an error, else `ReactAgent.run`. */
function fallback(call: ts.Node, file: Classified, failed: boolean): string {
  const { component } = file.at(call);
  const named = ts.findAncestor(call, (n) => ts.isConstructorDeclaration(n) || functionName(n) !== undefined);
  const name = named && (ts.isConstructorDeclaration(named) ? "constructor" : functionName(named));
  return `${name ? `${component}.${name}` : component}${failed ? " failed" : ""}`;
}
