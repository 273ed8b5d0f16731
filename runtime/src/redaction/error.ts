import { types } from "node:util";
import type { Json } from "../record.ts";
import { LIMITS } from "./limits.ts";

const OWN = new Set(["name", "message", "stack", "cause", "errors"]);

/** An Error of any realm. */
export const isError = (value: unknown): value is Error =>
  types.isNativeError(value) || value instanceof Error;

/** How the parts of an error are copied, within the caller's bounds. */
export type Describe = {
  readonly visit: (value: unknown, key: string) => Json | undefined;
  readonly name: (key: string) => string;
  readonly shallow: <T>(run: () => T) => T;
};

/**
 * An Error with its cause chain, the errors of an AggregateError, and its own enumerable properties
 * (`code`, `status`, …); those only a few levels deep.
 */
export function describeError(error: Error, { visit, name, shallow }: Describe): Json {
  const described: Record<string, Json> = {
    type: visit(typeOf(error), "") ?? "Error",
    message: text("message") ?? "",
  };
  const stack = text("stack");
  if (stack !== undefined) described.stack = stack;
  shallow(() => {
    for (const key of Object.keys(error).slice(0, LIMITS.entries)) {
      if (OWN.has(key) || key in described || key === "__proto__") continue;
      const value = visit(read(error, key), key);
      if (value !== undefined) described[name(key)] = value;
    }
  });
  for (const key of ["cause", "errors"]) {
    if (!(key in error)) continue;
    const value = visit(read(error, key), key);
    if (value !== undefined) described[key] = value;
  }
  return described;

  function text(key: "message" | "stack"): string | undefined {
    const value = read(error, key);
    if (typeof value === "string") return visit(value, key) as string;
    return value === undefined ? undefined : String(visit(value, key));
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
  } catch {
    return "[unreadable]";
  }
}
