import type { LogContext, TraceIds } from "./record.ts";
import { registry } from "./registry.ts";
import { idsOfSpan, type LiveSpan } from "./spans/live-span.ts";
import { activeIds } from "./vendors/otel.ts";

/** What the code that is running right now runs inside of. */
export type Frame = { readonly context: LogContext | undefined; readonly span: LiveSpan | undefined };

export const currentFrame = (): Frame | undefined => registry.storage.getStore();

/** Ids of the active span: the host's OpenTelemetry's if it has one, else ours in this frame. */
export function idsIn(frame: Frame | undefined): TraceIds | undefined {
  const host = activeIds();
  if (host !== undefined || frame?.span === undefined) return host;
  return idsOfSpan(frame.span);
}

export const currentIds = (): TraceIds | undefined => idsIn(currentFrame());

/** Runs `fn` with `context` added to what it already runs in; its keys win. */
export function withContext<T>(context: LogContext, fn: () => T): T {
  const frame = currentFrame();
  return registry.storage.run({ context: mergeContexts(frame?.context, context), span: frame?.span }, fn);
}

/** Copies that nobody else can change, whose values cannot change either. */
const own = new WeakSet<object>();

/** Whether a context says the same for ever. */
export const isOwnContext = (context: LogContext): boolean => own.has(context);

/** Two contexts as one; the second one's keys win. A copy, unless there is nothing to merge with one of ours. */
export function mergeContexts(
  first: LogContext | undefined,
  second: LogContext | undefined,
): LogContext | undefined {
  if (first === undefined ? isKept(second) : second === undefined && isKept(first)) return first ?? second;
  try {
    const merged: LogContext = { ...first, ...second };
    if (Object.values(merged).every(isPrimitive)) own.add(merged);
    return merged;
    // blog-ignore-next-line err/swallowed-catch -- a getter of the application throws: what is known to be sound stays
  } catch {
    // A getter that throws: the context that is known to be sound stays.
    return first ?? second;
  }
}

const isKept = (context: LogContext | undefined): boolean => context === undefined || own.has(context);

const isPrimitive = (value: unknown): boolean =>
  (typeof value !== "object" && typeof value !== "function") || value === null;
