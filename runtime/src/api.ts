import type { LogCategory } from "./category.ts";
import type { LoggingConfig } from "./config/settings.ts";
import type { LogLevel } from "./level.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { LogContext, LogFields } from "./record.ts";
import type { ActiveSpan } from "./spans/active-span.ts";

/** Writes one record. Never throws; returns when the line is written. */
export type LogMethod = (
  message: string,
  category: LogCategory,
  component: string,
  fields?: LogFields,
) => void;

/**
 * The production logger that stands beside a legacy one. Its methods need no `this`.
 * The ones that log and trace never throw into the application; the ones that configure throw `BlogConfigError`.
 */
export type BackendLogger = {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  /** The same as `warn`. */
  readonly warning: LogMethod;
  readonly error: LogMethod;
  readonly critical: LogMethod;
  /** The same as `critical`; it does not end the process. */
  readonly fatal: LogMethod;

  /** Calls `fn` in a span: its result is returned, its throw rethrown, and a promise or iterator is waited for. */
  span<T>(name: string, category: LogCategory, fn: () => T): T;
  /** The same function, with a span around each call. A class is returned as it is. */
  // biome-ignore lint/complexity/noBannedTypes: a constraint with a signature would type the parameters of the function expression; Function leaves them as they were without us.
  traced<F extends Function>(name: string, category: LogCategory, fn: F): F;
  /**
   * Puts a span around each call of the named methods, own ones of the prototype and of the class itself.
   * A name that is not there, an accessor and a frozen class are left alone and counted in `getMetrics().untraced`.
   */
  // biome-ignore lint/complexity/noBannedTypes: only Function takes classes whose constructor is private, protected or abstract.
  traceMethods(cls: Function, category: LogCategory, names: readonly string[]): void;
  /** Starts a span that the caller ends, for bodies that cannot be put into a function. It is a parent only within `run`. */
  startSpan(name: string, category: LogCategory): ActiveSpan;
  /** As `startSpan`, with attributes. `category` among them is the span's. @default SERVICE_OPERATIONS */
  createSpan(name: string, attributes?: Readonly<Record<string, unknown>>): ActiveSpan;

  /** Calls `fn`; every record and span in it, across `await` too, carries these ids. Inner ones win. */
  withContext<T>(context: LogContext, fn: () => T): T;
  /** The same logger, whose records carry these ids too; they win over the context's. */
  child(defaults: LogContext): BackendLogger;
  /** Notes something that explains the next error. `data` is copied at once. */
  addBreadcrumb(message: string, category: LogCategory, level?: LogLevel, data?: unknown): void;

  /** Everything measured, as one plain value. */
  getMetrics(): Metrics;
  /** Back to zero. */
  resetMetrics(): void;

  /** The same as `configureLogging` for this logger. */
  configure(config: LoggingConfig): void;
  /** `rate` from 0 to 1. */
  updateSamplingRate(rate: number): void;
  /** Takes effect on the next record. */
  enableSampling(on: boolean): void;
  /** Takes effect on the next record. */
  enablePiiRedaction(on: boolean): void;

  /**
   * Writes what a full disk or pipe has held back, and sends what waits for a service or a collector.
   * @param timeoutMs how long to try, in milliseconds. @default 2000
   * @returns whether everything is written and sent
   */
  flush(timeoutMs?: number): Promise<boolean>;
  /**
   * Flushes and closes a log file and what sends errors, spans and records. Records after it are dropped and counted, or
   * written where there is nothing to close.
   */
  shutdown(): Promise<boolean>;
};
