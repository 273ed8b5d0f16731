import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";

const C = LogCategory.AGENT_OPERATIONS;
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

test("spans nest across await, and lines carry the ids of theirs", async () => {
  const { logger, records, spans } = createTestLogger();
  await logger.span("Agent.run", C, async () => {
    await turn();
    logger.info("in outer", C, "Agent");
    await Promise.all(
      ["a", "b"].map((name) =>
        logger.span(`Tool.${name}`, LogCategory.TOOL_OPERATIONS, async () => {
          await turn();
          logger.info(`in ${name}`, C, "Tool");
        }),
      ),
    );
    logger.info("outer again", C, "Agent");
  });
  logger.info("outside", C, "Agent");
  const outer = spans.find(({ name }) => name === "Agent.run");
  assert.match(outer?.traceId ?? "", /^[0-9a-f]{32}$/);
  assert.match(outer?.spanId ?? "", /^[0-9a-f]{16}$/);
  assert.is(outer?.parentSpanId, undefined);
  for (const name of ["a", "b"]) {
    const inner = spans.find((span) => span.name === `Tool.${name}`);
    assert.is(inner?.parentSpanId, outer?.spanId);
    assert.is(inner?.traceId, outer?.traceId);
    assert.is(records.find(({ msg }) => msg === `in ${name}`)?.span_id, inner?.spanId);
  }
  const [first, , , again, outside] = records;
  assert.equal([first?.trace_id, first?.span_id, first?.trace_flags], [outer?.traceId, outer?.spanId, 1]);
  assert.is(again?.span_id, outer?.spanId);
  assert.is(outside?.trace_id, undefined);
});

test("a span's context does not leak to what comes after the call", async () => {
  const { logger, records } = createTestLogger();
  const started = logger.span("Agent.run", C, async () => {
    await turn();
  });
  logger.info("while it runs", C, "X");
  await started;
  logger.info("after await", C, "X");
  await started.then(() => logger.info("in then", C, "X"));
  for (const record of records) assert.is(record.span_id, undefined, record.msg);
});

test("a throw ends the span and is the same value", () => {
  const { logger, spans } = createTestLogger();
  const thrown = Object.freeze({ reason: "x" });
  try {
    logger.span("f", C, () => {
      throw thrown;
    });
    assert.unreachable();
  } catch (error) {
    assert.is(error, thrown);
  }
  assert.is(spans[0]?.outcome, "error");
  assert.equal(spans[0]?.error, { type: "object", message: "Thrown: an object", value: { reason: "x" } });
});

test("a finished span is a line at debug, which the default level hides", () => {
  const shown = createTestLogger({ spanLog: "debug", level: "debug" });
  shown.logger.span("Agent.run", C, () => shown.logger.span("Tool.x", LogCategory.TOOL_OPERATIONS, () => 1));
  const [inner, outer] = shown.records;
  assert.is(inner?.msg, "span ended");
  assert.is(inner?.spanName, "Tool.x");
  assert.is(inner?.component, "Tool");
  assert.is(inner?.parentSpanId, outer?.span_id);
  assert.is(inner?.trace_id, outer?.trace_id);
  assert.type(inner?.durationMs, "number");
  assert.is(shown.logger.getMetrics().records.total, 0);
  const hidden = createTestLogger({ spanLog: "debug", level: "info" });
  hidden.logger.span("x", C, () => 1);
  assert.is(hidden.lines.length, 0);
  assert.is(hidden.logger.getMetrics().spans.ended.ok, 1);
});

test("GenAI attributes come from the category and the method's name", () => {
  const { logger, spans } = createTestLogger();
  const L = LogCategory;
  for (const [name, category] of [
    ["ReactAgent.run", L.AGENT_OPERATIONS],
    ["AgentFactory.createAgent", L.AGENT_OPERATIONS],
    ["Search.call", L.TOOL_OPERATIONS],
    ["Store.query", L.RAG_OPERATIONS],
    ["Store.embedAll", L.RAG_OPERATIONS],
    ["Client.complete", L.LLM_OPERATIONS],
    ["Client.embed", L.LLM_OPERATIONS],
    ["Db.query", L.DATABASE_LAYER],
  ] as const) {
    logger.span(name, category, () => 1);
  }
  assert.equal(
    spans.map(({ attributes }) => attributes["gen_ai.operation.name"]),
    [
      "invoke_agent",
      "create_agent",
      "execute_tool",
      "retrieval",
      "embeddings",
      "chat",
      "embeddings",
      undefined,
    ],
  );
  assert.is(spans[0]?.attributes["gen_ai.agent.name"], "ReactAgent");
  assert.is(spans[2]?.attributes["gen_ai.tool.name"], "Search");
});

