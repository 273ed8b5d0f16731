import type { LogLevel } from "../../level.ts";
import type { Summary } from "../../metrics/histogram.ts";
import type { LastError } from "../../metrics/last-errors.ts";
import type { Metrics } from "../../metrics/metrics.ts";
import type { Interval } from "../../metrics/trend.ts";
import { createRedactor } from "../../redaction/pii.ts";

/** What the page is told, as JSON: what it shows and no more. */
export type LiveData = {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly since: number;
  readonly records: { readonly total: number; readonly byLevel: Readonly<Record<LogLevel, number>> };
  readonly errors: {
    readonly total: number;
    readonly rate: number;
    readonly trend: readonly Interval[];
    readonly last: readonly LastError[];
  };
  readonly categories: readonly LiveRow[];
  readonly components: readonly LiveRow[];
  readonly spans: Metrics["spans"]["ended"];
  /** What did not get through, by stage and reason. */
  readonly stages: Readonly<Record<"sampled out" | "redacted" | "aggregated" | "dropped" | "failed", Counts>>;
};

type Counts = Readonly<Record<string, number>>;

/** Percentiles in milliseconds. */
export type LiveRow = { readonly name: string; readonly records: number; readonly errors: number } & Partial<
  Pick<Summary, "count" | "p50" | "p90" | "p95" | "p99">
>;

/** Rows of a table; there may be 500 names. */
const ROWS = 100;

/**
 * What stands on the page passes a redactor of its own, everything on: the lines may go where their owner lets them
 * hold personal data, a page in a browser is another place.
 */
export function createLiveData(): (metrics: Metrics, now: number) => LiveData {
  const redact = createRedactor({ redactIpAddresses: true });
  const clean = <T>(value: T): T => redact(value) as T;
  return (metrics, now) => ({
    now,
    since: metrics.since,
    records: { total: metrics.records.total, byLevel: metrics.records.byLevel },
    errors: {
      total: metrics.errors.total,
      rate: metrics.errors.rate,
      trend: metrics.errors.trend,
      last: metrics.errors.last.map((error) => ({
        ...error,
        ...clean({
          component: error.component,
          message: error.message,
          ...(error.error === undefined ? {} : { error: error.error }),
          ...(error.correlationId === undefined ? {} : { correlationId: error.correlationId }),
        }),
      })),
    },
    categories: rowsOf(metrics.records.byCategory, metrics.errors.byCategory, metrics.durations.byCategory),
    components: rowsOf(
      metrics.records.byComponent,
      metrics.errors.byComponent,
      metrics.durations.byComponent,
    ).map((row) => ({ ...row, name: clean(row.name) })),
    spans: metrics.spans.ended,
    stages: {
      "sampled out": positive(metrics.sampledOut.byLevel),
      redacted: metrics.redacted,
      aggregated: metrics.aggregated,
      dropped: metrics.dropped,
      failed: metrics.internalErrors,
    },
  });
}

/** Most records first. */
function rowsOf(
  records: Counts,
  errors: Counts,
  durations: Readonly<Record<string, Summary>>,
): readonly LiveRow[] {
  const names = new Set([...Object.keys(records), ...Object.keys(durations)]);
  return [...names]
    .map((name) => ({
      name,
      records: records[name] ?? 0,
      errors: errors[name] ?? 0,
      ...percentiles(durations[name]),
    }))
    .sort(
      (first, second) =>
        second.records - first.records ||
        (second.count ?? 0) - (first.count ?? 0) ||
        (first.name < second.name ? -1 : 1),
    )
    .slice(0, ROWS);
}

const percentiles = (
  summary: Summary | undefined,
): Partial<Pick<Summary, "count" | "p50" | "p90" | "p95" | "p99">> =>
  summary === undefined
    ? {}
    : { count: summary.count, p50: summary.p50, p90: summary.p90, p95: summary.p95, p99: summary.p99 };

const positive = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
