import { types } from "node:util";
import type { Key } from "./key.ts";
import { LIMITS } from "./limits.ts";
import { ObjectText } from "./object-text.ts";
import { type JsonText, quote } from "./quote.ts";

/** Described by themselves, or in the place of what has this name. */
const OWN = new Set(["name", "message", "stack", "cause", "errors", "type", "__proto__"]);

/** An Error of any realm. */
export const isError = (value: unknown): value is Error =>
  types.isNativeError(value) || value instanceof Error;

/** How the parts of an error are encoded, within the caller's bounds. */
export type Describe = {
  readonly visit: (value: unknown, name: string) => JsonText;
  readonly key: (name: string) => Key;
  readonly shallow: <T>(run: () => T) => T;
};

/**
 * An Error with its cause chain, the errors of an AggregateError, and its own enumerable properties
 * (`code`, `status`, …); those only a few levels deep.
 */
export function describeError(error: Error, { visit, key, shallow }: Describe): JsonText {
  const described = new ObjectText();
  const put = (name: string, value: JsonText): void => described.put(key(name), value);
  put("type", visit(typeOf(error), "") || quote("Error"));
  put("message", text("message") || quote(""));
  put("stack", text("stack"));
  shallow(() => {
    for (const name of Object.keys(error).slice(0, LIMITS.entries)) {
      if (!OWN.has(name)) put(name, visit(read(error, name), name));
    }
  });
  for (const name of ["cause", "errors"]) {
    if (name in error) put(name, visit(read(error, name), name));
  }
  return described.text();

  function text(name: "message" | "stack"): JsonText {
    const value = read(error, name);
    const json = visit(value, name);
    return typeof value === "string" || value === undefined ? json : quote(json);
  }
}

/** The class's name, as pino shows it; the error's `name` when there is none. */
function typeOf(error: Error): string {
  const made = read(error, "constructor");
  const name = typeof made === "function" ? read(made, "name") : undefined;
  if (typeof name === "string" && name !== "") return name;
  const own = read(error, "name");
  return typeof own === "string" ? own : "Error";
}

function read(from: object, key: string): unknown {
  try {
    return (from as Record<string, unknown>)[key];
    // blog-ignore-next-line err/swallowed-catch -- the record says that the value is unreadable
  } catch {
    return "[unreadable]";
  }
}