test("spans off: the call is made and nothing else", () => {
  for (const spans of ["off", "otel"] as const) {
    const memory = createTestLogger({ spans });
    const promise = Promise.resolve(1);
    assert.is(
      memory.logger.span("f", C, () => promise),
      promise,
    );
    memory.logger.startSpan("g", C).end();
    assert.is(memory.spans.length, 0);
    assert.is(
      memory.logger.startSpan("g", C).run(() => 3),
      3,
    );
  }
});

test("startSpan is ended by hand, once, and is a parent within run", () => {
  const { logger, spans, records } = createTestLogger();
  const span = logger.startSpan("Loop.step", C);
  logger.info("not active", C, "X");
  span.run(() => logger.info("active", C, "X"));
  span.run(() => logger.span("inner", C, () => 1));
  span.setAttribute("tokens", 12);
  span.fail(new Error("x"));
  span.end();
  assert.is(spans.length, 2);
  assert.is(spans[1]?.outcome, "error");
  assert.is(spans[0]?.parentSpanId, spans[1]?.spanId);
  assert.equal(
    records.map((record) => record.span_id),
    [undefined, spans[1]?.spanId],
  );
  assert.is(spans[1]?.attributes.tokens, 12);
});

test("the emitted try/finally form in a generator", () => {
  const { logger, spans } = createTestLogger();
  function* steps(fail: boolean): Generator<number, string> {
    const span = logger.startSpan("steps", C);
    try {
      yield 1;
      if (fail) throw new Error("x");
      return "done";
    } catch (error) {
      span.fail(error);
      throw error;
    } finally {
      span.end();
    }
  }
  assert.equal([...steps(false)], [1]);
  assert.throws(() => [...steps(true)], /x/);
  for (const _ of steps(false)) break;
  assert.equal(
    spans.map(({ outcome }) => outcome),
    ["ok", "error", "ok"],
  );
});

test("with spans off createSpan gives one that does nothing and can be used all the same", () => {
  const { logger, spans } = createTestLogger({ spans: "off" });
  const span = logger.createSpan("off", { size: 1 });
  span.setAttribute("a", 1);
  assert.is(
    span.run(() => 5),
    5,
  );
  span.fail(new Error("e"));
  span.end();
  assert.equal(spans, []);
});

test("createSpan takes attributes, its category among them", () => {
  const { logger, spans } = createTestLogger();
  logger.createSpan("cache", { category: LogCategory.MEMORY_OPERATIONS, size: 3n, nested: { a: 1 } }).end();
  logger.createSpan("bare").end();
  assert.is(spans[0]?.category, "memory_operations");
  assert.is(spans[0]?.attributes.size, "3");
  assert.is(spans[1]?.category, "service_operations");
});

test("a chain of timers does not hold the spans before it: each is a root, linked to the last", async () => {
  const { logger, spans } = createTestLogger();
  let left = 50;
  await new Promise<void>((resolve) => {
    const tick = logger.traced("tick", C, () => {
      left -= 1;
      if (left > 0) setTimeout(tick, 0);
      else resolve();
    });
    tick();
  });
  assert.is(spans.length, 50);
  assert.is(new Set(spans.map(({ traceId }) => traceId)).size, 50);
  assert.is(spans[49]?.parentSpanId, undefined);
  assert.equal(spans[49]?.links, [{ traceId: spans[48]?.traceId, spanId: spans[48]?.spanId }]);
});

test("requests of a server whose start was traced are traces of their own, linked to it", async () => {
  const { logger, spans, records } = createTestLogger();
  const serve = logger.traced(
    "Server.start",
    C,
    async () =>
      new Promise<Server>((resolve) => {
        const server = createServer((_request, response) => {
          void logger.span("Api.handle", C, async () => {
            await turn();
            await logger.span("Agent.run", C, async () => logger.info("running", C, "Agent"));
            response.end();
          });
        });
        server.listen(0, () => resolve(server));
      }),
  );
  const server = await serve();
  const { port } = server.address() as AddressInfo;
  await Promise.all([1, 2, 3].map(async () => (await fetch(`http://127.0.0.1:${port}`)).text()));
  server.closeAllConnections();
  server.close();
  const [start] = spans;
  const handled = spans.filter(({ name }) => name === "Api.handle");
  assert.is(new Set([start, ...handled].map((span) => span?.traceId)).size, 4);
  for (const { parentSpanId, links } of handled) {
    assert.is(parentSpanId, undefined);
    assert.equal(links, [{ traceId: start?.traceId, spanId: start?.spanId }]);
  }
  for (const span of spans.filter(({ name }) => name === "Agent.run")) {
    assert.is(handled.find(({ spanId }) => spanId === span.parentSpanId)?.traceId, span.traceId);
    assert.equal(span.links, []);
  }
  assert.equal(new Set(records.map((line) => line.trace_id)), new Set(handled.map(({ traceId }) => traceId)));
});

test.run();
