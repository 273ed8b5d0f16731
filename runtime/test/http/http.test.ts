import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { context, propagation, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import express from "express";
import fastify from "fastify";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseTraceparent } from "../../src/http/traceparent.ts";
import {
  expressErrors,
  expressRequests,
  fastifyRequests,
  outgoingHeaders,
  traceRequests,
} from "../../src/http.ts";
import { type BackendLogger, LogCategory } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";

const C = LogCategory.API_LAYER;
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";
const HEADERS = {
  traceparent: `00-${TRACE}-${SPAN}-01`,
  tracestate: "vendor=1",
  baggage: "tenant=acme",
  "x-correlation-id": "corr-1",
};

type App = { readonly url: string; readonly close: () => Promise<void> };

async function listen(listener: RequestListener): Promise<App> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What each application does for `POST /users/:id`: reads the body, works in a span, answers what it would send on. */
async function handle(logger: BackendLogger, body: string): Promise<object> {
  logger.info("handling", C, "Api", { data: { body } });
  return logger.span("Agent.run", LogCategory.AGENT_OPERATIONS, async () => {
    await Promise.resolve();
    logger.info("running", C, "Agent");
    return outgoingHeaders({ accept: "text/plain" });
  });
}

const apps: Readonly<Record<string, (logger: BackendLogger) => Promise<App>>> = {
  "node:http": (logger) =>
    listen(
      traceRequests(
        (request, response) => {
          let body = "";
          request.on("data", (chunk) => {
            body += String(chunk);
          });
          request.on("end", () => {
            if (request.url === "/fail") {
              response.statusCode = 500;
              response.end();
            } else
              void handle(logger, body).then((answer) => {
                response.setHeader("content-type", "application/json");
                response.end(JSON.stringify(answer));
              });
          });
        },
        { logger },
      ),
    ),
  express: (logger) => {
    const app = express();
    app.use(expressRequests({ logger }));
    app.use(express.text());
    app.post("/users/:id", async (request, response) => {
      response.json(await handle(logger, request.body as string));
    });
    app.post("/fail", () => {
      throw new RangeError("broken");
    });
    app.use(expressErrors({ logger }));
    app.use((_error: unknown, _request: unknown, response: express.Response, _next: unknown) => {
      response.status(500).end();
    });
    return listen(app as unknown as RequestListener);
  },
  fastify: async (logger) => {
    const app = fastify();
    await app.register(fastifyRequests, { logger });
    app.post("/users/:id", async (request) => handle(logger, request.body as string));
    app.post("/fail", async () => {
      throw new RangeError("broken");
    });
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    return { url, close: () => app.close() };
  },
};

const post = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, { method: "POST", body: "hello", headers: { "content-type": "text/plain", ...headers } });

async function until(done: () => boolean): Promise<void> {
  for (let waited = 0; waited < 2000 && !done(); waited += 5)
    await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(done());
}

