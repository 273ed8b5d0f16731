import { types } from "node:util";
import type { LogCategory } from "../category.ts";
import { registry } from "../registry.ts";
import { callerOf } from "./call.ts";
import type { Tracer } from "./tracer.ts";

type AnyFunction = (...args: never[]) => unknown;

const sourceOf = Function.prototype.toString;

/**
 * The same function with a span around each call. A proxy, so that everything else is the function's own: name, length,
 * properties, prototype, `new` and `new.target`, `instanceof`, whether it is async. What cannot be traced is returned as it is.
 */
export function traced<F>(fn: F, tracer: Tracer, name: string, category: LogCategory): F {
  if (typeof fn !== "function" || isClass(fn)) {
    tracer.untraced(typeof fn === "function" ? "class" : "not a function");
    return fn;
  }
  if (registry.wrapped.has(fn)) return fn;
  try {
    const wrapper = wrap(fn as unknown as AnyFunction, tracer, name, category);
    registry.wrapped.add(wrapper);
    return wrapper as F;
  } catch (error) {
    tracer.failed(error);
    return fn;
  }
}

/**
 * `const run = traced("Agent.run", …, async () => {})`: as an argument the function has lost the name that it got from
 * its binding; the span's name ends in it.
 */
function restoreName(fn: AnyFunction, spanName: string): void {
  const own = Object.getOwnPropertyDescriptor(fn, "name");
  if (own?.value !== "" || !own.configurable) return;
  Object.defineProperty(fn, "name", { ...own, value: spanName.slice(spanName.lastIndexOf(".") + 1) });
}

function wrap(fn: AnyFunction, tracer: Tracer, name: string, category: LogCategory): AnyFunction {
  const wrapper = new Proxy(fn, {
    apply: callerOf({ tracer, name: String(name), category, isFresh: types.isAsyncFunction(fn) }),
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      return value === sourceOf && key === "toString" ? showSource : value;
    },
  });
  restoreName(fn, String(name));
  const showSource = (): string => sourceOf.call(fn);
  pointBack(fn, wrapper);
  copyMetadata(fn, wrapper);
  return wrapper;
}

/** `new Wrapped().constructor === Wrapped`, as it was of the function. */
function pointBack(fn: AnyFunction, wrapper: AnyFunction): void {
  const prototype: unknown = Object.getOwnPropertyDescriptor(fn, "prototype")?.value;
  if (typeof prototype !== "object" || prototype === null) return;
  const back = Object.getOwnPropertyDescriptor(prototype, "constructor");
  if (back?.value === fn && back.writable)
    Object.defineProperty(prototype, "constructor", { ...back, value: wrapper });
}

type ReflectMetadata = {
  getOwnMetadataKeys?: (target: object) => unknown[];
  getOwnMetadata?: (key: unknown, target: object) => unknown;
  defineMetadata?: (key: unknown, value: unknown, target: object) => void;
};

/** Decorators of reflect-metadata keep what they note by the function's identity. */
function copyMetadata(from: object, to: object): void {
  const reflect = Reflect as ReflectMetadata;
  for (const key of reflect.getOwnMetadataKeys?.(from) ?? []) {
    reflect.defineMetadata?.(key, reflect.getOwnMetadata?.(key, from), to);
  }
}

/** Only a class has a prototype that cannot be replaced; a frozen function too, so its text decides. */
export function isClass(fn: object): boolean {
  return (
    Object.getOwnPropertyDescriptor(fn, "prototype")?.writable === false && /^class\b/.test(sourceOf.call(fn))
  );
}
