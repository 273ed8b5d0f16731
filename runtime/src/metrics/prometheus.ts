import { countUpTo, type Sketch } from "./histogram.ts";
import type { Metrics } from "./metrics.ts";

/** What a Prometheus endpoint answers with. */
export const METRICS_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** Bounds of the buckets, in seconds: from a cache's hit to an agent's long run. */
const BOUNDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

type Counted = Readonly<Record<string, number>>;
type Counter = {
  readonly help: string;
  readonly label: string;
  readonly read: (metrics: Metrics) => Counted;
};

const COUNTERS: Readonly<Record<string, Counter>> = {
  blog_records_total: { help: "Log records", label: "level", read: ({ records }) => records.byLevel },
  blog_records_by_category_total: {
    help: "Log records by category",
    label: "category",
    read: ({ records }) => records.byCategory,
  },
  blog_records_by_component_total: {
    help: "Log records by component",
    label: "component",
    read: ({ records }) => records.byComponent,
  },
  blog_records_sampled_out_total: {
    help: "Log records that sampling left out",
    label: "level",
    read: ({ sampledOut }) => sampledOut.byLevel,
  },
  blog_spans_total: { help: "Ended spans", label: "outcome", read: ({ spans }) => spans.ended },
  blog_redacted_total: {
    help: "What redaction has replaced",
    label: "type",
    read: ({ redacted }) => redacted,
  },
  blog_aggregated_errors_total: {
    help: "What error aggregation did with errors",
    label: "outcome",
    read: ({ aggregated }) => aggregated,
  },
  blog_dropped_total: {
    help: "Records, lines and spans that were not written or sent",
    label: "reason",
    read: ({ dropped }) => dropped,
  },
  blog_untraced_total: {
    help: "Functions that could not be traced",
    label: "reason",
    read: ({ untraced }) => untraced,
  },
  blog_internal_errors_total: {
    help: "Failures of the logger itself",
    label: "part",
    read: ({ internalErrors }) => internalErrors,
  },
};

/**
 * Metrics in Prometheus' text format, version 0.0.4. Bucket counts are within 1 % of their bounds.
 * @example response.setHeader("content-type", METRICS_CONTENT_TYPE).end(metricsText(logger.getMetrics()));
 */
export function metricsText(metrics: Metrics): string {
  const lines: string[] = [];
  for (const [name, { help, label, read }] of Object.entries(COUNTERS)) {
    lines.push(`# HELP ${name} ${help}.`, `# TYPE ${name} counter`);
    for (const [value, count] of Object.entries(read(metrics))) {
      lines.push(`${name}{${label}="${escapeLabel(value)}"} ${count}`);
    }
  }
  const { records, bySpan } = metrics.durations.sketches;
  lines.push(...histogramLines("blog_span_duration_seconds", "Durations of spans", "span", bySpan));
  if (records.count > 0) {
    const name = "blog_record_duration_seconds";
    lines.push(...histogramLines(name, "Durations given with log records", undefined, { "": records }));
  }
  const since = "blog_metrics_since_seconds";
  lines.push(
    `# HELP ${since} When counting began.`,
    `# TYPE ${since} gauge`,
    `${since} ${metrics.since / 1000}`,
  );
  return `${lines.join("\n")}\n`;
}

function histogramLines(
  name: string,
  help: string,
  label: string | undefined,
  sketches: Readonly<Record<string, Sketch>>,
): string[] {
  const lines = [`# HELP ${name} ${help}.`, `# TYPE ${name} histogram`];
  for (const [value, sketch] of Object.entries(sketches)) {
    const own = label === undefined ? "" : `${label}="${escapeLabel(value)}"`;
    const all = own === "" ? "" : `{${own}}`;
    const le = (bound: string): string => `{${own === "" ? "" : `${own},`}le="${bound}"}`;
    for (const bound of BOUNDS)
      lines.push(`${name}_bucket${le(String(bound))} ${countUpTo(sketch, bound * 1000)}`);
    lines.push(
      `${name}_bucket${le("+Inf")} ${sketch.count}`,
      `${name}_sum${all} ${sketch.sum / 1000}`,
      `${name}_count${all} ${sketch.count}`,
    );
  }
  return lines;
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n" };

const escapeLabel = (value: string): string => value.replace(/[\\"\n]/g, (char) => ESCAPES[char] ?? char);
