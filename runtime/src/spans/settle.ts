import { types } from "node:util";
import { isAsyncIterable, isIterator, watchIterable, watchIterator } from "./iterator.ts";
import type { LiveSpan } from "./live-span.ts";
import { derive, deriveOnce, isPlainPromise } from "./promise.ts";
import { watchThenable } from "./thenable.ts";
import type { Tracer } from "./tracer.ts";

/**
 * Ends the span when what a call returned is finished, and gives back what the caller is to have: the value itself,
 * but for a plain promise, for which it is one derived from it. `isFresh`: nobody else has the promise.
 */
export function settle(value: unknown, tracer: Tracer, span: LiveSpan, isFresh: boolean): unknown {
  if ((typeof value !== "object" && typeof value !== "function") || value === null || types.isProxy(value)) {
    tracer.end(span, "ok");
    return value;
  }
  if (isPlainPromise(value)) return isFresh ? derive(value, tracer, span) : deriveOnce(value, tracer, span);
  if (!waits(value, tracer, span)) tracer.end(span, "ok");
  return value;
}

function waits(value: object, tracer: Tracer, span: LiveSpan): boolean {
  if ("then" in value && watchThenable(value, tracer, span)) return true;
  if (isIterator(value)) return watchIterator(value, tracer, span);
  return isAsyncIterable(value) && watchIterable(value, tracer, span);
}
