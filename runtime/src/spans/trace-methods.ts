import type { LogCategory } from "../category.ts";
import { traced } from "./traced.ts";
import type { Tracer } from "./tracer.ts";

/** Puts a traced function in the place of each named method that `cls` has itself, on the prototype or as a static one. */
export function traceMethods(
  cls: object,
  tracer: Tracer,
  category: LogCategory,
  names: readonly string[],
): void {
  try {
    const component = nameOf(cls);
    const owners = [Object.getOwnPropertyDescriptor(cls, "prototype")?.value as unknown, cls].filter(
      isObject,
    );
    for (const name of names) {
      if (name === "constructor" || !owners.some((owner) => Object.hasOwn(owner, name))) {
        tracer.untraced("no such method");
        continue;
      }
      for (const owner of owners) traceMethod(owner, name, tracer, component, category);
    }
  } catch (error) {
    tracer.failed(error);
  }
}

function traceMethod(
  owner: object,
  name: string,
  tracer: Tracer,
  component: string,
  category: LogCategory,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  if (descriptor === undefined) return;
  if (typeof descriptor.value !== "function") {
    tracer.untraced("accessor or value");
    return;
  }
  const value: unknown = traced(descriptor.value, tracer, `${component}.${name}`, category);
  if (value === descriptor.value) return;
  if (!Reflect.defineProperty(owner, name, { ...descriptor, value })) tracer.untraced("frozen");
}

/** A static `name` may be anything, and a getter is not run. */
function nameOf(cls: object): string {
  const name: unknown = Object.getOwnPropertyDescriptor(cls, "name")?.value;
  return typeof name === "string" && name !== "" ? name : "anonymous";
}

const isObject = (value: unknown): value is object =>
  (typeof value === "object" || typeof value === "function") && value !== null;
