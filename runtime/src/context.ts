import type { LogContext, TraceIds } from "./record.ts";
import { registry } from "./registry.ts";
import { idsOfSpan, type LiveSpan } from "./spans/live-span.ts";
import { activeIds } from "./vendors/otel.ts";

/** What the code that is running right now runs inside of. */
export type Frame = { readonly context: LogContext | undefined; readonly span: LiveSpan | undefined };

export const currentFrame = (): Frame | undefined => registry.storage.getStore();

/** Ids of the active span: the host's OpenTelemetry's if it has one, else ours. */
export function currentIds(): TraceIds | undefined {
  const own = currentFrame()?.span;
  return activeIds() ?? (own === undefined ? undefined : idsOfSpan(own));
}

/** The id of the active trace, so far as it has one. */
export const currentTraceId = (): string | undefined => currentIds()?.traceId;

/** Runs `fn` with `context` added to what it already runs in; its keys win. */
export function withContext<T>(context: LogContext, fn: () => T): T {
  const frame = currentFrame();
  return registry.storage.run({ context: mergeContexts(frame?.context, context), span: frame?.span }, fn);
}

/** Two contexts as one; the second one's keys win. The same reference when there is nothing to merge. */
export function mergeContexts(
  first: LogContext | undefined,
  second: LogContext | undefined,
): LogContext | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  try {
    return { ...first, ...second };
  } catch {
    // A getter that throws: the context that is known to be sound stays.
    return first;
  }
}
