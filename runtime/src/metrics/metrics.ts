import type { Settings } from "../config/settings.ts";
import { isErrorLevel, LOG_LEVELS, type LogLevel } from "../level.ts";
import type { SpanOutcome } from "../record.ts";
import { createHistogram, type Histogram, RELATIVE_ERROR, type Sketch, type Summary } from "./histogram.ts";
import { createTally, OTHER } from "./tally.ts";
import { createTrend, type Interval } from "./trend.ts";

/** Counts of durations, in milliseconds. */
export type Sketches = {
  readonly records: Sketch;
  readonly spans: Sketch;
  readonly bySpan: Readonly<Record<string, Sketch>>;
};

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
  /** Records at `error` and above, and their share of all, those sampled out included. */
  readonly errors: { readonly total: number; readonly rate: number; readonly trend: readonly Interval[] };
  /** Milliseconds, percentiles within `relativeError`. */
  readonly durations: {
    readonly relativeError: number;
    /** `performance.durationMs` of records. */
    readonly records?: Summary;
    readonly spans?: Summary;
    /** By span name; at most 200 names, the rest under `other`. */
    readonly bySpan: Readonly<Record<string, Summary>>;
    /** What the summaries are made from, for `mergeMetrics` and `metricsText`. */
    readonly sketches: Sketches;
  };
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
  readonly span: (name: string, durationMs: number, outcome: SpanOutcome) => void;
  /** @param count negative for records that are written after all */
  readonly sampledOut: (level: LogLevel, count: number) => void;
  readonly aggregated: (outcome: string, times: number) => void;
  readonly redacted: (type: string) => void;
  readonly dropped: (reason: string, times?: number) => void;
  readonly untraced: (reason: string) => void;
  readonly internalError: (where: string) => void;
  readonly snapshot: () => Metrics;
};

export type MeasuredRecord = {
  readonly time: number;
  readonly level: LogLevel;
  readonly category: string;
  readonly component: string;
  readonly durationMs: number | undefined;
};

type MetricSettings = Pick<
  Settings,
  "enableLogMetrics" | "trackErrorRates" | "trackPerformancePercentiles" | "metricsAggregationInterval"
>;

/** Different names that are counted; beyond, they count as `other`. */
export const COMPONENTS = 500;
export const SPAN_NAMES = 200;
export const REASONS = 50;

/** Counts from zero, by the settings of the moment. Failures and drops are counted even where metrics are off. */
export function createRecorder(settings: () => MetricSettings, since: number): Recorder {
  const byLevel: Record<LogLevel, number> = { debug: 0, info: 0, warn: 0, error: 0, critical: 0 };
  const byCategory = createTally(COMPONENTS);
  const byComponent = createTally(COMPONENTS);
  const trend = createTrend();
  const records = createHistogram();
  const spans = createHistogram();
  const bySpan = new Map<string, Histogram>();
  const ended: Record<SpanOutcome, number> = { ok: 0, error: 0, abandoned: 0 };
  const sampledOut: Record<LogLevel, number> = { debug: 0, info: 0, warn: 0, error: 0, critical: 0 };
  const aggregated = createTally(REASONS);
  const redacted = createTally(REASONS);
  const dropped = createTally(REASONS);
  const untraced = createTally(REASONS);
  const internalErrors = createTally(REASONS);

  function histogramOf(name: string): Histogram {
    const known = bySpan.get(name) ?? (bySpan.size < SPAN_NAMES ? undefined : bySpan.get(OTHER));
    if (known !== undefined) return known;
    const added = createHistogram();
    bySpan.set(bySpan.size < SPAN_NAMES ? name : OTHER, added);
    return added;
  }

  return {
    record(record) {
      const { enableLogMetrics, trackErrorRates, trackPerformancePercentiles, metricsAggregationInterval } =
        settings();
      if (!enableLogMetrics) return;
      byLevel[record.level] += 1;
      byCategory.add(record.category);
      byComponent.add(record.component);
      if (trackErrorRates)
        trend.add(record.time, metricsAggregationInterval * 1000, isErrorLevel(record.level));
      if (record.durationMs !== undefined && trackPerformancePercentiles) records.record(record.durationMs);
    },
    span(name, durationMs, outcome) {
      const { enableLogMetrics, trackPerformancePercentiles } = settings();
      if (!enableLogMetrics) return;
      ended[outcome] += 1;
      // An abandoned span ends when the garbage collector comes by, which says nothing about the work.
      if (outcome === "abandoned" || !trackPerformancePercentiles) return;
      spans.record(durationMs);
      histogramOf(name).record(durationMs);
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
        errors: { total: errors, rate: offered === 0 ? 0 : errors / offered, trend: trend.intervals() },
        durations: {
          relativeError: RELATIVE_ERROR,
          ...named("records", records.summary()),
          ...named("spans", spans.summary()),
          bySpan: Object.fromEntries(
            [...bySpan].flatMap(([name, histogram]) => pair(name, histogram.summary())),
          ),
          sketches: {
            records: records.sketch(),
            spans: spans.sketch(),
            bySpan: Object.fromEntries([...bySpan].map(([name, histogram]) => [name, histogram.sketch()])),
          },
        },
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

const named = <K extends string>(name: K, summary: Summary | undefined): { readonly [key in K]?: Summary } =>
  summary === undefined ? {} : ({ [name]: summary } as { readonly [key in K]: Summary });

const pair = (name: string, summary: Summary | undefined): readonly [string, Summary][] =>
  summary === undefined ? [] : [[name, summary]];
