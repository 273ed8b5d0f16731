import type { Aggregator } from "./aggregation/aggregator.ts";
import { openAggregator } from "./aggregation/open.ts";
import { type Breadcrumbs, createBreadcrumbs } from "./breadcrumbs.ts";
import { type Clock, SYSTEM_CLOCK } from "./clock.ts";
import { BlogConfigError, problems } from "./config/error.ts";
import { checkFile } from "./config/file.ts";
import { sameAggregation, sameDestination, sameOtel } from "./config/same.ts";
import type { LoggingConfig, Settings } from "./config/settings.ts";
import { type Checked, checkEnvironment, checkValues, resolveSettings } from "./config.ts";
import { openSink, type Sink } from "./destination.ts";
import { flushWithin } from "./flush.ts";
import { createRecorder, type Recorder } from "./metrics/metrics.ts";
import { type Otel, openOtel } from "./otel/otel.ts";
import { createPipeline, type Pipeline, type PipelineWatch } from "./pipeline.ts";
import { createRedactorFor, follow, type Redactor } from "./redaction/redactor.ts";
import { createSampler } from "./sampling/sampler.ts";
import { createAggregate } from "./stages/aggregate.ts";
import { createGate } from "./stages/gate.ts";
import { measure } from "./stages/measure.ts";
import { createRedact } from "./stages/redact.ts";
import { createSample } from "./stages/sample.ts";
import { createTrace } from "./stages/trace.ts";
import { createWrite } from "./stages/write.ts";
import { createTroubles, type Troubles } from "./troubles.ts";

/** Everything that one configuration brought about; replaced as a whole. */
export type State = {
  readonly settings: Settings;
  readonly sink: Sink;
  readonly pipeline: Pipeline;
  /** What everything passes that leaves the process. */
  readonly redactor: Redactor;
  /** Where error aggregation is switched on. */
  readonly errors: Aggregator | undefined;
  /** Where OpenTelemetry is switched on. */
  readonly otel: Otel | undefined;
};

/** What a logger and its children share. */
export type Core = {
  readonly clock: Clock;
  readonly breadcrumbs: Breadcrumbs;
  /** Configures at the first call, from the environment, the file and the defaults. Never throws. */
  readonly state: () => State;
  /** Adds to what code has set; a key given as `undefined` is unset. Throws `BlogConfigError`, having changed nothing. */
  readonly configure: (config: LoggingConfig) => void;
  readonly recorder: () => Recorder;
  readonly resetMetrics: () => void;
  readonly failed: (where: string, error: unknown) => void;
  /** Writes and sends what is held back; whether nothing is left. */
  readonly flush: (timeoutMs: number) => Promise<boolean>;
};

/** What a test may put in the place of the process's own. */
export type Surroundings = {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder whose configuration file counts. */
  readonly folder: () => string;
};

const DEFAULTS = resolveSettings([]);

const PROCESS: Surroundings = {
  clock: SYSTEM_CLOCK,
  random: Math.random,
  env: process.env,
  folder: () => process.cwd(),
};

