import { pino } from "pino";
import type { LogLevel } from "../level.ts";
import type { Json, Redacted } from "../record.ts";

const METHODS = {
  debug: "debug",
  info: "info",
  warn: "warn",
  error: "error",
  critical: "fatal",
} as const satisfies Record<LogLevel, string>;

/** Ids of the context that stand beside `correlationId`; its other keys are written under `context`. */
const IDS: readonly string[] = ["sessionId", "userId", "agentId", "requestId"];

/** Writes each record as one pino line, before it returns. `writeLine` gets the line with its end. */
export function createWrite(writeLine: (line: string) => void): (record: Redacted) => void {
  let time = 0;
  const logger = pino(
    // The copy is plain already: pino's own `err` serializer would take it for an Error and describe it again.
    { level: "trace", timestamp: () => `,"time":${time}`, serializers: { err: (err: unknown) => err } },
    { write: writeLine },
  );
  return (record) => {
    time = record.time;
    logger[METHODS[record.level]](bindingsOf(record), record.message);
  };
}

/** pino leaves out what is `undefined`. */
function bindingsOf(record: Redacted): Record<string, unknown> {
  const { trace, span, context } = record;
  return {
    category: record.category,
    component: record.component,
    correlationId: record.correlationId,
    ...(context === undefined ? undefined : contextOf(context)),
    data: record.data,
    err: record.err,
    ...(span === undefined ? undefined : spanOf(span)),
    performance: record.performance,
    trace_id: trace?.traceId,
    span_id: trace?.spanId,
    trace_flags: trace?.traceFlags,
    sampleRate: record.sampleRate < 1 ? record.sampleRate : undefined,
  };
}

function contextOf(context: { readonly [key: string]: Json }): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  const others: Record<string, Json> = {};
  for (const [key, value] of Object.entries(context)) {
    if (IDS.includes(key)) line[key] = value;
    else if (key !== "correlationId") others[key] = value;
  }
  return Object.keys(others).length > 0 ? { ...line, context: others } : line;
}

function spanOf(span: NonNullable<Redacted["span"]>): Record<string, unknown> {
  return {
    spanName: span.name,
    parentSpanId: span.parentSpanId,
    durationMs: span.durationMs,
    outcome: span.outcome,
    err: span.error,
    attributes: span.attributes,
  };
}
