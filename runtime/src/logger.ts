import { types } from "node:util";
import type { BackendLogger, LogMethod } from "./api.ts";
import { redactCrumb } from "./breadcrumbs.ts";
import { LogCategory } from "./category.ts";
import type { LoggingConfig } from "./config/settings.ts";
import { currentFrame, mergeContexts, withContext } from "./context.ts";
import type { Core } from "./core.ts";
import type { LogLevel } from "./level.ts";
import { type Call, offerOfCall, offerOfSpan } from "./offers.ts";
import type { LogContext, Offer } from "./record.ts";
import { startSpan } from "./spans/active-span.ts";
import { callerOf } from "./spans/call.ts";
import { traceMethods } from "./spans/trace-methods.ts";
import { traced } from "./spans/traced.ts";
import { createTracer, type Tracer } from "./spans/tracer.ts";

const internals = new WeakMap<BackendLogger, { readonly tracer: Tracer }>();

/** What stands behind a logger of this copy of the package. */
export const internalsOf = (logger: BackendLogger): { readonly tracer: Tracer } | undefined =>
  internals.get(logger);

/** The whole call surface over one core. */
export function createLogger(core: Core): BackendLogger {
  return surface(core, tracerOf(core), undefined);
}

function surface(core: Core, tracer: Tracer, defaults: LogContext | undefined): BackendLogger {
  const { clock } = core;
  const method =
    (level: LogLevel): LogMethod =>
    (message, category, component, fields) => {
      const { pipeline } = core.state();
      if (pipeline.accepts(level)) {
        const { traceId, describe } = offerOfCall;
        pipeline.run({
          clock,
          level,
          message,
          category,
          component,
          fields,
          defaults,
          traceId,
          describe,
        } satisfies Call as Offer);
      }
    };
  const warn = method("warn");
  const critical = method("critical");
  const configure = (config: LoggingConfig): void => core.configure(config);
  const logger: BackendLogger = {
    debug: method("debug"),
    info: method("info"),
    warn,
    warning: warn,
    error: method("error"),
    critical,
    fatal: critical,

    span: <T>(name: string, category: LogCategory, fn: () => T): T =>
      callerOf({ tracer, name, category, isFresh: types.isAsyncFunction(fn) })(fn, undefined, []) as T,
    traced: (name, category, fn) => traced(fn, tracer, name, category),
    traceMethods: (cls, category, names) => traceMethods(cls, tracer, category, names),
    startSpan: (name, category) => startSpan(tracer, name, category),
    createSpan: (name, attributes) => startSpan(tracer, name, categoryOf(attributes), attributes),

    withContext,
    child: (more) => surface(core, tracer, mergeContexts(defaults, more)),
    addBreadcrumb: (message, category, level = "info", data = undefined) =>
      addBreadcrumb(core, { message, category, level, data }),

    getMetrics: () => core.recorder().snapshot(),
    resetMetrics: core.resetMetrics,

    configure,
    updateSamplingRate: (samplingRate) => configure({ samplingRate }),
    enableSampling: (enableSampling) => configure({ enableSampling }),
    enablePiiRedaction: (enablePiiRedaction) => configure({ enablePiiRedaction }),

    flush: (timeoutMs = 2000) => core.flush(timeoutMs),
    shutdown: async () => {
      const flushed = await core.flush(2000);
      core.state().sink.close();
      await Promise.all([core.state().errors?.close(0), core.state().otel?.close(0)]);
      return flushed;
    },
  };
  internals.set(logger, { tracer });
  return logger;
}

function addBreadcrumb(
  core: Core,
  crumb: { message: string; category: LogCategory; level: LogLevel; data: unknown },
): void {
  try {
    const { settings, redactor } = core.state();
    if (!settings.captureBreadcrumbs) return;
    const correlationId = currentFrame()?.context?.correlationId;
    const raw = { time: core.clock.now(), ...crumb, correlationId };
    core.breadcrumbs.add(redactCrumb(raw, redactor), settings.maxBreadcrumbs);
  } catch (error) {
    core.failed("breadcrumb", error);
  }
}

const categoryOf = (attributes: Readonly<Record<string, unknown>> | undefined): LogCategory =>
  (attributes?.category as LogCategory | undefined) ?? LogCategory.SERVICE_OPERATIONS;

function tracerOf(core: Core): Tracer {
  const spanLog = (): LogLevel | undefined => {
    const { spanLog } = core.state().settings;
    return spanLog !== "off" && core.state().pipeline.accepts(spanLog) ? spanLog : undefined;
  };
  return createTracer({
    clock: core.clock,
    redactor: () => core.state().redactor,
    mode: () => core.state().settings.spans,
    keepsContent: () => core.state().settings.captureGenAiContent,
    measure(span, durationMs, outcome) {
      core.recorder().span(span, durationMs, outcome);
      core.state().otel?.span?.(span.name, durationMs, outcome);
    },
    watched: () => core.state().sink.spans !== undefined || spanLog() !== undefined,
    finished(span) {
      core.state().sink.spans?.(span);
      const level = spanLog();
      if (level !== undefined) core.state().pipeline.run(offerOfSpan(core.clock, level, span));
    },
    failed: (error) => core.failed("span", error),
    untraced: (reason) => core.recorder().untraced(reason),
  });
}
