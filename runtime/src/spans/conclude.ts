import { types } from "node:util";
import { watchDelayed } from "./delayed.ts";
import { isAsyncIterable, isIterator, watchIterable, watchIterator } from "./iterator.ts";
import type { LiveSpan } from "./live-span.ts";
import type { Tracer } from "./tracer.ts";

/**
 * Ends a span over the value that its call came to, directly or through a promise. A stream of values is waited for:
 * the work is done when it has been read, and only its last pieces tell what it took.
 */
export function conclude(value: unknown, tracer: Tracer, span: LiveSpan): void {
  try {
    tracer.saw(span, value);
    if (typeof value === "object" && value !== null && !types.isProxy(value) && waits(value, tracer, span))
      return;
  } catch (error) {
    tracer.failed(error);
  }
  tracer.end(span, "ok");
}

function waits(value: object, tracer: Tracer, span: LiveSpan): boolean {
  if (isIterator(value)) return watchIterator(value, tracer, span);
  if (isAsyncIterable(value)) return watchIterable(value, tracer, span);
  return span.meaning !== undefined && watchDelayed(value, tracer, span);
}
