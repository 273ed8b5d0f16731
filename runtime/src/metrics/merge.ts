import { LOG_LEVELS, type LogLevel } from "../level.ts";
import type { SpanOutcome } from "../record.ts";
import { mergeDurations } from "./durations.ts";
import { mergeLastErrors } from "./last-errors.ts";
import { COMPONENTS, type Metrics, REASONS } from "./metrics.ts";
import { createTally } from "./tally.ts";
import type { Interval } from "./trend.ts";

type Counts = Readonly<Record<string, number>>;

/**
 * The metrics of several worker threads or processes as one: counts add up, and percentiles are those of one histogram
 * of all durations, exactly. Names stay bounded as they are for one.
 * @example mergeMetrics(await Promise.all(workers.map(askForMetrics)))
 */
export function mergeMetrics(all: readonly Metrics[]): Metrics {
  const sum = (counts: (metrics: Metrics) => Counts, limit: number): Counts => {
    const tally = createTally(limit);
    for (const metrics of all) {
      for (const [name, count] of Object.entries(counts(metrics))) tally.add(name, count);
    }
    return tally.counts();
  };
  const levels = (counts: (metrics: Metrics) => Counts): Record<LogLevel, number> => {
    const summed = sum(counts, LOG_LEVELS.length);
    return Object.fromEntries(LOG_LEVELS.map((level) => [level, summed[level] ?? 0])) as Record<
      LogLevel,
      number
    >;
  };
  const total = (count: (metrics: Metrics) => number): number =>
    all.reduce((summed, metrics) => summed + count(metrics), 0);
  const records = total((metrics) => metrics.records.total);
  const sampledOut = total((metrics) => metrics.sampledOut.total);
  const errors = total((metrics) => metrics.errors.total);
  const offered = records + sampledOut;
  const ended = { ok: 0, error: 0, abandoned: 0, ...sum(({ spans }) => spans.ended, 3) };
  return {
    since: Math.min(...all.map(({ since }) => since)),
    records: {
      total: records,
      byLevel: levels((metrics) => metrics.records.byLevel),
      byCategory: sum((metrics) => metrics.records.byCategory, COMPONENTS),
      byComponent: sum((metrics) => metrics.records.byComponent, COMPONENTS),
    },
    errors: {
      total: errors,
      rate: offered === 0 ? 0 : errors / offered,
      trend: mergeTrends(all),
      byCategory: sum((metrics) => metrics.errors.byCategory, COMPONENTS),
      byComponent: sum((metrics) => metrics.errors.byComponent, COMPONENTS),
      last: mergeLastErrors(all.map((metrics) => metrics.errors.last)),
    },
    durations: mergeDurations(all.map(({ durations }) => durations.sketches)),
    spans: { ended: ended as Record<SpanOutcome, number> },
    sampledOut: { total: sampledOut, byLevel: levels((metrics) => metrics.sampledOut.byLevel) },
    redacted: sum(({ redacted }) => redacted, REASONS),
    aggregated: sum(({ aggregated }) => aggregated, REASONS),
    dropped: sum(({ dropped }) => dropped, REASONS),
    untraced: sum(({ untraced }) => untraced, REASONS),
    internalErrors: sum(({ internalErrors }) => internalErrors, REASONS),
  };
}

function mergeTrends(all: readonly Metrics[]): readonly Interval[] {
  const intervals = new Map<number, { total: number; errors: number }>();
  for (const { start, total, errors } of all.flatMap((metrics) => metrics.errors.trend)) {
    const known = intervals.get(start) ?? { total: 0, errors: 0 };
    intervals.set(start, { total: known.total + total, errors: known.errors + errors });
  }
  return [...intervals]
    .sort(([first], [second]) => first - second)
    .map(([start, { total, errors }]) => ({ start, total, errors, rate: errors / total }));
}
