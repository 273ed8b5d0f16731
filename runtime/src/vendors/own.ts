import { types } from "node:util";
import type { Json } from "../record.ts";

/**
 * What an object has itself under a name, read without running anything of the program's: no getter, no proxy trap.
 * `undefined` for accessors, inherited properties and everything that is no plain object or array.
 */
export function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** The first of several names that holds what `is` accepts. */
export function ownOf<T>(
  value: unknown,
  keys: readonly string[],
  is: (found: unknown) => found is T,
): T | undefined {
  for (const key of keys) {
    const found = own(value, key);
    if (is(found)) return found;
  }
  return undefined;
}

export const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
export const isCount = (value: unknown): value is number => typeof value === "number" && value >= 0;
export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The elements of an array, at most `limit` of them. */
export function elements(value: unknown, limit: number): readonly unknown[] {
  if (!Array.isArray(value) || types.isProxy(value)) return [];
  return Array.from({ length: Math.min(value.length, limit) }, (_, index) => own(value, String(index)));
}

/** Entries of one container, and nested containers, that `plain` goes into. */
const ENTRIES = 200;
const DEPTH = 8;

/** A plain copy for JSON of what an object has itself; what is behind a getter or a proxy is not there. */
export function plain(value: unknown, depth = DEPTH): Json {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return String(BigInt.asIntN(64, value));
  if (!isObject(value) || types.isProxy(value)) return null;
  if (depth === 0) return "[cut: too deep]";
  if (Array.isArray(value)) return elements(value, ENTRIES).map((element) => plain(element, depth - 1));
  if (types.isDate(value)) return new Date(Date.prototype.getTime.call(value)).toJSON();
  const copied: Record<string, Json> = {};
  for (const key of Object.keys(value).slice(0, ENTRIES)) {
    const entry = own(value, key);
    if (entry !== undefined && typeof entry !== "function" && key !== "__proto__")
      copied[key] = plain(entry, depth - 1);
  }
  return copied;
}