export function createCore(given: Partial<Surroundings> = PROCESS): Core {
  const surroundings = { ...PROCESS, ...given };
  const { clock } = surroundings;
  const settingsNow = (): Settings => current?.settings ?? DEFAULTS;
  let recorder = createRecorder(settingsNow, clock.now());
  const troubles = createTroubles({
    count: (where) => recorder.internalError(where),
    redact: (text) => (current === undefined ? text : current.redactor.text(text)),
  });
  const failed = (where: string, error: unknown): void => tell(troubles, where, error);
  const watch: PipelineWatch = { failed, reentered: () => recorder.dropped("logged while logging") };
  const breadcrumbs = createBreadcrumbs();
  let outside: readonly LoggingConfig[] | undefined;
  let fromCode: LoggingConfig = {};
  let current: State | undefined;

  const sampler = createSampler({
    settings: settingsNow,
    clock,
    random: surroundings.random,
    say: (summary) => current?.pipeline.write([summary]),
    sampledOut: (level, count) => recorder.sampledOut(level, count),
  });

  function accept(checked: Checked | undefined): LoggingConfig {
    if (checked === undefined) return {};
    if (checked.kind === "values") return checked.values;
    for (const problem of checked.problems) {
      troubles.report({
        where: "configuration",
        message: problem.message,
        error: new BlogConfigError([problem]),
      });
    }
    return checked.salvaged;
  }

  /** File and environment, each as a whole or not at all. Read once. */
  function readOutside(): readonly LoggingConfig[] {
    if (outside !== undefined) return outside;
    // A configuration file is a program: it may log, and even configure, while it is read.
    outside = [];
    outside = [accept(checkFile(surroundings.folder())), accept(checkEnvironment(surroundings.env))];
    return outside;
  }

  function openOrRefuse(settings: Settings): Sink {
    try {
      return openSink(settings.destination, {
        dropped: (reason) => recorder.dropped(reason),
        failed: (error) => failed("write", error),
      });
    } catch (error) {
      troubles.listen(current?.settings.onInternalError);
      throw new BlogConfigError([problems.destination("destination", messageOf(error))]);
    }
  }

  function build(settings: Settings, sink: Sink, errors?: Aggregator, otel?: Otel): State {
    const redactor = createRedactorFor(settings, (type) => recorder.redacted(type));
    const pipeline = createPipeline(
      {
        gate: createGate(settings.level),
        sample: createSample(sampler),
        redact: createRedact(redactor),
        measure: (record) => measure(record, recorder),
        aggregate: createAggregate(errors),
        trace: createTrace(otel?.log),
        write: createWrite(sink.write),
      },
      watch,
    );
    return { settings, sink, pipeline, redactor, errors, otel };
  }

  function openErrorsOrTell(settings: Settings, code: LoggingConfig): Aggregator | undefined {
    try {
      return openAggregator(settings, {
        redactor: follow(() => current?.redactor),
        settings: settingsNow,
        breadcrumbs,
        clock,
        random: surroundings.random,
        count: (outcome, times) => recorder.aggregated(outcome, times),
        lost: (occurrences, reason) => recorder.dropped(`error not sent: ${reason}`, occurrences),
        failed: (error) => failed("aggregate", error),
      });
    } catch (error) {
      if (error instanceof BlogConfigError && code.enableErrorAggregation === true) throw error;
      failed(error instanceof BlogConfigError ? "configuration" : "aggregate", error);
      return undefined;
    }
  }

  function openOtelOrTell(settings: Settings, code: LoggingConfig): Otel | undefined {
    const layers = [...readOutside(), code];
    const first = createRedactorFor(settings, () => {});
    let isOpen = false;
    try {
      const otel = openOtel(
        settings,
        follow(() => (isOpen ? current?.redactor : first)),
        {
          env: surroundings.env,
          isDefault: (name) => layers.every((layer) => layer[name] === undefined),
          lost: (count, reason) => recorder.dropped(reason, count),
          failed: (error) => failed("otel", error),
          metrics: () => recorder.snapshot(),
        },
      );
      isOpen = true;
      return otel;
    } catch (error) {
      // Who asks for it in code is to hear of it there; a variable that asks for what is not installed stops nobody.
      if (error instanceof BlogConfigError && code.enableOpentelemetry === true) throw error;
      failed(error instanceof BlogConfigError ? "configuration" : "otel", error);
      return undefined;
    }
  }

  function apply(code: LoggingConfig): State {
    troubles.listen(code.onInternalError);
    const settings = resolveSettings([...readOutside(), code]);
    const previous = current;
    const keeps = previous !== undefined && sameDestination(previous.settings, settings);
    const sink = keeps ? previous.sink : openOrRefuse(settings);
    const keepsErrors = previous !== undefined && sameAggregation(previous.settings, settings);
    const errors = keepsErrors
      ? previous.errors
      : settings.enableErrorAggregation
        ? openErrorsOrTell(settings, code)
        : undefined;
    const keepsOtel = previous !== undefined && sameOtel(previous.settings, settings);
    if (!keepsOtel) void previous?.otel?.close(CLOSING_PATIENCE);
    const otel = keepsOtel
      ? previous.otel
      : settings.enableOpentelemetry
        ? openOtelOrTell(settings, code)
        : undefined;
    const next = build(settings, sink, errors, otel);
    troubles.listen(settings.onInternalError);
    fromCode = code;
    current = next;
    if (!keeps) previous?.sink.close();
    if (!keepsErrors) void previous?.errors?.close(CLOSING_PATIENCE);
    return next;
  }

  function start(): State {
    // Whatever logs while the settings are read must find a logger that is there already.
    current = build(DEFAULTS, openOrRefuse(DEFAULTS));
    try {
      return apply(fromCode);
    } catch (error) {
      failed("configuration", error);
      return current;
    }
  }

  const state = (): State => current ?? start();

  return {
    clock,
    breadcrumbs,
    state,
    configure(config) {
      const checked = checkValues(config);
      if (checked.kind === "refused") throw new BlogConfigError(checked.problems);
      const unset = Object.entries(config).flatMap(([key, value]) =>
        value === undefined ? [[key, undefined]] : [],
      );
      const merged = { ...fromCode, ...checked.values, ...Object.fromEntries(unset) };
      apply(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)));
    },
    recorder: () => recorder,
    resetMetrics() {
      recorder = createRecorder(settingsNow, clock.now());
    },
    failed,
    async flush(timeoutMs) {
      const { pipeline, sink, errors, otel } = state();
      pipeline.write(sampler.rest());
      const flushed = await Promise.all([
        flushWithin(() => sink.flush(), timeoutMs),
        errors?.flush(timeoutMs),
        otel?.flush(timeoutMs),
      ]);
      return !flushed.includes(false);
    },
  };
}

/** How long a set-up that is replaced may take to send what it holds, in milliseconds. */
const CLOSING_PATIENCE = 5000;

function tell(troubles: Troubles, where: string, error: unknown): void {
  troubles.report({ where, message: messageOf(error), error });
}

function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
    // blog-ignore-next-line err/swallowed-catch -- this makes the text of an error, and has nobody to tell of another
  } catch {
    return "unknown";
  }
}
