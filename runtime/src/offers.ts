import type { LogCategory } from "./category.ts";
import type { Clock } from "./clock.ts";
import { currentFrame, type Frame, idsIn, mergeContexts } from "./context.ts";
import { formatMessage } from "./format.ts";
import type { LogLevel } from "./level.ts";
import type { FinishedSpan, LogContext, LogFields, LogRecord, Offer } from "./record.ts";

/** A log call; the functions of an offer are shared, as most calls of a busy program are sampled out. */
export type Call = {
  readonly clock: Clock;
  readonly level: LogLevel;
  readonly message: string;
  readonly category: LogCategory;
  readonly component: string;
  readonly fields: LogFields | undefined;
  readonly defaults: LogContext | undefined;
  readonly traceId: (frame: Frame | undefined) => string | undefined;
  readonly describe: (this: Call) => LogRecord;
};

/** Of a call that is logged right now, in its own context. */
export const offerOfCall = { traceId: traceIdIn, describe: describeCall } as const;

function traceIdIn(frame: Frame | undefined): string | undefined {
  return idsIn(frame)?.traceId;
}

function describeCall(this: Call): LogRecord {
  const { message, fields } = this;
  const frame = currentFrame();
  const context = this.defaults === undefined ? frame?.context : mergeContexts(frame?.context, this.defaults);
  const template = typeof message === "string" ? message : formatMessage(message, undefined);
  return {
    time: this.clock.now(),
    level: this.level,
    category: this.category,
    component: this.component,
    message: fields?.args === undefined ? template : formatMessage(template, fields.args),
    messageTemplate: template,
    data: fields?.data,
    error:
      fields !== undefined && fields !== null && "error" in fields ? { thrown: fields.error } : undefined,
    correlationId: fields?.correlationId ?? context?.correlationId,
    performance: fields?.performance,
    context,
    trace: idsIn(frame),
    span: undefined,
  };
}

/** Of the line that tells of a finished span; its ids are the span's, wherever it ended. */
export const offerOfSpan = (clock: Clock, level: LogLevel, span: FinishedSpan): Offer => ({
  level,
  category: span.category,
  fields: undefined,
  defaults: undefined,
  traceId: () => span.traceId,
  describe: () => describeSpan(clock, level, span),
});

function describeSpan(clock: Clock, level: LogLevel, span: FinishedSpan): LogRecord {
  const context = currentFrame()?.context;
  const dot = span.name.indexOf(".");
  return {
    time: clock.now(),
    level,
    category: span.category,
    component: dot > 0 ? span.name.slice(0, dot) : span.name,
    message: "span ended",
    messageTemplate: "span ended",
    data: undefined,
    error: undefined,
    correlationId: context?.correlationId,
    performance: undefined,
    context,
    trace: { traceId: span.traceId, spanId: span.spanId, traceFlags: span.traceFlags },
    span,
  };
}
