import { types } from "node:util";
import type { Json } from "../record.ts";
import { describeError, isError } from "./error.ts";
import { LIMITS } from "./limits.ts";

type Walk = { readonly ancestors: object[]; nodes: number; depth: number };

/**
 * A plain, acyclic, bounded copy of any value, ready for JSON; `undefined` where JSON has nothing.
 * Never throws and never changes the value; getters run once, as they would in `JSON.stringify`.
 */
export function copy(value: unknown): Json | undefined {
  return visit(value, { ancestors: [], nodes: 0, depth: LIMITS.depth });
}

/** `copy` of something thrown: always an object with `type` and `message`. */
export function copyThrown(thrown: unknown): Json {
  if (isError(thrown)) return copy(thrown) ?? null;
  const value = copy(thrown);
  const type = thrown === null ? "null" : typeof thrown;
  const message =
    typeof value === "string"
      ? value
      : `Thrown: ${value === undefined ? "undefined" : JSON.stringify(value)}`;
  return typeof value === "object" && value !== null
    ? { type, message: "Thrown: an object", value }
    : { type, message };
}

function visit(value: unknown, walk: Walk): Json | undefined {
  switch (typeof value) {
    case "string":
      return cutText(value);
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "boolean":
      return value;
    case "undefined":
      return undefined;
    case "bigint":
      return BigInt.asIntN(1024, value) === value ? String(value) : "[BigInt over 1024 bits]";
    case "symbol":
      return String(value);
    case "function":
      return "[Function]";
    default:
      return value === null ? null : container(value as object, walk);
  }
}

function container(value: object, walk: Walk): Json | undefined {
  if (walk.ancestors.includes(value)) return "[Circular]";
  if (walk.ancestors.length >= walk.depth) return "[cut: too deep]";
  walk.nodes += 1;
  if (walk.nodes > LIMITS.nodes) return "[cut: too many values]";
  walk.ancestors.push(value);
  try {
    return contents(value, walk);
  } catch {
    return "[unreadable]";
  } finally {
    walk.ancestors.pop();
  }
}

function contents(value: object, walk: Walk): Json | undefined {
  if (Array.isArray(value)) return list(value, value.length, walk);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const builtIn = contentsOfBuiltIn(value, walk);
    if (builtIn !== undefined) return builtIn.json;
  }
  const toJson = safely(() => (value as { toJSON?: unknown }).toJSON);
  if (typeof toJson === "function") {
    const json = safely(() => ({ result: Reflect.apply(toJson, value, [""]) as unknown }));
    if (json !== undefined) return json.result === value ? entries(value, walk) : visit(json.result, walk);
  }
  return entries(value, walk);
}

function contentsOfBuiltIn(value: object, walk: Walk): { readonly json: Json | undefined } | undefined {
  if (isError(value))
    return {
      json: describeError(
        value,
        (inner) => visit(inner, walk),
        (run) => shallow(walk, run),
      ),
    };
  if (types.isDate(value)) {
    return { json: Number.isNaN(value.getTime()) ? "Invalid Date" : Date.prototype.toISOString.call(value) };
  }
  if (types.isMap(value)) return { json: map(value, walk) };
  if (types.isSet(value)) return { json: list(value.values(), value.size, walk) };
  if (ArrayBuffer.isView(value)) return { json: `[${tagOf(value)}(${value.byteLength} bytes)]` };
  if (types.isAnyArrayBuffer(value)) return { json: `[${tagOf(value)}(${value.byteLength} bytes)]` };
  if (types.isRegExp(value)) return { json: cutText(String(value)) };
  if (types.isBoxedPrimitive(value)) return { json: visit(value.valueOf(), walk) };
  if (types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value))
    return { json: `[${tagOf(value)}]` };
  return undefined;
}

function list(values: Iterable<unknown>, size: number, walk: Walk): Json {
  const copied: Json[] = [];
  for (const value of values) {
    if (copied.length === LIMITS.entries) {
      copied.push(`[cut: ${size - LIMITS.entries} more]`);
      break;
    }
    copied.push(visit(value, walk) ?? null);
  }
  return copied;
}

function map(value: ReadonlyMap<unknown, unknown>, walk: Walk): Json {
  if (value.size > LIMITS.entries || ![...value.keys()].every((key) => typeof key === "string")) {
    return list(value.entries(), value.size, walk);
  }
  const copied: Record<string, Json> = {};
  for (const [key, entry] of value) put(copied, key as string, visit(entry, walk));
  return copied;
}

function entries(value: object, walk: Walk): Json {
  const copied: Record<string, Json> = {};
  const keys = Object.keys(value);
  for (const key of keys.length > LIMITS.entries ? keys.slice(0, LIMITS.entries) : keys) {
    let entry: Json | undefined;
    try {
      entry = visit((value as Record<string, unknown>)[key], walk);
    } catch {
      entry = "[unreadable]";
    }
    put(copied, key, entry);
  }
  if (keys.length > LIMITS.entries) put(copied, "[cut]", `${keys.length - LIMITS.entries} more`);
  return copied;
}

/** Plain assignment to `__proto__` would set the prototype. */
function put(target: Record<string, Json>, key: string, value: Json | undefined): void {
  if (value === undefined) return;
  if (key === "__proto__") Object.defineProperty(target, key, { value, enumerable: true });
  else target[key] = value;
}

function shallow<T>(walk: Walk, run: () => T): T {
  const { depth } = walk;
  walk.depth = Math.min(depth, walk.ancestors.length + LIMITS.errorDepth);
  try {
    return run();
  } finally {
    walk.depth = depth;
  }
}

function cutText(text: string): string {
  return text.length <= LIMITS.text
    ? text
    : `${text.slice(0, LIMITS.text)}[cut: ${text.length - LIMITS.text} more characters]`;
}

const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
