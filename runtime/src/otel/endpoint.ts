import type { Settings } from "../config/settings.ts";

const PATHS = { trace: "/v1/traces", metrics: "/v1/metrics", logs: "/v1/logs" } as const;

/**
 * Where an exporter sends to; nothing where the setting is left out, so that the exporter follows OpenTelemetry's own
 * variables (`OTEL_EXPORTER_OTLP_ENDPOINT`, `…_TRACES_ENDPOINT`, `…_HEADERS`, `…_CERTIFICATE`, …) and defaults.
 * Without a scheme it is `http://`. Over HTTP the signal's path is added: `http://host:4318` → `http://host:4318/v1/traces`.
 */
export function endpointOf(
  settings: Pick<Settings, "otelExporterEndpoint" | "otelExporterProtocol">,
  signal: keyof typeof PATHS,
): { readonly url?: string } {
  const { otelExporterEndpoint: given, otelExporterProtocol: protocol } = settings;
  if (given === undefined) return {};
  const base = /^[a-z]+:\/\//i.test(given) ? given : `http://${given}`;
  if (protocol === "grpc") return { url: base };
  const trimmed = base.replace(/\/+$/, "");
  return { url: trimmed.endsWith(PATHS[signal]) ? trimmed : trimmed + PATHS[signal] };
}
