import { types } from "node:util";
import { conclude } from "./conclude.ts";
import type { LiveSpan } from "./live-span.ts";
import { isPlainPromise } from "./plain-promise.ts";
import { derive, deriveOnce } from "./promise.ts";
import { watchThenable } from "./thenable.ts";
import type { Tracer } from "./tracer.ts";

/**
 * Ends the span when what a call returned is finished, and gives back what the caller is to have: the value itself,
 * but for a plain promise, for which it is one derived from it. `isFresh`: nobody else has the promise.
 */
export function settle(value: unknown, tracer: Tracer, span: LiveSpan, isFresh: boolean): unknown {
  const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
  if (isObject && !types.isProxy(value)) {
    if (isPlainPromise(value)) return isFresh ? derive(value, tracer, span) : deriveOnce(value, tracer, span);
    if ("then" in value && watchThenable(value, tracer, span)) return value;
  }
  conclude(value, tracer, span);
  return value;
}
