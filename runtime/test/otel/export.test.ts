import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { context, metrics, propagation, trace } from "@opentelemetry/api";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { BackendLogger, LoggingConfig } from "../../src/index.ts";
import { LogCategory } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { type Collector, grpcCollector, httpCollector } from "../helpers/collector.ts";

const C = LogCategory.AGENT_OPERATIONS;
const otel = suite("OTLP");

otel.before.each(() => {
  for (const api of [trace, context, metrics, propagation]) api.disable();
});
otel.after.each(() => {
  for (const api of [trace, context, metrics, propagation]) api.disable();
});

const settings = (endpoint: string, more: LoggingConfig = {}): LoggingConfig => ({
  enableOpentelemetry: true,
  otelExporterEndpoint: endpoint,
  otelTraceSampleRate: 1,
  otelServiceName: "agents",
  otelResourceAttributes: { "deployment.environment.name": "test" },
  ...more,
});

async function work(logger: BackendLogger): Promise<void> {
  await logger.span("Agent.run", C, async () => {
    logger.info("planning", C, "Agent", { data: { step: 1, nested: { list: ["a", 2] } } });
    await logger.span("Tool.call", LogCategory.TOOL_OPERATIONS, async () => {
      await Promise.resolve();
    });
    try {
      logger.span("Tool.fail", LogCategory.TOOL_OPERATIONS, () => {
        throw new TypeError("no such tool");
      });
    } catch (error) {
      logger.error("tool failed", C, "Agent", { error, correlationId: "r-1" });
    }
  });
}

/** All three signals, as they came through one protocol. */
async function check(collector: Collector, config: LoggingConfig): Promise<void> {
  const { logger, records } = createTestLogger(config);
  await work(logger);
  assert.is(await logger.flush(5000), true);
  const names = collector.spans.map(({ name }) => name).sort();
  assert.equal(names, ["Agent.run", "Tool.call", "Tool.fail"]);
  const [agent, tool, failed] = ["Agent.run", "Tool.call", "Tool.fail"].map((name) =>
    collector.spans.find((span) => span.name === name),
  );
  assert.is(tool?.parentSpanId, agent?.spanId);
  assert.is(tool?.traceId, agent?.traceId);
  assert.is(agent?.attributes["gen_ai.operation.name"], "invoke_agent");
  assert.is(failed?.events[0]?.name, "exception");
  assert.is(failed?.events[0]?.attributes["exception.type"], "TypeError");
  assert.is(failed?.status.message, "no such tool");

  const [planning, error] = collector.logs;
  assert.equal([planning?.body, planning?.severityText], ["planning", "INFO"]);
  assert.equal(planning?.attributes.data, { step: 1, nested: { list: ["a", 2] } });
  assert.is(planning?.traceId, agent?.traceId);
  assert.is(planning?.spanId, agent?.spanId);
  assert.is(records[0]?.trace_id, agent?.traceId);
  assert.equal([error?.severityText, error?.attributes["exception.type"]], ["ERROR", "TypeError"]);
  assert.is(error?.attributes.correlationId, "r-1");

  const points = (name: string) => collector.metrics.find((metric) => metric.name === name)?.points ?? [];
  const errors = points("blog.records").find(
    (point) => (point.attributes as { "blog.level"?: string })["blog.level"] === "error",
  );
  assert.is(errors?.value, 1);
  assert.is(
    points("blog.span.duration").reduce((sum, point) => sum + (point.value as number), 0),
    3,
  );
  for (const resource of collector.resources) {
    assert.is(resource["service.name"], "agents");
    assert.is(resource["deployment.environment.name"], "test");
    assert.is(resource["telemetry.sdk.language"], "nodejs");
  }
  assert.is(collector.resources.length >= 3, true);
  await logger.shutdown();
}

for (const [protocol, type] of [
  ["http", "application/x-protobuf"],
  ["http/protobuf", "application/x-protobuf"],
  ["http/json", "application/json"],
] as const) {
  otel(`over ${protocol}`, async () => {
    const collector = await httpCollector();
    await check(collector, settings(collector.endpoint, { otelExporterProtocol: protocol }));
    assert.equal(new Set(collector.requests.map((request) => request.type)), new Set([type]));
    await collector.close();
  });
}

otel("over gRPC", async () => {
  const collector = await grpcCollector();
  await check(collector, settings(collector.endpoint));
  await collector.close();
});

