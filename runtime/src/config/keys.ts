import { LOG_CATEGORIES } from "../category.ts";
import { LEVEL_SETTINGS, LOG_LEVELS } from "../level.ts";
import { destination } from "./destination-key.ts";
import { choice, flag, guard, type Key, number, optionalText, rate, text, words } from "./kinds.ts";
import { parseJson, paths, patterns } from "./redaction-keys.ts";
import { OTEL_PROTOCOLS, type Settings, SPAN_MODES } from "./settings.ts";

/** Words that other loggers use for one of our levels. */
const LEVEL_ALIASES = { trace: "debug", warning: "warn", fatal: "critical", off: "silent" } as const;

const callback: Key<undefined> = {
  env: undefined,
  initial: undefined,
  allowed: "a function, set from code",
  accepts: (value) => typeof value === "function",
  fromText: () => undefined,
};

const client: Key<undefined> = {
  ...callback,
  allowed: "an instance of the Rollbar SDK, set from code",
  accepts: (value) =>
    typeof value === "object" &&
    value !== null &&
    ["error", "critical"].every((name) => typeof (value as Record<string, unknown>)[name] === "function"),
};

/** Every setting: environment variable, default, what it may be. */
export const KEYS = {
  level: choice("LOG_LEVEL", "info", LEVEL_SETTINGS, LEVEL_ALIASES),
  destination,
  spans: choice("LOG_SPANS", "on", SPAN_MODES),
  spanLog: choice("LOG_SPAN_LOG", "debug", [...LOG_LEVELS, "off"]),
  captureGenAiContent: flag("LOG_CAPTURE_GENAI_CONTENT", false),

  enableSampling: flag("LOG_ENABLE_SAMPLING", false),
  samplingRate: rate("LOG_SAMPLING_RATE", 0.01),
  samplingThresholdQps: number("LOG_SAMPLING_THRESHOLD_QPS", 1000, { min: 0 }),
  alwaysSampleErrors: flag("LOG_ALWAYS_SAMPLE_ERRORS", true),
  alwaysSampleCategories: words(
    "LOG_ALWAYS_SAMPLE_CATEGORIES",
    ["error_tracking", "security_events"],
    LOG_CATEGORIES,
  ),
  flightRecorderSize: number("LOG_FLIGHT_RECORDER_SIZE", 50, { min: 0, max: 1_000, integer: true }),

  enablePiiRedaction: guard("LOG_ENABLE_PII_REDACTION", false),
  redactEmailAddresses: guard("LOG_REDACT_EMAIL", true),
  redactPhoneNumbers: guard("LOG_REDACT_PHONE", true),
  redactCreditCards: guard("LOG_REDACT_CREDIT_CARDS", true),
  redactSsn: guard("LOG_REDACT_SSN", true),
  redactIpAddresses: guard("LOG_REDACT_IP", false),
  redactSecrets: guard("LOG_REDACT_SECRETS", true),
  customRedactionPatterns: patterns("LOG_CUSTOM_REDACTION_PATTERNS"),
  redactPaths: paths("LOG_REDACT_PATHS"),

  enableErrorAggregation: flag("LOG_ENABLE_ERROR_AGGREGATION", false),
  errorAggregationService: choice("LOG_ERROR_AGGREGATION_SERVICE", "sentry", ["sentry", "rollbar", "custom"]),
  errorAggregationDsn: optionalText("LOG_ERROR_AGGREGATION_DSN"),
  errorAggregationHandler: callback,
  errorAggregationClient: client,
  errorAggregationEnvironment: text("LOG_ERROR_AGGREGATION_ENV", "development"),
  errorAggregationSampleRate: rate("LOG_ERROR_AGGREGATION_SAMPLE_RATE", 1),
  errorAggregationTracesSampleRate: rate("LOG_ERROR_AGGREGATION_TRACES_SAMPLE_RATE", 0.1),
  captureBreadcrumbs: flag("LOG_CAPTURE_BREADCRUMBS", true),
  maxBreadcrumbs: number("LOG_MAX_BREADCRUMBS", 100, { min: 0, max: 10_000, integer: true }),

  enableOpentelemetry: flag("LOG_ENABLE_OPENTELEMETRY", false),
  otelServiceName: { ...text("LOG_OTEL_SERVICE_NAME", "agentic-ai-backend"), otherEnv: "OTEL_SERVICE_NAME" },
  otelExporterEndpoint: optionalText("LOG_OTEL_EXPORTER_ENDPOINT"),
  otelExporterProtocol: {
    ...choice("LOG_OTEL_EXPORTER_PROTOCOL", "grpc", OTEL_PROTOCOLS),
    otherEnv: "OTEL_EXPORTER_OTLP_PROTOCOL",
  },
  otelTracesEnabled: flag("LOG_OTEL_TRACES_ENABLED", true),
  otelMetricsEnabled: flag("LOG_OTEL_METRICS_ENABLED", true),
  otelLogsEnabled: flag("LOG_OTEL_LOGS_ENABLED", true),
  otelResourceAttributes: attributes("LOG_OTEL_RESOURCE_ATTRIBUTES"),
  otelTraceSampleRate: rate("LOG_OTEL_TRACE_SAMPLE_RATE", 0.1),

  enableLogMetrics: flag("LOG_ENABLE_METRICS", true),
  metricsAggregationInterval: number("LOG_METRICS_AGGREGATION_INTERVAL", 60, { min: 1 }),
  trackErrorRates: flag("LOG_TRACK_ERROR_RATES", true),
  trackPerformancePercentiles: flag("LOG_TRACK_PERFORMANCE_PERCENTILES", true),

  onInternalError: callback,
} as const satisfies { readonly [key in keyof Settings]: Key<Settings[key]> };

function attributes(env: string): Key<{ readonly [name: string]: string }> {
  return {
    env,
    initial: {},
    allowed: "texts by name (in the environment: name=value,name=value or a JSON object)",
    accepts: (value) =>
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((attribute) => typeof attribute === "string"),
    fromText: (value) => (value.trimStart().startsWith("{") ? parseJson(value) : parsePairs(value)),
  };
}

function parsePairs(value: string): unknown {
  const pairs = value.split(",").map((pair) => pair.split("="));
  return pairs.every((pair) => pair.length === 2 && pair[0]?.trim() !== "")
    ? Object.fromEntries(pairs.map(([name = "", entry = ""]) => [name.trim(), entry.trim()]))
    : undefined;
}
