import { BlogConfigError, problems } from "../config/error.ts";
import type { Settings } from "../config/settings.ts";
import { load } from "../require.ts";

/** What of OpenTelemetry is ours to set up, as the host has none of it. */
export type Signals = { readonly traces: boolean; readonly metrics: boolean; readonly logs: boolean };

const EXPORTERS = { grpc: "grpc", http: "proto", "http/protobuf": "proto", "http/json": "http" } as const;

type Protocol = Settings["otelExporterProtocol"];

const exporter = (signal: "trace" | "metrics" | "logs", protocol: Protocol): string =>
  `@opentelemetry/exporter-${signal}-otlp-${EXPORTERS[protocol]}`;

/** Packages that the signals need beside `@opentelemetry/api`, which is a dependency. */
export function packagesFor(signals: Signals, protocol: Protocol): readonly string[] {
  const names: string[] = [];
  if (signals.traces) names.push("@opentelemetry/sdk-trace-node", exporter("trace", protocol));
  if (signals.metrics) names.push("@opentelemetry/sdk-metrics", exporter("metrics", protocol));
  if (signals.logs) names.push("@opentelemetry/sdk-logs", exporter("logs", protocol));
  return names.length > 0 ? ["@opentelemetry/resources", ...names] : [];
}

/** The exporter class of one signal. */
export const loadExporter = <T>(signal: "trace" | "metrics" | "logs", protocol: Protocol): T =>
  load(exporter(signal, protocol)) as T;

/** Loads them; throws `BlogConfigError` with the line that installs what is missing. */
export function requirePackages(names: readonly string[]): void {
  const missing = names.filter((name) => !isThere(name));
  if (missing.length > 0) {
    throw new BlogConfigError([problems.notInstalled("enableOpentelemetry", missing.map(versioned))]);
  }
}

function isThere(name: string): boolean {
  try {
    load(name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code === "MODULE_NOT_FOUND") return false;
    throw error;
  }
}

/** The next lines of these packages (3.x, 0.3xx) want Node 22.15. */
const versioned = (name: string): string =>
  `${name}@${/exporter|sdk-logs/.test(name) ? "^0.223.0" : "^2.12.0"}`;