otel("over gRPC and HTTP with TLS, the certificate by OpenTelemetry's own variable", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blog-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ${key} -out ${cert} -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost`.split(
      " ",
    ),
    { stdio: "pipe" },
  );
  process.env.OTEL_EXPORTER_OTLP_CERTIFICATE = cert;
  try {
    for (const [open, protocol] of [
      [grpcCollector, "grpc"],
      [httpCollector, "http/protobuf"],
      [httpCollector, "http/json"],
    ] as const) {
      for (const api of [trace, context, metrics, propagation]) api.disable();
      const collector = await open({ key, cert });
      assert.match(collector.endpoint, /^https/);
      await check(collector, settings(collector.endpoint, { otelExporterProtocol: protocol }));
      await collector.close();
    }
  } finally {
    delete process.env.OTEL_EXPORTER_OTLP_CERTIFICATE;
    rmSync(folder, { recursive: true });
  }
});

otel("20,000 spans and records in one tick arrive", async () => {
  for (const [open, protocol] of [
    [grpcCollector, "grpc"],
    [httpCollector, "http/protobuf"],
    [httpCollector, "http/json"],
  ] as const) {
    for (const api of [trace, context, metrics, propagation]) api.disable();
    const collector = await open();
    const { logger } = createTestLogger(settings(collector.endpoint, { otelExporterProtocol: protocol }));
    for (let index = 0; index < 20_000; index += 1) {
      logger.span("Burst.step", C, () => logger.info("step", C, "Burst"));
    }
    assert.is(await logger.flush(60_000), true);
    const ids = new Set(collector.spans.map(({ spanId }) => spanId));
    assert.is(ids.size, 20_000, `${protocol}: ${JSON.stringify(logger.getMetrics().dropped)}`);
    assert.is(collector.logs.length, 20_000);
    assert.equal(logger.getMetrics().dropped, {});
    await logger.shutdown();
    await collector.close();
  }
});

otel("what a burst has beyond the queue is counted and said", async () => {
  const collector = await httpCollector();
  process.env.OTEL_BSP_MAX_QUEUE_SIZE = "100";
  try {
    const { logger } = createTestLogger(
      settings(collector.endpoint, { otelExporterProtocol: "http", otelLogsEnabled: false }),
    );
    for (let index = 0; index < 1000; index += 1) logger.span("Burst.step", C, () => index);
    await logger.flush(5000);
    assert.is(collector.spans.length + (logger.getMetrics().dropped["otlp spans: queue full"] ?? 0), 1000);
    assert.is(collector.spans.length, 100);
    await logger.shutdown();
  } finally {
    delete process.env.OTEL_BSP_MAX_QUEUE_SIZE;
  }
  await collector.close();
});

otel("what the other side refuses is counted and told once", async () => {
  const collector = await httpCollector();
  collector.answer = (response) => {
    response.statusCode = 400;
    response.end();
  };
  const told: string[] = [];
  const { logger } = createTestLogger(
    settings(collector.endpoint, {
      otelExporterProtocol: "http/json",
      otelMetricsEnabled: false,
      onInternalError: ({ where }) => told.push(where),
    }),
  );
  logger.span("A.b", C, () => logger.info("x", C, "A"));
  await logger.flush(5000);
  assert.equal(logger.getMetrics().dropped, {
    "otlp spans: export failed": 1,
    "otlp logs: export failed": 1,
  });
  assert.ok(told.length >= 1 && told.every((where) => where === "otel"), told.join());
  await logger.shutdown();
  await collector.close();
});

otel("nothing that leaves is unredacted, other instrumentations' spans included", async () => {
  const collector = await httpCollector();
  const { logger } = createTestLogger(
    settings(collector.endpoint, { otelExporterProtocol: "http/json", enablePiiRedaction: true }),
  );
  const email = "jane.roe@example.com";
  trace.getTracer("other").startActiveSpan(`GET ${email}`, (span) => {
    span.setAttribute("user", email);
    span.addEvent("login", { who: email });
    span.setStatus({ code: 2, message: `no ${email}` });
    logger.span(`Mail.to ${email}`, C, () => {
      logger.error(`sent to ${email}`, C, `Mail ${email}`, {
        data: { to: [email] },
        error: new Error(`bounced ${email}`, { cause: new Error(email) }),
      });
      logger.createSpan("inner", { address: email }).end();
    });
    span.end();
  });
  await logger.flush(5000);
  assert.is(collector.spans.length, 3);
  assert.is(collector.logs.length, 1);
  const { spans, logs, metrics: measured } = collector;
  assert.not.match(JSON.stringify({ spans, logs, measured }), /jane\.roe/);
  assert.match(JSON.stringify(spans), /EMAIL_REDACTED/);
  await logger.shutdown();
  await collector.close();
});

otel("spans are sampled at the root's rate, and lines know", async () => {
  const collector = await httpCollector();
  const { logger, records } = createTestLogger(
    settings(collector.endpoint, {
      otelExporterProtocol: "http/json",
      otelTraceSampleRate: 0,
      otelLogsEnabled: false,
    }),
  );
  logger.span("A.b", C, () => logger.info("x", C, "A"));
  await logger.flush(5000);
  assert.is(collector.spans.length, 0);
  assert.is(records[0]?.trace_flags, 0);
  await logger.shutdown();
  await collector.close();
});

otel("a second configuration keeps the set-up; switching it off takes it down", async () => {
  const collector = await httpCollector();
  const { logger } = createTestLogger(settings(collector.endpoint, { otelExporterProtocol: "http" }));
  logger.span("A.first", C, () => 1);
  logger.configure({ spanLog: "off", enablePiiRedaction: true });
  logger.span("A.second", C, () => 1);
  logger.configure({ enableOpentelemetry: false });
  assert.ok(await collector.until(() => collector.spans.length === 2));
  logger.span("A.third", C, () => 1);
  assert.is(trace.getTracerProvider().constructor.name, "ProxyTracerProvider");
  await logger.shutdown();
  await collector.close();
});

otel.run();
