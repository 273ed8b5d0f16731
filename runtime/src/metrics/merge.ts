import { LOG_LEVELS, type LogLevel } from "../level.ts";
import type { SpanOutcome } from "../record.ts";
import { createHistogram, RELATIVE_ERROR, type Sketch, type Summary } from "./histogram.ts";
import { COMPONENTS, type Metrics, REASONS, type Sketches, SPAN_NAMES } from "./metrics.ts";
import { createTally, OTHER } from "./tally.ts";
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
    errors: { total: errors, rate: offered === 0 ? 0 : errors / offered, trend: mergeTrends(all) },
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

function mergeDurations(sketches: readonly Sketches[]): Metrics["durations"] {
  const records = mergeSketches(sketches.map((sketch) => sketch.records));
  const spans = mergeSketches(sketches.map((sketch) => sketch.spans));
  const byName = new Map<string, Sketch[]>();
  for (const { bySpan } of sketches) {
    for (const [name, sketch] of Object.entries(bySpan)) {
      const counted = byName.has(name) || byName.size < SPAN_NAMES ? name : OTHER;
      byName.set(counted, [...(byName.get(counted) ?? []), sketch]);
    }
  }
  const bySpan = [...byName].map(([name, parts]) => [name, mergeSketches(parts)] as const);
  return {
    relativeError: RELATIVE_ERROR,
    ...(records.summary === undefined ? {} : { records: records.summary }),
    ...(spans.summary === undefined ? {} : { spans: spans.summary }),
    bySpan: Object.fromEntries(
      bySpan.flatMap(([name, { summary }]) => (summary === undefined ? [] : [[name, summary]])),
    ),
    sketches: {
      records: records.sketch,
      spans: spans.sketch,
      bySpan: Object.fromEntries(bySpan.map(([name, { sketch }]) => [name, sketch])),
    },
  };
}

function mergeSketches(sketches: readonly Sketch[]): {
  readonly sketch: Sketch;
  readonly summary: Summary | undefined;
} {
  const histogram = createHistogram();
  for (const sketch of sketches) histogram.merge(sketch);
  return { sketch: histogram.sketch(), summary: histogram.summary() };
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
