import { types } from "node:util";
import { own } from "../vendors/own.ts";
import type { LiveSpan } from "./live-span.ts";
import { findMethod, replaceMethod } from "./method.ts";
import { isPlainPromise } from "./plain-promise.ts";
import type { Tracer } from "./tracer.ts";
import { fail, finish, handOver, note, type Watch, watch } from "./watch.ts";
import { within } from "./within.ts";

const METHODS = ["next", "return", "throw"] as const;

/** In-memory iterators of the language: they hold no work, so there is nothing to wait for. */
const BUILT_IN = [[][Symbol.iterator](), ""[Symbol.iterator]()].map(
  (iterator) => Object.getPrototypeOf(iterator) as object,
);

/** An object that hands out its own steps: generators of both kinds, and hand-written iterators. */
export function isIterator(value: object): boolean {
  if (types.isGeneratorObject(value)) return true;
  if (!("next" in value) || !(Symbol.iterator in value || Symbol.asyncIterator in value)) return false;
  return (
    !types.isMapIterator(value) &&
    !types.isSetIterator(value) &&
    !BUILT_IN.includes(Object.getPrototypeOf(value))
  );
}

/** Lets the span wait for the iterator's end, and be the active one in each of its steps. Returns whether it waits. */
export function watchIterator(value: object, tracer: Tracer, span: LiveSpan): boolean {
  if (findMethod(value, "next") === undefined) return false;
  const { watch: seen, isFirst } = watch(value, tracer, span);
  if (isFirst) patch(value, span, seen);
  return true;
}

/** A live stream: it can be iterated asynchronously, but is not an iterator itself. Node's streams are used in other ways. */
export const isAsyncIterable = (value: object): boolean =>
  Symbol.asyncIterator in value && !("pipe" in value) && !Array.isArray(value);

/** Lets the span wait until an iteration of the stream has ended. Returns whether it waits. */
export function watchIterable(value: object, tracer: Tracer, span: LiveSpan): boolean {
  const found = findMethod(value, Symbol.asyncIterator);
  if (found === undefined) return false;
  const { watch: seen, isFirst } = watch(value, tracer, span);
  if (!isFirst) return true;
  replaceMethod(value, Symbol.asyncIterator, found, function (...args) {
    if (seen.done || this !== value) return Reflect.apply(found.method, this, args);
    const iterator = within(span, found.method as () => unknown, this, args);
    try {
      if (typeof iterator === "object" && iterator !== null && !types.isProxy(iterator)) {
        handOver(seen, iterator);
        patch(iterator, span, seen);
      }
    } catch (error) {
      tracer.failed(error);
    }
    return iterator;
  });
  return true;
}

function patch(iterator: object, span: LiveSpan, seen: Watch): void {
  for (const key of METHODS) {
    const found = key in iterator ? findMethod(iterator, key) : undefined;
    if (found === undefined) continue;
    replaceMethod(iterator, key, found, function (...args) {
      if (seen.done || this !== iterator) return Reflect.apply(found.method, this, args);
      let step: unknown;
      try {
        step = within(span, found.method as () => unknown, this, args);
      } catch (error) {
        fail(seen, error);
        throw error;
      }
      return follow(step, seen);
    });
  }
}

/** Notes the end in a step, or in what an asynchronous step will be. */
function follow(step: unknown, seen: Watch): unknown {
  if (typeof step !== "object" || step === null) return step;
  if (!isPlainPromise(step)) {
    look(step, seen);
    return step;
  }
  return step.then(
    (result) => {
      look(result, seen);
      return result;
    },
    (reason: unknown) => {
      fail(seen, reason);
      throw reason;
    },
  );
}

/** Notes the value of a step, and whether it is the last. No getter is run: what is behind one is not seen. */
function look(step: unknown, seen: Watch): void {
  const value = own(step, "value");
  if (value !== undefined) note(seen, value);
  if (own(step, "done") === true) finish(seen);
}
