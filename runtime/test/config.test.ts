import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { KEYS } from "../src/config/keys.ts";
import { createCore, type Surroundings } from "../src/core.ts";
import { BlogConfigError, createLogger, LogCategory, type LoggingConfig } from "../src/index.ts";
import { createLogger as createLoggerOver } from "../src/logger.ts";
import { memoryDestination } from "../src/testing.ts";

const C = LogCategory.SYSTEM_HEALTH;

function coreIn(surroundings: Partial<Surroundings> & { readonly files?: Readonly<Record<string, string>> }) {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  for (const [name, text] of Object.entries(surroundings.files ?? {}))
    writeFileSync(join(folder, name), text);
  const told: string[] = [];
  const core = createCore({
    clock: { now: Date.now, monotonic: () => performance.now() },
    env: surroundings.env ?? {},
    folder: () => folder,
  });
  return {
    core,
    told,
    folder,
    onInternalError: ({ message }: { message: string }) => void told.push(message),
  };
}

const refusal = (config: unknown): string => {
  try {
    createLogger(config as LoggingConfig);
  } catch (error) {
    assert.instance(error, BlogConfigError);
    return (error as BlogConfigError).message;
  }
  return "accepted";
};

test("defaults are those of the reference", () => {
  const { core } = coreIn({});
  const { settings } = core.state();
  assert.is(settings.level, "info");
  assert.is(settings.destination, "stderr");
  assert.is(settings.samplingRate, 0.01);
  assert.is(settings.samplingThresholdQps, 1000);
  assert.equal(settings.alwaysSampleCategories, ["error_tracking", "security_events"]);
  assert.is(settings.redactIpAddresses, false);
  assert.is(settings.errorAggregationService, "sentry");
  assert.is(settings.otelServiceName, "agentic-ai-backend");
  assert.is(settings.maxBreadcrumbs, 100);
  assert.is(settings.metricsAggregationInterval, 60);
});

test("code wins over the environment, it over the file, it over the default", () => {
  const file = JSON.stringify({ logging: { level: "warn", samplingRate: 0.2, maxBreadcrumbs: 7 } });
  const { core } = coreIn({
    env: { LOG_SAMPLING_RATE: "0.3", LOG_LEVEL: "error" },
    files: { "blog.config.json": file },
  });
  core.configure({ level: "debug" });
  const { level, samplingRate, maxBreadcrumbs, otelServiceName } = core.state().settings;
  assert.equal(
    [level, samplingRate, maxBreadcrumbs, otelServiceName],
    ["debug", 0.3, 7, "agentic-ai-backend"],
  );
  core.configure({ level: undefined });
  assert.is(core.state().settings.level, "error");
});

