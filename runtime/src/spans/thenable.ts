import { types } from "node:util";
import { conclude } from "./conclude.ts";
import type { LiveSpan } from "./live-span.ts";
import { findMethod, replaceMethod } from "./method.ts";
import type { Tracer } from "./tracer.ts";
import { fail, release, type Watch, watch } from "./watch.ts";

/**
 * Lets the span wait for a promise subclass or another thenable, which stays what it is: its own `then` is put in front
 * of the inherited one. Nobody calls it but the program, so a lazy thenable stays lazy and no constructor runs.
 * Returns whether the span waits.
 */
export function watchThenable(value: object, tracer: Tracer, span: LiveSpan): boolean {
  const found = findMethod(value, "then");
  if (found === undefined) return false;
  const { watch: seen, isFirst } = watch(value, tracer, span);
  if (!isFirst) return true;
  // A real promise treats a missing handler and one that passes on alike; another thenable need not.
  const passesOn = types.isPromise(value);
  replaceMethod(value, "then", found, function (...args) {
    if (seen.done || this !== value) return Reflect.apply(found.method, this, args);
    const [onFulfilled, onRejected, ...others] = args;
    const handlers = [
      before(onFulfilled, (result) => fulfil(seen, result), passesOn ? (result) => result : undefined),
      before(onRejected, (reason) => fail(seen, reason), passesOn ? rethrow : undefined),
    ];
    return Reflect.apply(found.method, this, [...handlers, ...others]);
  });
  return true;
}

/** What it came to may be a stream, for which each span goes on waiting. */
function fulfil(seen: Watch, result: unknown): void {
  for (const { tracer, span } of release(seen)) conclude(result, tracer, span);
}

/** `handler` with `note` called first; `missing` in place of what is no function. */
function before(
  handler: unknown,
  note: (value: unknown) => void,
  missing: ((value: unknown) => unknown) | undefined,
): unknown {
  const next = typeof handler === "function" ? handler : missing;
  if (next === undefined) return handler;
  return function (this: unknown, ...values: unknown[]): unknown {
    note(values[0]);
    return Reflect.apply(next, this, values);
  };
}

function rethrow(reason: unknown): never {
  throw reason;
}
