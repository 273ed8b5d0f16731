import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";

const C = LogCategory.AGENT_OPERATIONS;
const exporter = new InMemorySpanExporter();
const otel = suite("the host's OpenTelemetry");

otel.before.each(() => {
  exporter.reset();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});

otel.after.each(() => {
  trace.disable();
  context.disable();
});

otel("spans are the host's, nest with its own, and lines carry its ids", async () => {
  const { logger, records, spans } = createTestLogger();
  await trace.getTracer("host").startActiveSpan("http", async (http) => {
    await logger.span("Agent.run", C, async () => {
      await Promise.resolve();
      logger.info("in agent", C, "Agent");
      await trace.getTracer("host").startActiveSpan("fetch", async (fetch) => {
        await logger.span("Tool.call", LogCategory.TOOL_OPERATIONS, async () =>
          logger.info("in tool", C, "Tool"),
        );
        fetch.end();
      });
    });
    logger.info("in http", C, "Http");
    http.end();
  });
  const finished = new Map(exporter.getFinishedSpans().map((span) => [span.name, span]));
  const id = (name: string): string | undefined => finished.get(name)?.spanContext().spanId;
  const parent = (name: string): string | undefined => finished.get(name)?.parentSpanContext?.spanId;
  assert.equal([...finished.keys()], ["Tool.call", "fetch", "Agent.run", "http"]);
  assert.equal(
    [parent("Tool.call"), parent("fetch"), parent("Agent.run")],
    [id("fetch"), id("Agent.run"), id("http")],
  );
  assert.equal(
    records.map((record) => record.span_id),
    [id("Agent.run"), id("Tool.call"), id("http")],
  );
  assert.is(records[0]?.trace_id, finished.get("http")?.spanContext().traceId);
  assert.is(finished.get("Agent.run")?.attributes["gen_ai.operation.name"], "invoke_agent");
  assert.is(finished.get("Agent.run")?.attributes["blog.category"], "agent_operations");
  assert.equal(
    spans.map(({ spanId, parentSpanId }) => [spanId, parentSpanId]),
    [
      [id("Tool.call"), id("fetch")],
      [id("Agent.run"), id("http")],
    ],
  );
});

otel("a throw is recorded on the span, and warnings are its events", async () => {
  const { logger } = createTestLogger();
  await logger
    .span("Agent.run", C, async () => {
      logger.info("not an event", C, "Agent");
      logger.warn("slow", C, "Agent");
      throw new TypeError("no");
    })
    .catch(() => {});
  const [span] = exporter.getFinishedSpans();
  assert.equal(span?.status, { code: 2, message: "no" });
  assert.equal(
    span?.events.map(({ name, attributes }) => [
      name,
      attributes?.["exception.type"] ?? attributes?.["log.message"],
    ]),
    [
      ["log", "slow"],
      ["exception", "TypeError"],
    ],
  );
});

otel("a generator's steps run in its span, across providers' contexts", () => {
  const { logger } = createTestLogger();
  const steps = logger.traced("steps", C, function* () {
    yield trace.getActiveSpan()?.spanContext().spanId;
  });
  const [seen] = steps();
  const [span] = exporter.getFinishedSpans();
  assert.is(seen, span?.spanContext().spanId);
  assert.is(trace.getActiveSpan(), undefined);
});

otel("without a context manager spans still nest", () => {
  context.disable();
  const { logger, records } = createTestLogger();
  logger.span("outer", C, () => {
    logger.span("inner", C, () => logger.info("x", C, "X"));
  });
  const [inner, outer] = exporter.getFinishedSpans();
  assert.is(inner?.parentSpanContext?.spanId, outer?.spanContext().spanId);
  assert.is(records[0]?.span_id, inner?.spanContext().spanId);
});

otel("spans: otel makes them only while a provider is there", () => {
  const { logger, spans } = createTestLogger({ spans: "otel" });
  logger.span("with", C, () => 1);
  trace.disable();
  logger.span("without", C, () => 1);
  assert.equal(
    spans.map(({ name }) => name),
    ["with"],
  );
});

otel("startSpan and createSpan set attributes", () => {
  const { logger } = createTestLogger();
  const span = logger.createSpan("cache", { size: 3, nested: { a: 1 } });
  span.setAttribute("hit", true);
  span.end();
  const [finished] = exporter.getFinishedSpans();
  assert.is(finished?.attributes.size, 3);
  assert.is(finished?.attributes.nested, '{"a":1}');
  assert.is(finished?.attributes.hit, true);
});

otel("a host span that is not sampled still gives its ids to lines", () => {
  const { logger, records } = createTestLogger();
  const spanContext = {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    traceFlags: 0,
  };
  context.with(trace.setSpanContext(context.active(), spanContext), () => logger.error("x", C, "X"));
  assert.equal(
    [records[0]?.trace_id, records[0]?.span_id, records[0]?.trace_flags],
    Object.values(spanContext),
  );
});

otel("a span started after its parent has ended is a root of the host's, linked to it", async () => {
  const { logger, records, spans } = createTestLogger();
  await new Promise<void>((resolve) => {
    logger.span("Server.start", C, () => {
      setTimeout(() => {
        logger.span("Api.handle", C, () => {
          logger.info("handled", C, "Api");
          logger.span("Tool.call", C, () => 1);
        });
        resolve();
      }, 1);
    });
  });
  const [start, tool, handled] = exporter.getFinishedSpans();
  assert.equal([start?.name, tool?.name, handled?.name], ["Server.start", "Tool.call", "Api.handle"]);
  assert.is(handled?.parentSpanContext, undefined);
  assert.is(handled?.links[0]?.context.spanId, start?.spanContext().spanId);
  assert.is.not(handled?.spanContext().traceId, start?.spanContext().traceId);
  assert.is(tool?.parentSpanContext?.spanId, handled?.spanContext().spanId);
  assert.is(records[0]?.trace_id, handled?.spanContext().traceId);
  assert.equal(spans[2]?.links, [
    { traceId: start?.spanContext().traceId, spanId: start?.spanContext().spanId },
  ]);
});

otel("the same where the host samples nothing", async () => {
  trace.disable();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ sampler: new AlwaysOffSampler() }));
  const { logger, spans } = createTestLogger();
  await new Promise<void>((resolve) => {
    logger.span("Server.start", C, () => {
      setTimeout(() => resolve(logger.span("Api.handle", C, () => undefined)), 1);
    });
  });
  assert.is.not(spans[0]?.traceId, spans[1]?.traceId);
  assert.is(spans[1]?.links[0]?.spanId, spans[0]?.spanId);
});

otel.run();