test("every environment variable of the reference is read", () => {
  const env = {
    LOG_ENABLE_SAMPLING: "false",
    LOG_SAMPLING_RATE: "0.5",
    LOG_SAMPLING_THRESHOLD_QPS: "10",
    LOG_ALWAYS_SAMPLE_ERRORS: "0",
    LOG_ALWAYS_SAMPLE_CATEGORIES: "API_LAYER, performance",
    LOG_FLIGHT_RECORDER_SIZE: "20",
    LOG_ENABLE_PII_REDACTION: "no",
    LOG_REDACT_EMAIL: "off",
    LOG_REDACT_PHONE: "FALSE",
    LOG_REDACT_CREDIT_CARDS: "false",
    LOG_REDACT_SSN: "false",
    LOG_REDACT_IP: "yes",
    LOG_REDACT_SECRETS: "0",
    LOG_CUSTOM_REDACTION_PATTERNS: '["a+", "b"]',
    LOG_REDACT_PATHS: "data.user.ssn, data.items[*].card",
    LOG_ENABLE_ERROR_AGGREGATION: "false",
    LOG_ERROR_AGGREGATION_SERVICE: "Rollbar",
    LOG_ERROR_AGGREGATION_DSN: "https://key@host/1",
    LOG_ERROR_AGGREGATION_ENV: "staging",
    LOG_ERROR_AGGREGATION_SAMPLE_RATE: "0.9",
    LOG_ERROR_AGGREGATION_TRACES_SAMPLE_RATE: "1",
    LOG_CAPTURE_BREADCRUMBS: "false",
    LOG_MAX_BREADCRUMBS: "5",
    LOG_ENABLE_OPENTELEMETRY: "false",
    LOG_OTEL_SERVICE_NAME: "svc",
    LOG_OTEL_EXPORTER_ENDPOINT: "http://collector:4318",
    LOG_OTEL_EXPORTER_PROTOCOL: "http",
    LOG_OTEL_TRACES_ENABLED: "false",
    LOG_OTEL_METRICS_ENABLED: "false",
    LOG_OTEL_LOGS_ENABLED: "false",
    LOG_OTEL_RESOURCE_ATTRIBUTES: "team=ai, region=eu",
    LOG_OTEL_TRACE_SAMPLE_RATE: "0.25",
    LOG_ENABLE_METRICS: "false",
    LOG_METRICS_AGGREGATION_INTERVAL: "30",
    LOG_TRACK_ERROR_RATES: "false",
    LOG_TRACK_PERFORMANCE_PERCENTILES: "false",
    LOG_LEVEL: "WARNING",
    LOG_DESTINATION: "stdout",
    LOG_SPANS: "otel",
    LOG_SPAN_LOG: "off",
    LOG_CAPTURE_GENAI_CONTENT: "true",
  };
  assert.equal(
    Object.values(KEYS)
      .flatMap((key) => key.env ?? [])
      .sort(),
    Object.keys(env).sort(),
  );
  const { core, told, onInternalError } = coreIn({ env });
  core.configure({ onInternalError });
  assert.equal(told, []);
  const settings: Record<string, unknown> = { ...core.state().settings };
  for (const onlyFromCode of ["onInternalError", "errorAggregationHandler", "errorAggregationClient"])
    delete settings[onlyFromCode];
  assert.equal(settings, {
    level: "warn",
    destination: "stdout",
    spans: "otel",
    spanLog: "off",
    captureGenAiContent: true,
    enableSampling: false,
    samplingRate: 0.5,
    samplingThresholdQps: 10,
    alwaysSampleErrors: false,
    alwaysSampleCategories: ["api_layer", "performance"],
    flightRecorderSize: 20,
    enablePiiRedaction: false,
    redactEmailAddresses: false,
    redactPhoneNumbers: false,
    redactCreditCards: false,
    redactSsn: false,
    redactIpAddresses: true,
    redactSecrets: false,
    customRedactionPatterns: ["a+", "b"],
    redactPaths: ["data.user.ssn", "data.items[*].card"],
    enableErrorAggregation: false,
    errorAggregationService: "rollbar",
    errorAggregationDsn: "https://key@host/1",
    errorAggregationEnvironment: "staging",
    errorAggregationSampleRate: 0.9,
    errorAggregationTracesSampleRate: 1,
    captureBreadcrumbs: false,
    maxBreadcrumbs: 5,
    enableOpentelemetry: false,
    otelServiceName: "svc",
    otelExporterEndpoint: "http://collector:4318",
    otelExporterProtocol: "http",
    otelTracesEnabled: false,
    otelMetricsEnabled: false,
    otelLogsEnabled: false,
    otelResourceAttributes: { team: "ai", region: "eu" },
    otelTraceSampleRate: 0.25,
    enableLogMetrics: false,
    metricsAggregationInterval: 30,
    trackErrorRates: false,
    trackPerformancePercentiles: false,
  });
});

test("an empty variable is none", () => {
  const { core, told, onInternalError } = coreIn({ env: { LOG_LEVEL: "", LOG_SAMPLING_RATE: "  " } });
  core.configure({ onInternalError });
  assert.is(core.state().settings.level, "info");
  assert.equal(told, []);
});

