import type { SettingName, Settings } from "../config/settings.ts";
import { watchEnd } from "../end.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Redacted } from "../record.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { hostProviders } from "../vendors/otel.ts";
import { openLogs } from "./logs.ts";
import { openMetrics } from "./metrics.ts";
import { packagesFor, requirePackages } from "./packages.ts";
import { openTraces } from "./traces.ts";

/** One signal's way out. */
export type Surface = {
  /** How many items wait. */
  readonly pending: () => number;
  /** Sends what waits; whether all of it was taken within the time. */
  readonly flush: (timeoutMs: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

/** Who is told of what was lost, and where numbers come from. */
export type Watch = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isDefault: (name: SettingName) => boolean;
  readonly lost: (count: number, reason: string) => void;
  readonly failed: (error: Error) => void;
  readonly metrics: () => Metrics;
};

/** OpenTelemetry as `enableOpentelemetry` asks for it. Nothing of it throws. */
export type Otel = {
  readonly log: ((record: Redacted) => void) | undefined;
  readonly span: ((name: string, durationMs: number, outcome: string) => void) | undefined;
  readonly pending: () => number;
  readonly flush: (timeoutMs: number) => Promise<boolean>;
  readonly close: (timeoutMs: number) => Promise<boolean>;
};

/**
 * Sets up each signal that is on: traces only where the host has no tracer provider (else spans are the host's anyway);
 * metrics and logs go to the host's providers where it has them. Throws `BlogConfigError` where packages are missing.
 */
export function openOtel(settings: Settings, redactor: Redactor, watch: Watch): Otel {
  const host = hostProviders();
  const { otelTracesEnabled, otelMetricsEnabled, otelLogsEnabled, otelExporterProtocol } = settings;
  const own = {
    traces: otelTracesEnabled && host.trace === undefined,
    metrics: otelMetricsEnabled && host.metrics === undefined,
    logs: otelLogsEnabled && host.logs === undefined,
  };
  requirePackages(packagesFor(own, otelExporterProtocol));
  const traces = own.traces ? openTraces(settings, redactor, watch) : undefined;
  const metrics = otelMetricsEnabled ? openMetrics(settings, redactor, watch, host.metrics) : undefined;
  const logs = otelLogsEnabled ? openLogs(settings, redactor, watch, host.logs) : undefined;
  const surfaces = [traces, metrics, logs].filter((surface) => surface !== undefined);
  const pending = (): number => surfaces.reduce((sum, surface) => sum + surface.pending(), 0);
  const flush = async (timeoutMs: number): Promise<boolean> =>
    (await Promise.all(surfaces.map((surface) => surface.flush(timeoutMs)))).every(Boolean);
  const left = (): void => {
    const count = pending();
    watch.lost(count, "otlp: not sent before the process ended");
    watch.failed(new Error(`${count} spans and log records were not sent before the process ended`));
  };
  const stop = watchEnd({ pending, flush, left });
  return {
    log: logs?.emit,
    span: metrics?.duration,
    pending,
    flush,
    async close(timeoutMs) {
      stop();
      const flushed = timeoutMs > 0 ? await flush(timeoutMs) : pending() === 0;
      if (pending() > 0) watch.lost(pending(), "otlp: not sent before shutdown");
      await Promise.all(
        surfaces.map((surface) => surface.close().catch((error: unknown) => watch.failed(error as Error))),
      );
      return flushed;
    },
  };
}
