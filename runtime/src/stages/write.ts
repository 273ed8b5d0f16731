import { hostname } from "node:os";
import { LEVEL_VALUES, LOG_LEVELS, type LogLevel } from "../level.ts";
import type { FinishedSpan, Redacted, TraceIds } from "../record.ts";
import { quote } from "../redaction/quote.ts";

/**
 * Writes each record as one line, as pino writes it, before it returns. `writeLine` gets the line with its end.
 *
 * The line is put together here and not by pino: its values were encoded when they were redacted, and pino would copy,
 * walk and encode them again, which takes as long as everything else. A test holds the lines to pino's own.
 */
export function createWrite(writeLine: (line: string) => void): (record: Redacted) => void {
  const origin = processFields();
  return (record) => {
    const { json, trace, span } = record;
    let line = `${STARTS[record.level]}${record.time}${origin},"category":${quote(record.category)},"component":${quote(record.component)}`;
    if (json.correlationId.length > 0) line += `,"correlationId":${json.correlationId}`;
    line += json.context.ids;
    if (json.context.others.length > 0) line += `,"context":${json.context.others}`;
    if (json.data.length > 0) line += `,"data":${json.data}`;
    if (json.err.length > 0) line += `,"err":${json.err}`;
    if (span !== undefined) line += spanFields(span);
    if (json.performance.length > 0) line += `,"performance":${json.performance}`;
    if (trace !== undefined) line += traceFields(trace);
    if (record.sampleRate < 1) line += `,"sampleRate":${record.sampleRate}`;
    if (record.origin === "replayed") line += ',"flightRecorder":true';
    writeLine(`${line},"msg":${quote(record.message)}}\n`);
  };
}

const STARTS = Object.fromEntries(
  LOG_LEVELS.map((level) => [level, `{"level":${LEVEL_VALUES[level]},"time":`]),
) as Readonly<Record<LogLevel, string>>;

/** What pino says of the process. */
const processFields = (): string => `,"pid":${process.pid},"hostname":${quote(hostname())}`;

const traceFields = ({ traceId, spanId, traceFlags }: TraceIds): string =>
  `,"trace_id":${quote(traceId)},"span_id":${quote(spanId)},"trace_flags":${traceFlags}`;

function spanFields(span: FinishedSpan): string {
  const fields = {
    spanName: span.name,
    parentSpanId: span.parentSpanId,
    ...(span.links.length > 0 ? { links: span.links } : {}),
    durationMs: span.durationMs,
    outcome: span.outcome,
    err: span.error,
    attributes: span.attributes,
  };
  return `,${JSON.stringify(fields).slice(1, -1)}`;
}