test("wrong keys and values are named, with what is allowed and the nearest", () => {
  assert.is(refusal({ levl: "info" }), "levl is not a setting of blog-runtime. Did you mean level?");
  assert.is(
    refusal({ enablePIIRedaction: false }),
    "enablePIIRedaction is not a setting of blog-runtime. Did you mean enablePiiRedaction?",
  );
  assert.is(refusal({ colour: 1 }), "colour is not a setting of blog-runtime.");
  assert.is(
    refusal({ level: "wran" }),
    "level is 'wran', but must be one of debug, info, warn, error, critical, silent. Did you mean warn?",
  );
  assert.is(refusal({ samplingRate: 1.5 }), "samplingRate is 1.5, but must be a number from 0 to 1.");
  assert.is(refusal({ samplingRate: Number.NaN }), "samplingRate is NaN, but must be a number from 0 to 1.");
  assert.is(
    refusal({ maxBreadcrumbs: 2.5 }),
    "maxBreadcrumbs is 2.5, but must be a whole number from 0 to 10000.",
  );
  assert.is(
    refusal({ redactSsn: "true" }),
    "redactSsn is 'true', but must be true or false. Did you mean true?",
  );
  assert.match(
    refusal({ alwaysSampleCategories: ["api"] }),
    /^alwaysSampleCategories is \[ 'api' \], but must be a list of agent_operations, /,
  );
  assert.match(
    refusal({ destination: "sdterr" }),
    /^destination is 'sdterr', but must be stderr, stdout or a file .* Did you mean stderr\?$/,
  );
  assert.match(
    refusal({ customRedactionPatterns: ["("] }),
    /^customRedactionPatterns is \[ '\(' \], but must be a list of regular expressions/,
  );
  assert.is(refusal(null), "logging is null, but must be an object of settings.");
  assert.is(refusal({ level: "wran", samplingRate: 2 }).split("\n").length, 2);
});

