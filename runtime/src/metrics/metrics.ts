import type { Settings } from "../config/settings.ts";
import { isErrorLevel, LOG_LEVELS, type LogLevel } from "../level.ts";
import type { SpanOutcome } from "../record.ts";
import { createDurations, type Durations } from "./durations.ts";
import { createLastErrors, type ErrorRecord, type LastError } from "./last-errors.ts";
import { createTally } from "./tally.ts";
import { createTrend, type Interval } from "./trend.ts";

/** Everything measured since the start or the last reset: one plain value, ready for JSON. */
export type Metrics = {
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly records: {
    readonly total: number;
    readonly byLevel: Readonly<Record<LogLevel, number>>;
    readonly byCategory: Readonly<Record<string, number>>;
    /** At most 500 names, the rest under `other`. */
    readonly byComponent: Readonly<Record<string, number>>;
  };
  /** Records at `error` and above. */
  readonly errors: {
    readonly total: number;
    /** Their share of all records, those sampled out included. */
    readonly rate: number;
    readonly trend: readonly Interval[];
    readonly byCategory: Readonly<Record<string, number>>;
    /** At most 500 names, the rest under `other`. */
    readonly byComponent: Readonly<Record<string, number>>;
    /** The last 20, the newest first, as they were written: redacted where `enablePiiRedaction` is on. */
    readonly last: readonly LastError[];
  };
  readonly durations: Durations;
  readonly spans: { readonly ended: Readonly<Record<SpanOutcome, number>> };
  /** Records that sampling left out; those that the flight recorder brought back are not among them. */
  readonly sampledOut: { readonly total: number; readonly byLevel: Readonly<Record<LogLevel, number>> };
  /**
   * What error aggregation did, in errors: `sent` (in so many `events`), `grouped` with an equal one that waited,
   * `sighted` further up while the first waited, `sampled out`. Those that did not arrive are under `dropped`.
   */
  readonly aggregated: Readonly<Record<string, number>>;
  /** What redaction has replaced, by type: `email`, `secret`, … */
  readonly redacted: Readonly<Record<string, number>>;
  /** Lines and records that were not written, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Functions named to `traced` or `traceMethods` that could not be wrapped, by reason. */
  readonly untraced: Readonly<Record<string, number>>;
  /** Failures of the logger itself, by the part they happened in. */
  readonly internalErrors: Readonly<Record<string, number>>;
};

export type Recorder = {
  readonly record: (record: MeasuredRecord) => void;
  readonly span: (span: MeasuredSpan, durationMs: number, outcome: SpanOutcome) => void;
  /** @param count negative for records that are written after all */
  readonly sampledOut: (level: LogLevel, count: number) => void;
  readonly aggregated: (outcome: string, times: number) => void;
  readonly redacted: (type: string) => void;
  readonly dropped: (reason: string, times?: number) => void;
  readonly untraced: (reason: string) => void;
  readonly internalError: (where: string) => void;
  readonly snapshot: () => Metrics;
};

export type MeasuredRecord = ErrorRecord & { readonly durationMs: number | undefined };
export type MeasuredSpan = { readonly name: string; readonly category: string };

type MetricSettings = Pick<
  Settings,
  "enableLogMetrics" | "trackErrorRates" | "trackPerformancePercentiles" | "metricsAggregationInterval"
>;

/** Different names that are counted; beyond, they count as `other`. */
export const COMPONENTS = 500;
export const REASONS = 50;

/** Counts from zero, by the settings of the moment. Failures and drops are counted even where metrics are off. */
export function createRecorder(settings: () => MetricSettings, since: number): Recorder {
  const byLevel: Record<LogLevel, number> = { debug: 0, info: 0, warn: 0, error: 0, critical: 0 };
  const byCategory = createTally(COMPONENTS);
  const byComponent = createTally(COMPONENTS);
  const trend = createTrend();
  const errorsByCategory = createTally(COMPONENTS);
  const errorsByComponent = createTally(COMPONENTS);
  const lastErrors = createLastErrors();
  const durations = createDurations();
  const ended: Record<SpanOutcome, number> = { ok: 0, error: 0, abandoned: 0 };
  const sampledOut: Record<LogLevel, number> = { debug: 0, info: 0, warn: 0, error: 0, critical: 0 };
  const aggregated = createTally(REASONS);
  const redacted = createTally(REASONS);
  const dropped = createTally(REASONS);
  const untraced = createTally(REASONS);
  const internalErrors = createTally(REASONS);

  return {
    record(record) {
      const { enableLogMetrics, trackErrorRates, trackPerformancePercentiles, metricsAggregationInterval } =
        settings();
      if (!enableLogMetrics) return;
      const { level, category, component, durationMs } = record;
      const isError = isErrorLevel(level);
      byLevel[level] += 1;
      byCategory.add(category);
      byComponent.add(component);
      if (trackErrorRates) trend.add(record.time, metricsAggregationInterval * 1000, isError);
      if (durationMs !== undefined && trackPerformancePercentiles)
        durations.record(durationMs, category, component);
      if (!isError) return;
      errorsByCategory.add(category);
      errorsByComponent.add(component);
      lastErrors.add(record);
    },
    span({ name, category }, durationMs, outcome) {
      const { enableLogMetrics, trackPerformancePercentiles } = settings();
      if (!enableLogMetrics) return;
      ended[outcome] += 1;
      // An abandoned span ends when the garbage collector comes by, which says nothing about the work.
      if (outcome === "abandoned" || !trackPerformancePercentiles) return;
      durations.span(name, category, durationMs);
    },
    sampledOut(level, count) {
      sampledOut[level] += count;
    },
    aggregated: aggregated.add,
    redacted: redacted.add,
    dropped: dropped.add,
    untraced: untraced.add,
    internalError: internalErrors.add,
    snapshot() {
      const total = LOG_LEVELS.reduce((sum, level) => sum + byLevel[level], 0);
      const left = LOG_LEVELS.reduce((sum, level) => sum + sampledOut[level], 0);
      const offered = total + left;
      const errors = byLevel.error + byLevel.critical;
      return {
        since,
        records: {
          total,
          byLevel: { ...byLevel },
          byCategory: byCategory.counts(),
          byComponent: byComponent.counts(),
        },
        errors: {
          total: errors,
          rate: offered === 0 ? 0 : errors / offered,
          trend: trend.intervals(),
          byCategory: errorsByCategory.counts(),
          byComponent: errorsByComponent.counts(),
          last: lastErrors.list(),
        },
        durations: durations.snapshot(),
        spans: { ended: { ...ended } },
        sampledOut: { total: left, byLevel: { ...sampledOut } },
        aggregated: aggregated.counts(),
        redacted: redacted.counts(),
        dropped: dropped.counts(),
        untraced: untraced.counts(),
        internalErrors: internalErrors.counts(),
      };
    },
  };
}