for (const [name, open] of Object.entries(apps)) {
  const route = name === "node:http" ? "POST" : "POST /users/:id";

  test(`${name}: the caller's trace and ids go through, and on`, async () => {
    const { logger, spans, records } = createTestLogger();
    const app = await open(logger);
    const answer = await post(`${app.url}/users/7?token=secret`, HEADERS);
    const sent = (await answer.json()) as Record<string, string>;
    await until(() => spans.length === 2);
    const [agent, request] = spans;
    assert.equal([request?.name, request?.traceId, request?.parentSpanId], [route, TRACE, SPAN]);
    assert.equal([agent?.traceId, agent?.parentSpanId], [TRACE, request?.spanId]);
    assert.equal(sent, {
      accept: "text/plain",
      traceparent: `00-${TRACE}-${agent?.spanId}-01`,
      tracestate: "vendor=1",
      baggage: "tenant=acme",
      "x-correlation-id": "corr-1",
    });
    assert.is(answer.headers.get("x-correlation-id"), "corr-1");
    assert.equal(
      records.map((line) => [line.msg, line.trace_id, line.span_id, line.correlationId]),
      [
        ["handling", TRACE, request?.spanId, "corr-1"],
        ["running", TRACE, agent?.spanId, "corr-1"],
      ],
    );
    assert.equal(records[0]?.data, { body: "hello" });
    const { "user_agent.original": _, ...attributes } = request?.attributes ?? {};
    assert.equal(attributes, {
      "http.request.method": "POST",
      "url.path": "/users/7",
      "url.scheme": "http",
      ...(name === "node:http" ? {} : { "http.route": "/users/:id" }),
      "http.response.status_code": 200,
    });
    await app.close();
  });

  test(`${name}: without a caller each request is a trace of its own, with an id of its own`, async () => {
    const { logger, spans, records } = createTestLogger();
    const app = await logger.span("Server.start", C, () => open(logger));
    const answers = await Promise.all([1, 2, 3].map((id) => post(`${app.url}/users/${id}`)));
    await Promise.all(answers.map((answer) => answer.text()));
    await until(() => spans.length === 7);
    assert.is(new Set(spans.map(({ traceId }) => traceId)).size, 4);
    assert.is(new Set(records.map(({ correlationId }) => correlationId)).size, 3);
    for (const answer of answers)
      assert.match(answer.headers.get("x-correlation-id") ?? "", /^[0-9a-f-]{36}$/);
    const wrong = await post(`${app.url}/users/1`, { "x-correlation-id": "a b<c>", traceparent: "00-zz" });
    assert.match(wrong.headers.get("x-correlation-id") ?? "", /^[0-9a-f-]{36}$/);
    await app.close();
  });

  test(`${name}: an answer of 500 is an error of the span`, async () => {
    const { logger, spans } = createTestLogger();
    const app = await open(logger);
    assert.is((await post(`${app.url}/fail`)).status, 500);
    await until(() => spans.length === 1);
    assert.is(spans[0]?.outcome, "error");
    assert.is(spans[0]?.attributes["error.type"], "500");
    const message = name === "node:http" ? "answered 500" : "broken";
    assert.match(JSON.stringify(spans[0]?.error), `"message":"${message}"`);
    await app.close();
  });

  test(`${name}: in the host's OpenTelemetry, by its propagator`, async () => {
    const exporter = new InMemorySpanExporter();
    new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
    try {
      const { logger, records } = createTestLogger();
      const app = await open(logger);
      const sent = (await (await post(`${app.url}/users/7`, HEADERS)).json()) as Record<string, string>;
      await until(() => exporter.getFinishedSpans().length === 2);
      const [agent, request] = exporter.getFinishedSpans();
      assert.equal(
        [request?.name, request?.kind, request?.parentSpanContext?.spanId, request?.spanContext().traceId],
        [route, 1, SPAN, TRACE],
      );
      assert.is(agent?.parentSpanContext?.spanId, request?.spanContext().spanId);
      assert.is(sent.traceparent, `00-${TRACE}-${agent?.spanContext().spanId}-01`);
      assert.equal([sent.tracestate, sent.baggage], ["vendor=1", "tenant=acme"]);
      assert.equal(
        records.map((line) => [line.trace_id, line.correlationId]),
        [
          [TRACE, "corr-1"],
          [TRACE, "corr-1"],
        ],
      );
      await app.close();
    } finally {
      for (const api of [trace, context, propagation]) api.disable();
    }
  });
}

test("a request that the client gives up ends its span", async () => {
  const { logger, spans } = createTestLogger();
  const app = await listen(traceRequests(() => {}, { logger }));
  const controller = new AbortController();
  const asked = fetch(app.url, { signal: controller.signal }).catch(() => undefined);
  setTimeout(() => controller.abort(), 30);
  await asked;
  await until(() => spans.length === 1);
  assert.is(spans[0]?.attributes["blog.aborted"], true);
  await app.close();
});

test("outgoing headers are none outside, and what is given stays", () => {
  const { logger } = createTestLogger();
  assert.equal(outgoingHeaders({ a: "b" }), { a: "b" });
  logger.withContext({ correlationId: "c" }, () => {
    assert.equal(outgoingHeaders(), { "x-correlation-id": "c" });
    assert.equal(outgoingHeaders({ "X-Correlation-ID": "mine" }), { "X-Correlation-ID": "mine" });
  });
});

test("traceparent, as the specification has it", () => {
  assert.equal(parseTraceparent(HEADERS.traceparent), { traceId: TRACE, spanId: SPAN, traceFlags: 1 });
  assert.equal(parseTraceparent(`cc-${TRACE}-${SPAN}-00-more`), {
    traceId: TRACE,
    spanId: SPAN,
    traceFlags: 0,
  });
  for (const wrong of [
    `ff-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${"0".repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${"0".repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}`,
    "",
  ]) {
    assert.is(parseTraceparent(wrong), undefined, wrong);
  }
});

test.run();
