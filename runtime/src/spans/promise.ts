import { conclude } from "./conclude.ts";
import type { LiveSpan } from "./live-span.ts";
import type { Tracer } from "./tracer.ts";

type Waiting = { readonly tracer: Tracer; readonly span: LiveSpan };
type Derived = { readonly promise: Promise<unknown>; waiting: Waiting[] | undefined };

const derivedOf = new WeakMap<Promise<unknown>, Derived>();

/**
 * A promise that settles as `promise` does, having ended the span (or left it to the stream it came to). It is a derived one because nothing else sees both
 * ends: `await` ignores an own `then` of a native promise, and a side branch would make a rejection count as handled.
 */
export function derive(promise: Promise<unknown>, tracer: Tracer, span: LiveSpan): Promise<unknown> {
  return promise.then(
    (value) => {
      conclude(value, tracer, span);
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
        settle((waiting) => conclude(value, waiting.tracer, waiting.span));
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
