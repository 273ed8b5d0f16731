import type { LogCategory } from "../category.ts";
import type { Json, SpanLink, TraceIds } from "../record.ts";
import { type HostSpan, idsOf } from "../vendors/otel.ts";
import { newSpanId, newTraceId } from "./ids.ts";
import type { Meaning } from "./meaning.ts";

/** Shared by the spans of one trace; the id is drawn when somebody asks for it. */
export type Trace = {
  id: string | undefined;
  /** Of the caller, where another process started the trace. */
  readonly flags?: number;
  readonly state?: string | undefined;
  readonly baggage?: string | undefined;
};

/** A span that has not ended. It holds its parent's id, never the parent: a loop of timers would chain them for ever. */
export type LiveSpan = {
  name: string;
  readonly category: LogCategory;
  readonly trace: Trace;
  readonly parentSpanId: string | undefined;
  readonly links: readonly SpanLink[];
  /** Milliseconds of the monotonic clock. */
  readonly started: number;
  readonly host: HostSpan | undefined;
  readonly attributes: Record<string, Json>;
  /** Of spans in GenAI categories. */
  readonly meaning: Meaning | undefined;
  id: string | undefined;
  ended: boolean;
};

/** Ids as a line shows them; drawn on first use, as most spans of a quiet program are never asked. */
export function idsOfSpan(span: LiveSpan): TraceIds {
  const host = idsOf(span.host?.span);
  if (host !== undefined) return host;
  span.id ??= newSpanId();
  span.trace.id ??= newTraceId();
  return { traceId: span.trace.id, spanId: span.id, traceFlags: span.trace.flags ?? 1 };
}
