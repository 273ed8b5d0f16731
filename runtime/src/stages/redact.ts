import type { FinishedSpan, Json, LogRecord, Redacted, Sampled } from "../record.ts";
import { identityOf } from "../redaction/identity.ts";
import type { Redactor } from "../redaction/redactor.ts";

/** The only way to a `Redacted`: a plain copy of a record in which nothing is left that may not leave the process. */
export function createRedact(redactor: Redactor): (sampled: Sampled) => Redacted {
  return ({ record, rate, origin }) => {
    const plain = { ...values(record, redactor), sampleRate: rate, origin };
    return plain as typeof plain & Redacted;
  };
}

function values(record: LogRecord, redactor: Redactor) {
  const { message, messageTemplate, error, correlationId, performance, context, span } = record;
  const redacted = redactor.text(message);
  return {
    time: record.time,
    level: record.level,
    category: redactor.name(record.category) as LogRecord["category"],
    component: redactor.name(String(record.component)),
    message: redacted,
    messageTemplate: message === messageTemplate ? redacted : redactor.text(messageTemplate),
    data: record.data === undefined ? undefined : redactor.copy(record.data, "data"),
    err: error === undefined ? undefined : redactor.thrown(error.thrown),
    errorId: error === undefined ? undefined : identityOf(error.thrown),
    // Under its name, so that digits in it are taken for an id's.
    correlationId:
      correlationId === undefined
        ? undefined
        : (objectOf(redactor.copy({ correlationId }))?.correlationId as string),
    performance: performance === undefined ? undefined : redactor.copy(performance, "performance"),
    durationMs: typeof performance?.durationMs === "number" ? performance.durationMs : undefined,
    context: context === undefined ? undefined : objectOf(redactor.context(context)),
    trace: record.trace,
    span: span === undefined ? undefined : redactSpan(span, redactor),
  };
}

/** Finished spans are redacted when they are made; what was switched on meanwhile counts too. */
function redactSpan(span: FinishedSpan, redactor: Redactor): FinishedSpan {
  return {
    ...span,
    name: redactor.name(span.name),
    error: redactor.copy(span.error, "err"),
    attributes: objectOf(redactor.copy(span.attributes, "attributes")) ?? {},
  };
}

const objectOf = (copied: Json | undefined): { readonly [key: string]: Json } | undefined =>
  typeof copied === "object" && copied !== null && !Array.isArray(copied)
    ? (copied as { readonly [key: string]: Json })
    : undefined;
