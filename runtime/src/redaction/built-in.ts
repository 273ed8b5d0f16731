import { types } from "node:util";
import { list, visit, type Walk } from "./encode.ts";
import { describeError, isError } from "./error.ts";
import { type Key, TOP } from "./key.ts";
import { LIMITS } from "./limits.ts";
import { ObjectText } from "./object-text.ts";
import { type PathState, step } from "./paths.ts";
import { type JsonText, quote } from "./quote.ts";

/** What an object of the language's own holds; `undefined` for all others. */
export function contentsOfBuiltIn(value: object, walk: Walk, key: Key, at: PathState): JsonText | undefined {
  if (isInstance(value)) return undefined;
  if (isError(value)) return errorOf(value, walk, at);
  if (types.isDate(value)) {
    return quote(Number.isNaN(value.getTime()) ? "Invalid Date" : Date.prototype.toISOString.call(value));
  }
  if (types.isMap(value)) return map(value, walk, key, at);
  if (types.isSet(value)) return list(value.values(), value.size, walk, key, at);
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) {
    return visit(`[${tagOf(value)}(${value.byteLength} bytes)]`, walk, TOP, undefined);
  }
  if (types.isRegExp(value)) return visit(String(value), walk, key, undefined);
  if (types.isBoxedPrimitive(value)) return visit(value.valueOf(), walk, key, at);
  if (types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value)) {
    return visit(`[${tagOf(value)}]`, walk, TOP, undefined);
  }
  return undefined;
}

/** One question for the instances of classes, which most objects here are. */
function isInstance(value: object): boolean {
  try {
    return tagOf(value) === "Object";
  } catch {
    return false;
  }
}

const errorOf = (error: Error, walk: Walk, at: PathState): JsonText =>
  describeError(error, {
    visit: (value, name) =>
      visit(value, walk, name === "" ? TOP : walk.keys(name), at === undefined ? undefined : step(at, name)),
    key: walk.keys,
    shallow: (run) => shallow(walk, run),
  });

function map(value: ReadonlyMap<unknown, unknown>, walk: Walk, key: Key, at: PathState): JsonText {
  if (value.size > LIMITS.entries || ![...value.keys()].every((name) => typeof name === "string")) {
    return list(value.entries(), value.size, walk, key, at);
  }
  const object = new ObjectText();
  for (const [name, entry] of value as ReadonlyMap<string, unknown>) {
    const under = walk.keys(name);
    object.put(under, visit(entry, walk, under, at === undefined ? undefined : step(at, name)));
  }
  return object.text();
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

const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
