import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { context, metrics, propagation, trace } from "@opentelemetry/api";
import { logs } from "@opentelemetry/api-logs";
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from "@opentelemetry/sdk-logs";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { outgoingHeaders, traceRequests } from "../../src/http.ts";
import { LogCategory, type LoggingConfig } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { httpCollector } from "../helpers/collector.ts";

const C = LogCategory.AGENT_OPERATIONS;
const joined = suite("the application's own OpenTelemetry, and OTLP");

const forget = (): void => {
  for (const api of [trace, context, metrics, propagation, logs]) api.disable();
};
joined.before.each(forget);
joined.after.each(forget);

const settings = (endpoint: string): LoggingConfig => ({
  enableOpentelemetry: true,
  otelExporterEndpoint: endpoint,
  otelExporterProtocol: "http/protobuf",
  otelTraceSampleRate: 1,
});

function hostTraces() {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  return { exporter, provider };
}

joined("registered before: every signal is its, and nothing is sent beside it", async () => {
  const { exporter, provider } = hostTraces();
  provider.register();
  const logExporter = new InMemoryLogRecordExporter();
  logs.setGlobalLoggerProvider(
    new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter: logExporter })] }),
  );
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter });
  const meters = new MeterProvider({ readers: [reader] });
  metrics.setGlobalMeterProvider(meters);
  const collector = await httpCollector();
  const { logger } = createTestLogger(settings(collector.endpoint));
  await trace.getTracer("host").startActiveSpan("host", async (host) => {
    await logger.span("Agent.run", C, async () => logger.info("planning", C, "Agent"));
    host.end();
  });
  assert.is(await logger.flush(5000), true);
  await meters.forceFlush();
  const [agent, host] = exporter.getFinishedSpans();
  assert.equal([agent?.name, host?.name], ["Agent.run", "host"]);
  assert.is(agent?.parentSpanContext?.spanId, host?.spanContext().spanId);
  const [record] = logExporter.getFinishedLogRecords();
  assert.equal([record?.body, record?.spanContext?.spanId], ["planning", agent?.spanContext().spanId]);
  const names = metricExporter
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    .map(({ descriptor }) => descriptor.name);
  assert.ok(names.includes("blog.records") && names.includes("blog.span.duration"), names.join());
  await logger.shutdown();
  assert.is(trace.getTracerProvider().constructor.name, "ProxyTracerProvider");
  trace.getTracer("host").startSpan("afterwards").end();
  assert.is(exporter.getFinishedSpans().length, 3, "a shutdown of ours leaves theirs running");
  await meters.shutdown();
  assert.equal(collector.requests, []);
  await collector.close();
});

joined("registered after the first spans: the next ones are its", () => {
  const { logger, spans } = createTestLogger();
  logger.span("before", C, () => 1);
  const { exporter, provider } = hostTraces();
  provider.register();
  trace.getTracer("host").startActiveSpan("host", (host) => {
    logger.span("after", C, () => 1);
    host.end();
  });
  const [after, host] = exporter.getFinishedSpans();
  assert.equal([after?.name, host?.name], ["after", "host"]);
  assert.is(after?.parentSpanContext?.spanId, host?.spanContext().spanId);
  assert.equal(
    spans.map(({ name }) => name),
    ["before", "after"],
  );
});

// The API takes one provider a process, the first: theirs is refused by it, but shares ours' context.
joined("registered after OTLP was set up: its spans and ours are of one trace", async () => {
  const collector = await httpCollector();
  const { logger } = createTestLogger(settings(collector.endpoint));
  logger.span("before", C, () => 1);
  const { exporter, provider } = hostTraces();
  provider.register();
  provider.getTracer("host").startActiveSpan("host", (host) => {
    logger.span("Agent.run", C, () => provider.getTracer("host").startSpan("inner").end());
    host.end();
  });
  trace.getTracer("library").startSpan("by the API").end();
  assert.is(await logger.flush(5000), true);
  const [inner, host] = exporter.getFinishedSpans();
  const agent = collector.spans.find(({ name }) => name === "Agent.run");
  assert.equal(
    [agent?.traceId, agent?.parentSpanId, inner?.parentSpanContext?.spanId],
    [host?.spanContext().traceId, host?.spanContext().spanId, agent?.spanId],
  );
  assert.equal(collector.spans.map(({ name }) => name).sort(), ["Agent.run", "before", "by the API"]);
  await logger.shutdown();
  await collector.close();
});

joined("spans of every shape of function arrive, with what ran in them below them", async () => {
  const collector = await httpCollector();
  const { logger } = createTestLogger(settings(collector.endpoint));
  const step = (name: string): string => logger.span(`in ${name}`, C, () => name);
  const traced = <F extends (...args: never[]) => unknown>(name: string, fn: F): F =>
    logger.traced(name, C, fn);
  await traced("promise", async () => {
    await null;
    step("promise");
  })();
  await traced("callback", () => {
    return new Promise<void>((resolve) => setTimeout(() => resolve(void step("callback")), 1));
  })();
  for (const _ of traced("generator", function* () {
    yield step("generator");
  })());
  for await (const _ of traced("left early", async function* () {
    yield step("left early");
    yield step("never reached");
  })())
    break;
  for await (const _ of traced("stream", () => ({
    async *[Symbol.asyncIterator]() {
      yield step("stream");
    },
  }))());
  // Node's own streams are used in other ways than by iteration: their span ends at return.
  for await (const _ of traced("file", () => Readable.from(["a"]))());
  await traced("rejected", async () => {
    step("rejected");
    throw new TypeError("no");
  })().catch(() => {});
  assert.is(await logger.flush(5000), true);
  const shapes = ["promise", "callback", "generator", "left early", "stream", "rejected"];
  assert.equal(
    collector.spans.map(({ name }) => name).sort(),
    ["file", ...shapes.flatMap((name) => [name, `in ${name}`])].sort(),
  );
  const named = (name: string) => collector.spans.find((span) => span.name === name);
  for (const name of shapes) {
    assert.is(named(`in ${name}`)?.parentSpanId, named(name)?.spanId, name);
    assert.is(named(name)?.parentSpanId, "", name);
    assert.is(named(name)?.status.message, name === "rejected" ? "no" : undefined, name);
  }
  await logger.shutdown();
  await collector.close();
});

joined("a request's trace comes in, and goes on, with the set-up of ours", async () => {
  const collector = await httpCollector();
  const { logger } = createTestLogger(settings(collector.endpoint));
  const server = createServer(
    traceRequests(
      (_, response) => {
        response.end(JSON.stringify(logger.span("Agent.run", C, () => outgoingHeaders())));
      },
      { logger },
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const [traceId, spanId] = ["4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"];
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    headers: { traceparent: `00-${traceId}-${spanId}-01`, tracestate: "vendor=1", baggage: "tenant=acme" },
  });
  const sent = (await answer.json()) as Record<string, string>;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  assert.is(await logger.flush(5000), true);
  const [request, agent] = ["GET", "Agent.run"].map((name) =>
    collector.spans.find((span) => span.name === name),
  );
  assert.equal([request?.traceId, request?.parentSpanId], [traceId, spanId]);
  assert.equal([agent?.traceId, agent?.parentSpanId], [traceId, request?.spanId]);
  assert.equal(
    [sent.traceparent, sent.tracestate, sent.baggage],
    [`00-${traceId}-${agent?.spanId}-01`, "vendor=1", "tenant=acme"],
  );
  await logger.shutdown();
  await collector.close();
});

joined.run();
