import type { ErrorEvent } from "../aggregation/event.ts";
import type { LogCategory } from "../category.ts";
import type { FileDestination } from "../files/file-sink.ts";
import type { LevelSetting, LogLevel } from "../level.ts";
import type { FinishedSpan } from "../record.ts";

/** Where lines go when a program takes them itself: a test, a transport of the host's. */
export type LineDestination = {
  /** One line with its line end. What it throws is caught and counted. */
  write(line: string): void;
  /** Called for each finished span, whatever the level. */
  span?(span: FinishedSpan): void;
};

/** `{ path }` appends to a file, and makes its folder; with `maxSize` or `daily` it gives way to a new one. */
export type Destination = "stderr" | "stdout" | FileDestination | LineDestination;

/** `on`: always; `otel`: only while the host has an OpenTelemetry tracer provider; `off`: traced code is called straight. */
export const SPAN_MODES = ["on", "otel", "off"] as const;
export type SpanMode = (typeof SPAN_MODES)[number];

export const OTEL_PROTOCOLS = ["grpc", "http", "http/protobuf", "http/json"] as const;
export type OtelProtocol = (typeof OTEL_PROTOCOLS)[number];

/** Everything that can be set from code; a file's `logging` key takes the same but for `onInternalError` and functions. */
export type LoggingConfig = {
  /** Least severe level that is written. @default "info" */
  readonly level?: LevelSetting | undefined;
  /**
   * Where lines go. A file is `{ path: "logs/app.log" }`, with `maxSize`, `daily`, `keep` and `gzip` for rotation; from
   * code also an object with `write(line)`. @default "stderr": stdout belongs to the program.
   */
  readonly destination?: Destination | undefined;
  /** Whether `span`, `traced` and `traceMethods` make spans. @default "on" */
  readonly spans?: SpanMode | undefined;
  /** Level of the line that tells of each finished span, or `off`. @default "debug" */
  readonly spanLog?: LogLevel | "off" | undefined;
  /** Whether spans of GenAI operations carry prompts, answers, arguments and results of tools. @default false */
  readonly captureGenAiContent?: boolean | undefined;

  /** Writes only a share of the records while there are more than the threshold. @default false */
  readonly enableSampling?: boolean | undefined;
  /** Share of the records kept above the threshold, 0 to 1. @default 0.01 */
  readonly samplingRate?: number | undefined;
  /** Records per second up to which everything is kept. @default 1000 */
  readonly samplingThresholdQps?: number | undefined;
  /** Keeps every record at `error` and above. @default true */
  readonly alwaysSampleErrors?: boolean | undefined;
  /** Keeps every record of these categories. @default ["error_tracking", "security_events"] */
  readonly alwaysSampleCategories?: readonly LogCategory[] | undefined;
  /** Records of one request that were sampled out and are written after all when it logs an error; 0 for none. @default 50 */
  readonly flightRecorderSize?: number | undefined;

  /** Replaces personal data and secrets in everything that leaves the process. @default false */
  readonly enablePiiRedaction?: boolean | undefined;
  /** Email addresses become `[EMAIL_REDACTED]`. @default true */
  readonly redactEmailAddresses?: boolean | undefined;
  /** Phone numbers become `[PHONE_REDACTED]`. @default true */
  readonly redactPhoneNumbers?: boolean | undefined;
  /** Card numbers become `[CREDIT_CARD_REDACTED]`. @default true */
  readonly redactCreditCards?: boolean | undefined;
  /** US social security numbers become `[SSN_REDACTED]`. @default true */
  readonly redactSsn?: boolean | undefined;
  /** IP addresses become `[IP_REDACTED]`. @default false */
  readonly redactIpAddresses?: boolean | undefined;
  /** API keys, tokens, passwords, private keys become `[SECRET_REDACTED]`. @default true */
  readonly redactSecrets?: boolean | undefined;
  /** Regular expressions, as such or as their source. What they match becomes `[REDACTED]`. @default [] */
  readonly customRedactionPatterns?: readonly (RegExp | string)[] | undefined;
  /**
   * Values that become `[REDACTED]` by where they stand in the line, even while `enablePiiRedaction` is off:
   * `userId`, `data.user.ssn`, `data.items[*].card`, `err["x-key"]`; `*` is any one key, `**` any number of them.
   * @default []
   */
  readonly redactPaths?: readonly string[] | undefined;

  /** Sends errors to a service that collects them. @default false */
  readonly enableErrorAggregation?: boolean | undefined;
  /** Which service errors go to; `custom` is `errorAggregationHandler`. @default "sentry" */
  readonly errorAggregationService?: "sentry" | "rollbar" | "custom" | undefined;
  /**
   * Sentry's DSN, or Rollbar's access token (`https://TOKEN@host/api/1/item/` for a server of one's own).
   * @default Sentry's: `SENTRY_DSN`, else that of the application's own set-up
   */
  readonly errorAggregationDsn?: string | undefined;
  /** Takes errors where the service is `custom`; only from code. What it throws or rejects with means: try again later. */
  readonly errorAggregationHandler?: ((event: ErrorEvent) => unknown) | undefined;
  /**
   * The application's own Rollbar instance, which errors go through then, with its settings and transforms; only from
   * code. (Its own Sentry set-up is found without.)
   */
  readonly errorAggregationClient?: object | undefined;
  /** Names the deployment in each event. @default "development" */
  readonly errorAggregationEnvironment?: string | undefined;
  /** Share of the errors that is sent, 0 to 1; those of a request together. @default 1 */
  readonly errorAggregationSampleRate?: number | undefined;
  /** `tracesSampleRate` of the Sentry client that the logger makes, 0 to 1. That client sends errors alone, so it changes nothing that is sent: spans go out through OpenTelemetry, by `otelTraceSampleRate`. @default 0.1 */
  readonly errorAggregationTracesSampleRate?: number | undefined;
  /** Notes records and `addBreadcrumb` calls for the next error. @default true */
  readonly captureBreadcrumbs?: boolean | undefined;
  /** How many breadcrumbs are held; the oldest go first. @default 100 */
  readonly maxBreadcrumbs?: number | undefined;

  /**
   * Sends spans, metrics and records out by OTLP. A provider that the host has registered is joined, with or without
   * this, so an application that sets up its own does so first. @default false
   */
  readonly enableOpentelemetry?: boolean | undefined;
  /** The resource's `service.name`. @default `OTEL_SERVICE_NAME`, else "agentic-ai-backend" */
  readonly otelServiceName?: string | undefined;
  /** Base address, such as `http://collector:4317`. @default OpenTelemetry's own variables, else localhost */
  readonly otelExporterEndpoint?: string | undefined;
  /** What OTLP is spoken over; `http` is `http/protobuf`. @default `OTEL_EXPORTER_OTLP_PROTOCOL`, else "grpc" */
  readonly otelExporterProtocol?: OtelProtocol | undefined;
  /** Whether spans go out. @default true */
  readonly otelTracesEnabled?: boolean | undefined;
  /** Whether metrics go out. @default true */
  readonly otelMetricsEnabled?: boolean | undefined;
  /** Whether records go out as OTLP logs. @default true */
  readonly otelLogsEnabled?: boolean | undefined;
  /** Further attributes of the resource. @default {} */
  readonly otelResourceAttributes?: { readonly [name: string]: string } | undefined;
  /** Share of the traces that is sent, 0 to 1. @default 0.1 */
  readonly otelTraceSampleRate?: number | undefined;

  /** Measures what `getMetrics()` shows. @default true */
  readonly enableLogMetrics?: boolean | undefined;
  /** Length of one interval of the error rate's trend, in seconds. @default 60 */
  readonly metricsAggregationInterval?: number | undefined;
  /** Measures the error rate and its trend. @default true */
  readonly trackErrorRates?: boolean | undefined;
  /** Measures P50 to P99 of durations. @default true */
  readonly trackPerformancePercentiles?: boolean | undefined;

  /** Told once per kind of failure inside the logger; only from code. @default one line on stderr */
  readonly onInternalError?: ((failure: InternalFailure) => void) | undefined;
};

/** Something that went wrong in the logger itself. */
export type InternalFailure = {
  /** The stage or part it happened in: `write`, `redact`, `configuration`, `span`, … */
  readonly where: string;
  /** Redacted where redaction is on. */
  readonly message: string;
  /** As it was thrown: what it says has not been redacted. */
  readonly error: unknown;
};

type MayBeAbsent =
  | "errorAggregationDsn"
  | "errorAggregationHandler"
  | "errorAggregationClient"
  | "otelExporterEndpoint"
  | "onInternalError";

/** The configuration with every default filled in. */
export type Settings = {
  readonly [key in keyof LoggingConfig]-?: key extends MayBeAbsent
    ? LoggingConfig[key]
    : Exclude<LoggingConfig[key], undefined>;
};

export type SettingName = keyof LoggingConfig;
