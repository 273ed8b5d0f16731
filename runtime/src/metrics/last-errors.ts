import type { LogLevel } from "../level.ts";
import type { Json } from "../record.ts";
import { decode } from "../redaction/copy.ts";
import type { JsonText } from "../redaction/quote.ts";

/** A record at `error` or above, as it was written. */
export type LastError = {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly level: LogLevel;
  readonly category: string;
  readonly component: string;
  readonly message: string;
  readonly correlationId?: string;
  /** What was thrown. */
  readonly error?: { readonly type: string; readonly message: string };
};

export type ErrorRecord = Pick<LastError, "time" | "level" | "category" | "component" | "message"> & {
  readonly json: { readonly err: JsonText; readonly correlationId: JsonText };
};

export const LAST_ERRORS = 20;
const LONGEST = 500;

export type LastErrors = {
  readonly add: (record: ErrorRecord) => void;
  readonly list: () => readonly LastError[];
};

/** The last 20, the newest first; texts longer than 500 UTF-16 units are cut. What was thrown is decoded when somebody reads. */
export function createLastErrors(): LastErrors {
  let kept: readonly (() => LastError)[] = [];
  return {
    add({ time, level, category, component, message, json: { err, correlationId } }) {
      const what = { time, level, category, component: cut(component), message: cut(message) };
      const read = (): LastError => ({ ...what, ...idOf(decode(correlationId)), ...errorOf(decode(err)) });
      kept = [read, ...kept.slice(0, LAST_ERRORS - 1)];
    },
    list: () => kept.map((read) => read()),
  };
}

/** Those of several recorders as one's. */
export const mergeLastErrors = (all: readonly (readonly LastError[])[]): readonly LastError[] =>
  all
    .flat()
    .sort((first, second) => second.time - first.time)
    .slice(0, LAST_ERRORS);

const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`);

const idOf = (id: Json | undefined): Pick<LastError, "correlationId"> =>
  typeof id === "string" ? { correlationId: cut(id) } : {};

function errorOf(err: Json | undefined): Pick<LastError, "error"> {
  if (typeof err !== "object" || err === null || Array.isArray(err)) return {};
  const { type, message } = err as { readonly [key: string]: Json };
  return { error: { type: cut(String(type ?? "Error")), message: cut(String(message ?? "")) } };
}
