import type { AnyValueMap, Logger, LoggerProvider } from "@opentelemetry/api-logs";
import type { LogRecordExporter, LogRecordProcessor, ReadableLogRecord } from "@opentelemetry/sdk-logs";
import type { Settings } from "../config/settings.ts";
import type { LogLevel } from "../level.ts";
import type { Json, Redacted } from "../record.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { load } from "../require.ts";
import { contextOf } from "../vendors/otel.ts";
import { VERSION } from "../version.ts";
import { createBatch } from "./batch.ts";
import { endpointOf } from "./endpoint.ts";
import { batchLimits } from "./limits.ts";
import type { Surface, Watch } from "./otel.ts";
import { loadExporter } from "./packages.ts";
import { quietly } from "./quiet.ts";
import { resourceOf } from "./resource.ts";

type Sdk = typeof import("@opentelemetry/sdk-logs");
type ExporterModule = { readonly OTLPLogExporter: new (config: { url?: string }) => LogRecordExporter };

/** OpenTelemetry's severities. */
const SEVERITY = {
  debug: { severityNumber: 5, severityText: "DEBUG" },
  info: { severityNumber: 9, severityText: "INFO" },
  warn: { severityNumber: 13, severityText: "WARN" },
  error: { severityNumber: 17, severityText: "ERROR" },
  critical: { severityNumber: 21, severityText: "FATAL" },
} as const satisfies Record<LogLevel, object>;

export type Logs = Surface & { readonly emit: (record: Redacted) => void };

/** Sends records as OTLP logs: to the host's logger provider where it has one, else through one of our own. */
export function openLogs(
  settings: Settings,
  redactor: Redactor,
  watch: Watch,
  host: LoggerProvider | undefined,
): Logs {
  const { provider, surface } = host === undefined ? openProvider(settings, redactor, watch) : joined(host);
  const logger = provider.getLogger("blog-runtime", VERSION);
  return { ...surface, emit: (record) => emit(logger, record) };
}

const joined = (provider: LoggerProvider) => ({
  provider,
  surface: { pending: () => 0, flush: async () => true, close: async () => {} },
});

function openProvider(settings: Settings, redactor: Redactor, watch: Watch) {
  const sdk = load("@opentelemetry/sdk-logs") as Sdk;
  const { OTLPLogExporter } = loadExporter<ExporterModule>("logs", settings.otelExporterProtocol);
  const exporter = new OTLPLogExporter(endpointOf(settings, "logs"));
  const batch = createBatch<ReadableLogRecord>({
    send: (records, done) =>
      quietly(() =>
        exporter.export([...records], ({ code, error }) =>
          done(code === 0 ? undefined : (error ?? new Error("log records were refused"))),
        ),
      ),
    lost: (count, reason) => watch.lost(count, `otlp logs: ${reason}`),
    failed: watch.failed,
    limits: batchLimits("OTEL_BLRP", watch.env),
  });
  const processor: LogRecordProcessor = {
    onEmit: batch.add,
    forceFlush: async () => void (await batch.flush(30_000)),
    shutdown: async () => {},
  };
  const provider = new sdk.LoggerProvider({
    resource: resourceOf(settings, redactor),
    processors: [processor],
  });
  const surface: Surface = { pending: batch.pending, flush: batch.flush, close: () => exporter.shutdown() };
  return { provider, surface };
}

function emit(logger: Logger, record: Redacted): void {
  logger.emit({
    timestamp: record.time,
    ...SEVERITY[record.level],
    body: record.message,
    attributes: attributesOf(record),
    ...(record.trace === undefined ? {} : { context: contextOf(record.trace) }),
  });
}

/** The line's fields; an error also by OpenTelemetry's own names. */
function attributesOf(record: Redacted): AnyValueMap {
  const attributes: AnyValueMap = { category: record.category, component: record.component };
  if (record.correlationId !== undefined) attributes.correlationId = record.correlationId;
  if (record.data !== undefined) attributes.data = mutable(record.data);
  if (record.performance !== undefined) attributes.performance = mutable(record.performance);
  if (record.sampleRate < 1) attributes.sampleRate = record.sampleRate;
  for (const [key, value] of Object.entries(record.context ?? {})) {
    if (key !== "correlationId") attributes[key] = mutable(value);
  }
  if (record.err === undefined) return attributes;
  const { type, message, stack } = record.err as { readonly [key: string]: Json };
  attributes.err = mutable(record.err);
  if (typeof type === "string") attributes["exception.type"] = type;
  if (typeof message === "string") attributes["exception.message"] = message;
  if (typeof stack === "string") attributes["exception.stacktrace"] = stack;
  return attributes;
}

/** JSON is a value of a log attribute as it is. */
const mutable = (json: Json): AnyValueMap[string] => json as AnyValueMap[string];
