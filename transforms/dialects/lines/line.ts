import { functionName } from "../../categories/component.ts";
import { type LogLine, quoted } from "../../edits/emit.ts";
import type { Classified } from "../../model.ts";
import { bare, createPurity, type Purity } from "../../syntax/purity.ts";
import { hidesType, unwrapped } from "../../syntax/purity-wrappers.ts";
import { constantsOf } from "../../syntax/purity-writes.ts";
import { type Resolve, resolve } from "../../syntax/scope.ts";
import { ts } from "../../syntax/ts.ts";
import type { ReadCall } from "../dialect.ts";
import { type Entry, type Reading, readArguments } from "./arguments.ts";
import { isUnstable } from "./blocked.ts";
import { createErrorOf, type ErrorOf } from "./errors.ts";
import { createKeys, labelOf, leftOutLabel, propertyText } from "./labels.ts";
import { createPartsOf, type Part, type PartsOf, type Piece, templateOf, tidy, trimEnd } from "./text.ts";

/** A mirror of a call as source. */
export type Mirror = {
  readonly line: LogLine;
  /** What it does not show, for the report. */
  readonly leftOut: readonly string[];
  /** Whether evaluating the call's own arguments may have effects. */
  readonly hasEffects: boolean;
};

/**
 * What is known of the arguments where the mirror stands: they were evaluated and are what they were (`same`), were
 * evaluated and something may have changed since (`changed`), or may not have been evaluated (`unknown`).
 */
export type Certainty = "same" | "changed" | "unknown";

/** Writes the mirrors of a file's calls. */
export type Mirrors = (call: ReadCall, certainty: Certainty) => Mirror;

export function createMirrors(file: Classified): Mirrors {
  const tools: Tools = {
    file,
    resolve,
    purity: createPurity(file.ast),
    isConstant: constantsOf(file.ast),
    partsOf: createPartsOf(resolve),
    errorOf: createErrorOf(resolve),
  };
  return (call, certainty) => mirror(call, certainty, tools);
}

type Tools = {
  readonly file: Classified;
  readonly resolve: Resolve;
  readonly purity: Purity;
  readonly isConstant: (name: ts.Identifier) => boolean;
  readonly partsOf: PartsOf;
  readonly errorOf: ErrorOf;
};

type Copy = (node: ts.Expression, key?: string) => string | undefined;
type Copies = {
  readonly copy: Copy;
  /** For what is filled into a text. */
  readonly inText: Copy;
  readonly spread: Copy;
  readonly lose: (node: ts.Node) => void;
};

function mirror(call: ReadCall, certainty: Certainty, tools: Tools): Mirror {
  const { file, purity, resolve } = tools;
  const leftOut = new Set<string>();
  const lose = (node: ts.Node, key?: string): void => void leftOut.add(leftOutLabel(node, key));
  const safe = certainty !== "same";
  const blocked = isUnstable(call.call, certainty === "unknown", resolve);
  const present = (name: ts.Identifier): boolean => certainty === "changed" && tools.isConstant(name);
  const orLose =
    (of: Purity["copy"], inText: boolean): Copy =>
    (node, key) => {
      const text = of(node, { safe, inText, present, blocked, leftOut: lose });
      if (text === undefined) lose(node, key);
      return text;
    };
  const copy = orLose(purity.copy, false);
  const inText = orLose(purity.copy, true);
  const copies: Copies = { copy, inText, spread: orLose(purity.copySpread, false), lose };
  const reading = readArguments(call, { ...tools, copy });
  const message = composeMessage(reading, inText, tools);
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
  /** An error in a dress is in `error` anyway; any other value that cannot be filled in goes to `data`. */
  const fill = (node: ts.Expression): Piece => {
    const found = errorOf(node);
    error ??= found;
    const inner = bare(node);
    const value = ts.isCallExpression(inner) && hidesType(inner) ? unwrapped(inner) : undefined;
    if (found && (ts.isCallExpression(inner) || /\bstack\b/.test(inner.getText()))) return ERROR;
    if (value) entries.push({ kind: "value", value });
    const text = value ? undefined : copy(node);
    return text === undefined ? GAP : { text, isCode: true };
  };
  const parts = tidy(texts.flatMap((text, i): readonly Part[] => (i > 0 ? [" ", ...text] : text)));
  const pieces = withoutLastError(
    parts.map((part) => (typeof part === "string" ? { text: part, isCode: false } : fill(part))),
  );
  const says = pieces.some(({ text, isCode }) => isCode || /[^\s…]/.test(text));
  if (!says) return { code: undefined, error, entries };
  const code = pieces.some(({ isCode }) => isCode)
    ? templateOf(pieces)
    : quoted(file, pieces.map(({ text }) => text).join(""));
  return { code, error, entries };
}

const GAP: Piece = { text: "…", isCode: false };
const ERROR: Piece = { text: "…", isCode: false };

/** `cannot read a: …` → `cannot read a` where the gap is the error that the line carries. */
function withoutLastError(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.at(-1) !== ERROR) return pieces;
  const rest = pieces.slice(0, -1);
  const last = rest.at(-1);
  return last && !last.isCode ? [...rest.slice(0, -1), { ...last, text: trimEnd(last.text) }] : rest;
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
