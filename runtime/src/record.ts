import type { LogCategory } from "./category.ts";
import type { Frame } from "./context.ts";
import type { LogLevel } from "./level.ts";
import type { ContextText } from "./redaction/context-text.ts";
import type { JsonText } from "./redaction/quote.ts";

/** JSON as it leaves the process: plain, acyclic, bounded. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Measurements of the call that is logged. */
export type Performance = {
  /** How long it took, in milliseconds. */
  readonly durationMs: number;
  readonly [name: string]: unknown;
};

/** What a log call may add to its message. */
export type LogFields = {
  /** Any value: cycles, throwing getters, BigInt and the like are survived, and it is never changed. */
  readonly data?: unknown;
  /** Any thrown value; the key being present counts, so a thrown `undefined` is logged too. */
  readonly error?: unknown;
  /** Values for the printf-like places of the message, as node:util `format` fills them. */
  readonly args?: readonly unknown[] | undefined;
  /** What ties the records of one request together. @default the context's */
  readonly correlationId?: string | undefined;
  readonly performance?: Performance | undefined;
};

/** What every record and span inside `withContext` carries. Keys that are not listed are written under `context`. */
export type LogContext = {
  readonly correlationId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly userId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly [key: string]: unknown;
};

/** W3C ids of the active span. */
export type TraceIds = { readonly traceId: string; readonly spanId: string; readonly traceFlags: number };

/** How a span ended: on return, by a throw, or by the garbage collector because nobody finished it. */
export type SpanOutcome = "ok" | "error" | "abandoned";

/** A span of another trace. */
export type SpanLink = { readonly traceId: string; readonly spanId: string };

/** A span that has ended, as lines and test destinations show it. */
export type FinishedSpan = {
  readonly name: string;
  readonly category: LogCategory;
  readonly traceId: string;
  readonly traceFlags: number;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** The span this one was started by, when that had ended already: see `spans/lineage.ts`. */
  readonly links: readonly SpanLink[];
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly durationMs: number;
  readonly outcome: SpanOutcome;
  readonly error: Json | undefined;
  readonly attributes: { readonly [name: string]: Json };
};

/** One log call, as it was made: raw, so it must not leave the process. */
export type LogRecord = {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly level: LogLevel;
  readonly category: LogCategory;
  readonly component: string;
  readonly message: string;
  /** The message before `args` were filled in: equal for all records of one call site. */
  readonly messageTemplate: string;
  readonly data: unknown;
  /** Boxed, because `undefined` can be thrown. */
  readonly error: { readonly thrown: unknown } | undefined;
  readonly correlationId: string | undefined;
  readonly performance: Performance | undefined;
  readonly context: LogContext | undefined;
  readonly trace: TraceIds | undefined;
  /** Set on the line that tells of a finished span. */
  readonly span: FinishedSpan | undefined;
};

/** A log call about which nothing is decided yet; described only when somebody wants the record. */
export type Offer = {
  readonly level: LogLevel;
  readonly category: LogCategory;
  readonly fields: LogFields | undefined;
  readonly defaults: LogContext | undefined;
  /** The trace it belongs to, where that has an id. */
  readonly traceId: (frame: Frame | undefined) => string | undefined;
  readonly describe: () => LogRecord;
};

/** How a record came to be written: as it was logged, later because its request failed, or by ourselves. */
export type Origin = "logged" | "replayed" | "summary";

/** A record that is kept; `rate` is the share of such records that is, so one line stands for `1 / rate`. */
export type Sampled = { readonly record: LogRecord; readonly rate: number; readonly origin: Origin };

declare const redacted: unique symbol;

/**
 * A record fit to leave the process: everything in it is a plain copy that went through the redact stage.
 * Only `stages/redact.ts` makes one.
 */
export type Redacted = {
  readonly [redacted]: true;
  readonly time: number;
  readonly level: LogLevel;
  readonly category: LogCategory;
  readonly component: string;
  readonly message: string;
  readonly messageTemplate: string;
  readonly data: Json | undefined;
  readonly err: Json | undefined;
  /** The same for one error object wherever it is logged; none where no object was thrown. */
  readonly errorId: string | undefined;
  readonly correlationId: string | undefined;
  readonly performance: Json | undefined;
  readonly durationMs: number | undefined;
  readonly context: { readonly [key: string]: Json } | undefined;
  readonly trace: TraceIds | undefined;
  readonly span: FinishedSpan | undefined;
  readonly sampleRate: number;
  readonly origin: Origin;
  /** The values as they are written; the ones above are decoded from them. Empty where there is none. */
  readonly json: {
    readonly data: JsonText;
    readonly err: JsonText;
    readonly correlationId: JsonText;
    readonly performance: JsonText;
    readonly context: ContextText;
  };
};
