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

/** Only what there is: pino walks every key, and most lines have few. */
function bindingsOf(record: Redacted): Record<string, unknown> {
  const { trace, span, context } = record;
  const line: Record<string, unknown> = { category: record.category, component: record.component };
  if (record.correlationId !== undefined) line.correlationId = record.correlationId;
  if (context !== undefined) Object.assign(line, contextOf(context));
  if (record.data !== undefined) line.data = record.data;
  if (record.err !== undefined) line.err = record.err;
  if (span !== undefined) Object.assign(line, spanOf(span));
  if (record.performance !== undefined) line.performance = record.performance;
  if (trace !== undefined) {
    line.trace_id = trace.traceId;
    line.span_id = trace.spanId;
    line.trace_flags = trace.traceFlags;
  }
  if (record.sampleRate < 1) line.sampleRate = record.sampleRate;
  if (record.origin === "replayed") line.flightRecorder = true;
  return line;
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
    ...(span.links.length > 0 ? { links: span.links } : {}),
    durationMs: span.durationMs,
    outcome: span.outcome,
    err: span.error,
    attributes: span.attributes,
  };
}
