import { types } from "node:util";
import type { Json } from "../record.ts";
import { LIMITS } from "./limits.ts";

const OWN = new Set(["name", "message", "stack", "cause", "errors"]);

/** An Error of any realm. */
export const isError = (value: unknown): value is Error =>
  types.isNativeError(value) || value instanceof Error;

/**
 * An Error with its cause chain, the errors of an AggregateError, and its own enumerable properties
 * (`code`, `status`, …); those only a few levels deep. `visit` copies a value within the caller's bounds.
 */
export function describeError(
  error: Error,
  visit: (value: unknown) => Json | undefined,
  shallow: <T>(run: () => T) => T,
): Json {
  const described: Record<string, Json> = {
    type: typeOf(error),
    message: text(error, "message") ?? "",
  };
  const stack = text(error, "stack");
  if (stack !== undefined) described.stack = stack;
  shallow(() => {
    for (const key of Object.keys(error).slice(0, LIMITS.entries)) {
      if (OWN.has(key) || key in described || key === "__proto__") continue;
      const value = visit(read(error, key));
      if (value !== undefined) described[key] = value;
    }
  });
  for (const key of ["cause", "errors"]) {
    if (!(key in error)) continue;
    const value = visit(read(error, key));
    if (value !== undefined) described[key] = value;
  }
  return described;

  function text(from: Error, key: "message" | "stack"): string | undefined {
    const value = read(from, key);
    if (typeof value === "string") return visit(value) as string;
    return value === undefined ? undefined : String(visit(value));
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
