import { types } from "node:util";
import type { LiveSpan } from "./live-span.ts";
import type { Tracer } from "./tracer.ts";

/** The language's own, whatever a library has put in the global's place. */
const NativePromise = (async () => {})().constructor as PromiseConstructor;

/** A promise that is nothing but that: no subclass, no property of its own. */
export const isPlainPromise = (value: object): value is Promise<unknown> =>
  types.isPromise(value) &&
  Object.getPrototypeOf(value) === NativePromise.prototype &&
  value.constructor === NativePromise &&
  Object.getOwnPropertyNames(value).length === 0;

type Waiting = { readonly tracer: Tracer; readonly span: LiveSpan };
type Derived = { readonly promise: Promise<unknown>; waiting: Waiting[] | undefined };

const derivedOf = new WeakMap<Promise<unknown>, Derived>();

/**
 * A promise that settles as `promise` does, having ended the span. It is a derived one because nothing else sees both
 * ends: `await` ignores an own `then` of a native promise, and a side branch would make a rejection count as handled.
 */
export function derive(promise: Promise<unknown>, tracer: Tracer, span: LiveSpan): Promise<unknown> {
  return promise.then(
    (value) => {
      tracer.end(span, "ok");
      return value;
    },
    (reason: unknown) => {
      tracer.end(span, "error", reason);
      throw reason;
    },
  );
}

/**
 * As `derive`, for a promise that may be handed out more than once (a cached one): each time it is the same derived one,
 * so that what was `===` stays so.
 */
export function deriveOnce(promise: Promise<unknown>, tracer: Tracer, span: LiveSpan): Promise<unknown> {
  const known = derivedOf.get(promise);
  if (known !== undefined) {
    if (known.waiting === undefined) tracer.end(span, "ok");
    else known.waiting.push({ tracer, span });
    return known.promise;
  }
  const settle = (end: (waiting: Waiting) => void): void => {
    const { waiting } = added;
    added.waiting = undefined;
    waiting?.forEach(end);
  };
  const added: Derived = {
    waiting: [{ tracer, span }],
    promise: promise.then(
      (value) => {
        settle((waiting) => waiting.tracer.end(waiting.span, "ok"));
        return value;
      },
      (reason: unknown) => {
        settle((waiting) => waiting.tracer.end(waiting.span, "error", reason));
        throw reason;
      },
    ),
  };
  derivedOf.set(promise, added);
  return added.promise;
}