test("options of a log file are checked, from code and in the environment", () => {
  for (const wrong of [
    { maxSize: 10 },
    { maxSize: "10 potatoes" },
    { keep: -1 },
    { daily: "yes" },
    { size: 1 },
  ])
    assert.match(
      refusal({ destination: { path: "x.log", ...wrong } }),
      /^destination is \{ path: 'x\.log', .* \}, but must be stderr, stdout or a file .* maxSize \(bytes from 1024/,
    );
  const read = (LOG_DESTINATION: string) => {
    const { core, told, onInternalError } = coreIn({ env: { LOG_DESTINATION } });
    core.configure({ onInternalError });
    return told[0] ?? core.state().settings.destination;
  };
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  const path = join(folder, "app.log");
  assert.equal(read(path), { path });
  assert.equal(read(`${path}?maxSize=10MB&daily&keep=7&gzip=false`), {
    path,
    maxSize: "10MB",
    daily: true,
    keep: 7,
    gzip: false,
  });
  assert.match(String(read(`${path}?maxsize=10MB`)), /^LOG_DESTINATION is ".*", but must be stderr/);
  assert.match(String(read(`${path}?keep=some`)), /^LOG_DESTINATION is ".*", but must be stderr/);
  rmSync(folder, { recursive: true });
});

test("each variable refuses a wrong value by its name, with what is allowed", () => {
  // Any text is a name, an address or a key.
  const takesAnyText = [
    "errorAggregationDsn",
    "errorAggregationEnvironment",
    "otelServiceName",
    "otelExporterEndpoint",
  ];
  let refused = 0;
  for (const [name, { env, allowed }] of Object.entries(KEYS)) {
    if (env === undefined || takesAnyText.includes(name)) continue;
    for (const wrong of ["[not, it}", "NaN!"]) {
      const { core, told, onInternalError } = coreIn({ env: { [env]: wrong } });
      core.configure({ onInternalError });
      const [message = ""] = told;
      if (name === "redactPaths" && message === "") continue;
      assert.ok(
        message.startsWith(`${env} is ${JSON.stringify(wrong)}, but must be ${allowed}.`),
        `${env}: ${message}`,
      );
      refused += 1;
    }
    assert.match(
      refusal({ [name]: Symbol("wrong") }),
      new RegExp(`^${name} is Symbol\\(wrong\\), but must be `),
    );
  }
  assert.ok(refused >= 70, String(refused));
  for (const name of takesAnyText)
    assert.match(refusal({ [name]: "" }), /but must be a text that is not empty/);
});

test("the setters refuse what the settings refuse", () => {
  const logger = createLogger({ destination: memoryDestination() });
  assert.throws(() => logger.updateSamplingRate(2), /samplingRate is 2/);
  assert.throws(() => logger.enableSampling("yes" as never), /enableSampling is 'yes'/);
  assert.throws(() => logger.enablePiiRedaction(1 as never), /enablePiiRedaction is 1/);
});

test("a refused call changes nothing", () => {
  const memory = memoryDestination();
  const logger = createLogger({ destination: memory });
  assert.throws(() => logger.configure({ level: "debug", samplingRate: 7 }), /samplingRate is 7/);
  assert.throws(
    () => logger.configure({ level: "debug", destination: { path: "/dev/null/no/file.log" } }),
    /destination cannot be opened: /,
  );
  logger.debug("hidden", C, "X");
  logger.info("shown", C, "X");
  assert.equal(
    memory.records.map(({ msg }) => msg),
    ["shown"],
  );
});

test("a wrong environment is refused as a whole, told once, and the logger works", () => {
  const env = { LOG_LEVEL: "verbose", LOG_SAMPLING_RATE: "0.5", LOG_MAX_BREADCRUMBS: "many" };
  const { core, told, onInternalError } = coreIn({ env });
  const memory = memoryDestination();
  const logger = createLoggerOver(core);
  logger.configure({ onInternalError, destination: memory });
  logger.configure({ level: "info" });
  logger.info("works", C, "X");
  assert.equal(told, [
    'LOG_LEVEL is "verbose", but must be one of debug, info, warn, error, critical, silent.',
    'LOG_MAX_BREADCRUMBS is "many", but must be a whole number from 0 to 10000.',
  ]);
  assert.is(core.state().settings.samplingRate, 0.01);
  assert.is(memory.lines.length, 1);
  assert.equal(logger.getMetrics().internalErrors, { configuration: 2 });
});

test("a file is read in the formats of cosmiconfig", () => {
  const logging = { level: "error" };
  const files: Readonly<Record<string, string>> = {
    "blog.config.json": JSON.stringify({ logging }),
    "blog.config.cjs": `module.exports = ${JSON.stringify({ logging })}`,
    "blog.config.mjs": `export default ${JSON.stringify({ logging })}`,
    "blog.config.js": `module.exports = ${JSON.stringify({ logging })}`,
    "blog.config.yaml": "logging:\n  level: error\n",
    ".blogrc": "logging:\n  level: error\n",
    ".blogrc.json": JSON.stringify({ logging }),
    "package.json": JSON.stringify({ name: "x", blog: { logging } }),
  };
  for (const [name, text] of Object.entries(files)) {
    const { core, told, onInternalError, folder } = coreIn({ files: { [name]: text } });
    core.configure({ onInternalError });
    assert.equal(told, [], name);
    assert.is(core.state().settings.level, "error", name);
    rmSync(folder, { recursive: true });
  }
});

test("a file that is wrong or cannot be read is told by name, and not half applied", () => {
  const wrong = coreIn({
    files: { "blog.config.json": '{"logging": {"level": "error", "samplingRat": 1}}' },
  });
  wrong.core.configure({ onInternalError: wrong.onInternalError });
  assert.is(wrong.core.state().settings.level, "info");
  assert.is(wrong.told.length, 1);
  assert.ok(
    wrong.told[0]?.endsWith(
      "blog.config.json: samplingRat is not a setting of blog-runtime. Did you mean samplingRate?",
    ),
  );

  const broken = coreIn({ files: { "blog.config.cjs": "module.exports = { logging: nowhere }" } });
  broken.core.configure({ onInternalError: broken.onInternalError });
  assert.match(
    broken.told[0] ?? "",
    /blog\.config\.cjs cannot be read \(nowhere is not defined\), so its "logging" settings are not applied\./,
  );
});

test("a file without settings of ours is not loaded", () => {
  const { core, told, onInternalError } = coreIn({
    files: { "blog.config.cjs": "throw new Error('loaded')" },
  });
  core.configure({ onInternalError });
  assert.equal(told, []);
});

test("settings take effect on the next record, and children follow", () => {
  const first = memoryDestination();
  const second = memoryDestination();
  const logger = createLogger({ destination: first });
  const child = logger.child({ agentId: "a" });
  child.debug("no", C, "X");
  logger.configure({ level: "debug", destination: second });
  child.debug("yes", C, "X");
  assert.is(first.lines.length, 0);
  assert.is(second.lines.length, 1);
});

test.run();
