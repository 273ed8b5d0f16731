import type { Json, LogContext, Redacted, Sampled } from "../record.ts";
import { copy, copyThrown } from "../redaction/copy.ts";

/**
 * The plain copy of a record that may leave the process. With redaction off, which is all this version has,
 * nothing in it is replaced; it is still the only way to a `Redacted`.
 */
export function redact({ record, rate }: Sampled): Redacted {
  const { performance } = record;
  const plain = {
    time: record.time,
    level: record.level,
    category: record.category,
    component: record.component,
    message: record.message,
    messageTemplate: record.messageTemplate,
    data: copy(record.data),
    err: record.error === undefined ? undefined : copyThrown(record.error.thrown),
    correlationId: record.correlationId,
    performance: copy(performance),
    durationMs: typeof performance?.durationMs === "number" ? performance.durationMs : undefined,
    context: copyContext(record.context),
    trace: record.trace,
    span: record.span,
    sampleRate: rate,
  };
  return plain as typeof plain & Redacted;
}

function copyContext(context: LogContext | undefined): { readonly [key: string]: Json } | undefined {
  if (context === undefined) return undefined;
  const copied = copy(context);
  return typeof copied === "object" && copied !== null && !Array.isArray(copied)
    ? (copied as { readonly [key: string]: Json })
    : undefined;
}
