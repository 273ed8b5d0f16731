import type { MeterProvider, ObservableCounter, ObservableResult } from "@opentelemetry/api";
import type { PushMetricExporter } from "@opentelemetry/sdk-metrics";
import type { Settings } from "../config/settings.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { load } from "../require.ts";
import { VERSION } from "../version.ts";
import { endpointOf } from "./endpoint.ts";
import type { Surface, Watch } from "./otel.ts";
import { loadExporter } from "./packages.ts";
import { quietly } from "./quiet.ts";
import { resourceOf } from "./resource.ts";

type Sdk = typeof import("@opentelemetry/sdk-metrics");
type ExporterModule = { readonly OTLPMetricExporter: new (config: { url?: string }) => PushMetricExporter };

export type MetricsOut = Surface & {
  /** A span has ended; in milliseconds. */
  readonly duration: (name: string, durationMs: number, outcome: string) => void;
};

/** What `getMetrics()` tells, as instruments: of the host's meter provider where it has one, else of one of our own. */
export function openMetrics(
  settings: Settings,
  redactor: Redactor,
  watch: Watch,
  host: MeterProvider | undefined,
): MetricsOut {
  const { provider, surface } = host === undefined ? openProvider(settings, redactor, watch) : joined(host);
  const meter = provider.getMeter("blog-runtime", VERSION);
  const counters: (() => void)[] = [];
  for (const [name, { description, read }] of Object.entries(COUNTERS)) {
    const counter: ObservableCounter = meter.createObservableCounter(name, { description });
    const observe = (result: ObservableResult): void => {
      for (const [count, attributes] of read(watch.metrics())) result.observe(count, attributes);
    };
    counter.addCallback(observe);
    counters.push(() => counter.removeCallback(observe));
  }
  const durations = meter.createHistogram("blog.span.duration", {
    unit: "s",
    description: "Durations of spans",
    advice: { explicitBucketBoundaries: SECONDS },
  });
  return {
    pending: surface.pending,
    flush: surface.flush,
    async close() {
      for (const remove of counters) remove();
      await surface.close();
    },
    duration: (name, durationMs, outcome) =>
      durations.record(durationMs / 1000, { "blog.span.name": name, "blog.span.outcome": outcome }),
  };
}

/** From a cache's hit to an agent's long run. */
const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

type Observed = readonly (readonly [number, Readonly<Record<string, string>>])[];

const COUNTERS: Readonly<Record<string, { description: string; read: (metrics: Metrics) => Observed }>> = {
  "blog.records": {
    description: "Log records, by level",
    read: ({ records }) => by("blog.level", records.byLevel),
  },
  "blog.records.by_category": {
    description: "Log records, by category",
    read: ({ records }) => by("blog.category", records.byCategory),
  },
  "blog.records.by_component": {
    description: "Log records, by component",
    read: ({ records }) => by("blog.component", records.byComponent),
  },
  "blog.dropped": {
    description: "Records, lines and spans that were not written or sent, by reason",
    read: ({ dropped }) => by("blog.reason", dropped),
  },
  "blog.internal_errors": {
    description: "Failures of the logger itself",
    read: ({ internalErrors }) => by("blog.part", internalErrors),
  },
};

const by = (attribute: string, counts: Readonly<Record<string, number>>): Observed =>
  Object.entries(counts).map(([name, count]) => [count, { [attribute]: name }] as const);

const joined = (provider: MeterProvider) => ({
  provider,
  surface: { pending: () => 0, flush: async () => true, close: async () => {} },
});

function openProvider(settings: Settings, redactor: Redactor, watch: Watch) {
  const sdk = load("@opentelemetry/sdk-metrics") as Sdk;
  const { OTLPMetricExporter } = loadExporter<ExporterModule>("metrics", settings.otelExporterProtocol);
  const exporter = new OTLPMetricExporter(endpointOf(settings, "metrics"));
  const fromEnv = Number(watch.env.OTEL_METRIC_EXPORT_INTERVAL?.trim() || Number.NaN);
  const exportIntervalMillis = fromEnv > 0 ? fromEnv : settings.metricsAggregationInterval * 1000;
  const reader = new sdk.PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis,
    exportTimeoutMillis: Math.min(30_000, exportIntervalMillis),
  });
  const provider = new sdk.MeterProvider({ resource: resourceOf(settings, redactor), readers: [reader] });
  const surface: Surface = {
    pending: () => 0,
    async flush(timeoutMs) {
      try {
        await quietly(() => provider.forceFlush({ timeoutMillis: timeoutMs }));
        return true;
      } catch (error) {
        watch.failed(error as Error);
        return false;
      }
    },
    close: () => quietly(() => provider.shutdown()),
  };
  return { provider, surface };
}
