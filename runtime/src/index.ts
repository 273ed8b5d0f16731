import type { BackendLogger } from "./api.ts";
import type { LoggingConfig } from "./config/settings.ts";
import { createCore } from "./core.ts";
import { createLogger as createLoggerOver } from "./logger.ts";
import { registry, strangerVersion } from "./registry.ts";
import { VERSION } from "./version.ts";

/**
 * The process's one logger, the same from every copy of this package. It configures itself at its first use from the
 * environment, the configuration file and the defaults; a wrong setting there is told once on stderr. Never throws.
 */
export function getLogger(): BackendLogger {
  registry.logger ??= createProcessLogger();
  return registry.logger;
}

function createProcessLogger(): BackendLogger {
  const core = createCore();
  if (strangerVersion !== undefined) {
    core.failed(
      "registry",
      new Error(
        `versions ${strangerVersion} and ${VERSION} of blog-runtime are loaded, each with a logger and settings of its own`,
      ),
    );
  }
  return createLoggerOver(core);
}

/** The process's one logger, ready to use: what `getLogger()` returns. */
export const backendLogger: BackendLogger = getLogger();

/**
 * Sets the process's one logger from code, now or later; code wins over the environment and the file.
 * Keys that are not given stay as earlier calls set them; one given as `undefined` is unset.
 * @throws {BlogConfigError} naming every wrong key; nothing is applied then.
 * @example configureLogging({ level: "debug", destination: { path: "logs/app.log" } });
 */
export const configureLogging = (config: LoggingConfig): void => getLogger().configure(config);

/**
 * A logger of its own, for a test or a tenant: own settings, destination and metrics, the same context.
 * @throws {BlogConfigError} naming every wrong key.
 */
export function createLogger(config: LoggingConfig = {}): BackendLogger {
  const core = createCore();
  core.configure(config);
  return createLoggerOver(core);
}

export type { ErrorEvent, Sighting } from "./aggregation/event.ts";
export type { BackendLogger, LogMethod } from "./api.ts";
export type { Breadcrumb } from "./breadcrumbs.ts";
export { LogCategory } from "./category.ts";
export { BlogConfigError, type ConfigProblem } from "./config/error.ts";
export type {
  Destination,
  InternalFailure,
  LineDestination,
  LoggingConfig,
  SpanMode,
} from "./config/settings.ts";
export { type LevelSetting, LOG_LEVELS, type LogLevel } from "./level.ts";
export type { Durations, Sketches } from "./metrics/durations.ts";
export type { Sketch, Summary } from "./metrics/histogram.ts";
export type { LastError } from "./metrics/last-errors.ts";
export { mergeMetrics } from "./metrics/merge.ts";
export type { Metrics } from "./metrics/metrics.ts";
export { METRICS_CONTENT_TYPE, metricsText } from "./metrics/prometheus.ts";
export type { Interval } from "./metrics/trend.ts";
export type { FinishedSpan, Json, LogContext, LogFields, Performance, SpanOutcome } from "./record.ts";
export {
  createRedactor,
  type DetectPiiOptions,
  detectPii,
  type PiiMatch,
  type PiiType,
  type RedactorConfig,
} from "./redaction/pii.ts";
export type { ActiveSpan } from "./spans/active-span.ts";
