import type { LogLevel } from "../level.ts";
import type { FinishedSpan, Json, LogRecord, Origin, Redacted, Sampled, TraceIds } from "../record.ts";
import { NO_CONTEXT } from "../redaction/context-text.ts";
import { decode } from "../redaction/copy.ts";
import { identityOf } from "../redaction/identity.ts";
import type { JsonText } from "../redaction/quote.ts";
import type { Redactor } from "../redaction/redactor.ts";

/** The only way to a `Redacted`: a plain copy of a record in which nothing is left that may not leave the process. */
export const createRedact =
  (redactor: Redactor): ((sampled: Sampled) => Redacted) =>
  (sampled) =>
    new PlainRecord(sampled, redactor) as unknown as Redacted;

const ABSENT = "" as JsonText;

/** Values are encoded once, for the line; who wants them as values has them decoded. */
class PlainRecord {
  readonly time: number;
  readonly level: LogLevel;
  readonly category: string;
  readonly component: string;
  readonly message: string;
  readonly messageTemplate: string;
  readonly errorId: string | undefined;
  readonly durationMs: number | undefined;
  readonly trace: TraceIds | undefined;
  readonly span: FinishedSpan | undefined;
  readonly sampleRate: number;
  readonly origin: Origin;
  readonly json: Redacted["json"];

  constructor({ record, rate, origin }: Sampled, redactor: Redactor) {
    const { message, messageTemplate, error, performance, span } = record;
    const component = String(record.component);
    const redacted = redactor.text(message);
    this.time = record.time;
    this.level = record.level;
    this.category = redactor.name(String(record.category));
    this.component = redactor.name(component);
    this.message = redacted;
    this.messageTemplate = message === messageTemplate ? redacted : redactor.text(messageTemplate);
    this.errorId = error === undefined ? undefined : identityOf(error.thrown);
    this.durationMs = typeof performance?.durationMs === "number" ? performance.durationMs : undefined;
    this.trace = record.trace;
    this.span = span === undefined ? undefined : redactSpan(span, redactor);
    this.sampleRate = rate;
    this.origin = origin;
    this.json = jsonOf(record, redactor);
  }

  get data(): Json | undefined {
    return decode(this.json.data);
  }
  get err(): Json | undefined {
    return decode(this.json.err);
  }
  get correlationId(): string | undefined {
    return decode(this.json.correlationId) as string | undefined;
  }
  get performance(): Json | undefined {
    return decode(this.json.performance);
  }
  get context(): { readonly [key: string]: Json } | undefined {
    return decode(this.json.context.all) as { readonly [key: string]: Json } | undefined;
  }
}

function jsonOf(record: LogRecord, { json }: Redactor): Redacted["json"] {
  const { data, error, correlationId, performance, context } = record;
  return {
    data: data === undefined ? ABSENT : json.copy(data, "data"),
    err: error === undefined ? ABSENT : json.thrown(error.thrown),
    correlationId: correlationId === undefined ? ABSENT : json.correlationId(correlationId),
    performance: performance === undefined ? ABSENT : json.copy(performance, "performance"),
    context: context === undefined ? NO_CONTEXT : json.context(context),
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
