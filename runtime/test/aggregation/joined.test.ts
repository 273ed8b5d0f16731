import { test } from "uvu";
import * as assert from "uvu/assert";
import { runBeside } from "../helpers/built.ts";
import { type SentryItem, startSentry } from "../helpers/receivers.ts";

const initOf = (dsn: string, more = ""): string => `
  Sentry.init({ dsn: ${JSON.stringify(dsn)}, environment: "the host's", release: "host@1", tracesSampleRate: 0,
    beforeSend: (event) => { event.tags = { ...event.tags, by: "beforeSend" }; return event.message === "unwanted" ? null : event; }${more} });`;
const OURS = `configureLogging({ enableErrorAggregation: true, enablePiiRedaction: true });`;
const LOG = `
  Sentry.withIsolationScope((scope) => {
    scope.setUser({ id: "7", email: "jane@example.com" });
    scope.setTag("tenant", "t-1");
    Sentry.addBreadcrumb({ message: "host crumb for jane@example.com" });
    log.error("failed", C.API_LAYER, "X", { error: new Error("for jane@example.com"), data: { a: { b: { c: { d: { e: 1 } } } } } });
  });
  await log.flush(5000);
  console.log(JSON.stringify(log.getMetrics().dropped));`;

for (const [order, setUp] of [
  ["before", (dsn: string) => initOf(dsn) + OURS],
  ["after", (dsn: string) => OURS + initOf(dsn)],
] as const) {
  test(`the application's Sentry, set up ${order} ours, is joined: its client, scopes, beforeSend and integrations`, async () => {
    const server = await startSentry();
    const dsn = `http://host@127.0.0.1:${server.port}/3`;
    const ended = await runBeside(`import * as Sentry from "@sentry/node"; ${setUp(dsn)} ${LOG}`);
    assert.is(ended.stdout, "{}\n", ended.stderr);
    assert.is(server.received.length, 1);
    const { payload } = server.received[0] as SentryItem;
    assert.is(payload.environment, "the host's");
    assert.is(payload.release, "host@1");
    assert.is(payload.tags.by, "beforeSend");
    assert.is(payload.tags.tenant, "t-1");
    assert.is(payload.tags.component, "X");
    assert.equal(payload.user, { id: "7", email: "[EMAIL_REDACTED]" });
    assert.is(payload.breadcrumbs.at(-1).message, "host crumb for [EMAIL_REDACTED]");
    assert.is(payload.exception.values[0].value, "for [EMAIL_REDACTED]");
    assert.equal(payload.contexts.data, { a: { b: { c: { d: { e: 1 } } } } });
    assert.ok(payload.contexts.runtime, "an integration of the host's");
    assert.ok(payload.sdk.integrations.includes("Http"));
    assert.not(JSON.stringify(payload).includes("jane"));
    await server.close();
  });
}

test("what the application's beforeSend keeps back is counted and told", async () => {
  const server = await startSentry();
  const ended = await runBeside(
    `import * as Sentry from "@sentry/node"; ${initOf(`http://host@127.0.0.1:${server.port}/3`)} ${OURS}
     log.error("unwanted", C.API_LAYER, "X");
     log.error("wanted", C.API_LAYER, "X");
     await log.flush(5000);
     console.log(JSON.stringify(log.getMetrics().dropped));`,
  );
  assert.is(ended.stdout, '{"error not sent: kept back by the application\'s Sentry":1}\n', ended.stderr);
  assert.equal(
    server.received.map(({ payload }) => payload.message),
    ["wanted"],
  );
  await server.close();
});

test("with a DSN of its own ours goes beside the application's Sentry, which it leaves as it is", async () => {
  const host = await startSentry();
  const ours = await startSentry();
  const ended = await runBeside(
    `import * as Sentry from "@sentry/node"; ${initOf(`http://host@127.0.0.1:${host.port}/3`)}
     const client = Sentry.getClient();
     configureLogging({ enableErrorAggregation: true, errorAggregationDsn: "http://key@127.0.0.1:${ours.port}/7" });
     log.error("ours", C.API_LAYER, "X", { error: new Error("ours") });
     await log.flush(5000);
     console.log(Sentry.getClient() === client);
     Sentry.captureException(new Error("the host's"));
     await Sentry.flush(5000);`,
  );
  assert.is(ended.stdout, "true\n", ended.stderr);
  const values = (server: typeof host) =>
    server.received.map(({ payload }) => payload.exception.values[0].value);
  assert.equal(values(host), ["the host's"]);
  assert.equal(values(ours), ["ours"]);
  assert.is(ours.received[0]?.payload.environment, "development");
  await host.close();
  await ours.close();
});

test("without Sentry of the application's ours registers nothing: no client, no handlers, no OpenTelemetry", async () => {
  const server = await startSentry();
  const ended = await runBeside(
    `import * as Sentry from "@sentry/node"; import { trace } from "@opentelemetry/api";
     const listeners = () => process.eventNames().filter((name) => /uncaught|unhandled/.test(String(name))).length;
     const [fetched, consoled] = [globalThis.fetch, console.log];
     configureLogging({ enableErrorAggregation: true, errorAggregationDsn: "http://key@127.0.0.1:${server.port}/7" });
     log.error("ours", C.API_LAYER, "X");
     await log.flush(5000);
     console.log(Sentry.getClient(), listeners(), trace.getTracer("x").startSpan("s").isRecording(), globalThis.fetch === fetched, console.log === consoled);`,
  );
  assert.is(ended.stdout, "undefined 0 false true true\n", ended.stderr);
  assert.is(server.received.length, 1);
  await server.close();
});

test("without any DSN errors wait, which is said, until the application sets Sentry up", async () => {
  const server = await startSentry();
  const ended = await runBeside(
    `import * as Sentry from "@sentry/node"; ${OURS}
     log.error("early", C.API_LAYER, "X");
     await new Promise((r) => setTimeout(r, 50));
     ${initOf(`http://host@127.0.0.1:${server.port}/3`)}
     console.log(await log.flush(5000));`,
  );
  assert.is(ended.stdout, "true\n", ended.stderr);
  assert.match(
    ended.stderr,
    /errors wait: errorAggregationDsn is not set, and the application has not set up Sentry/,
  );
  assert.is(server.received.length, 1);
  await server.close();
});

test("the event's trace is the active OpenTelemetry trace, of the application's own Sentry too", async () => {
  const server = await startSentry();
  const dsn = `http://host@127.0.0.1:${server.port}/3`;
  const inSpan = `
    import { trace } from "@opentelemetry/api";
    await trace.getTracer("host").startActiveSpan("work", async (span) => {
      log.error("failed", C.API_LAYER, "X", { error: new Error("e") });
      console.log(span.spanContext().traceId);
      span.end();
    });
    await log.flush(5000);`;
  const sentrys = await runBeside(
    `import * as Sentry from "@sentry/node"; ${initOf(dsn, ", enableOpenTelemetrySetup: true").replace("tracesSampleRate: 0", "tracesSampleRate: 1")} ${OURS} ${inSpan}`,
  );
  const others = await runBeside(
    `import { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
     new NodeTracerProvider().register();
     configureLogging({ enableErrorAggregation: true, errorAggregationDsn: ${JSON.stringify(dsn)} }); ${inSpan}`,
  );
  assert.equal(
    server.received.map(({ payload, envelope }) => [
      payload.contexts.trace.trace_id,
      envelope.trace?.trace_id,
    ]),
    [sentrys, others].map(({ stdout }) => [stdout.trim(), stdout.trim()]),
    sentrys.stderr + others.stderr,
  );
  assert.ok(!/^0*$/.test(others.stdout.trim()));
  await server.close();
});

test("an uncaught throw is the application's Sentry's to report; the error logged before it arrives beside it", async () => {
  const server = await startSentry();
  const ended = await runBeside(
    `import * as Sentry from "@sentry/node"; ${initOf(`http://host@127.0.0.1:${server.port}/3`)} ${OURS}
     log.error("logged", C.API_LAYER, "X", { error: new Error("logged") });
     setTimeout(() => { throw new Error("uncaught"); }, 0);`,
  );
  assert.is(ended.status, 1);
  assert.equal(
    server.received.map(({ payload }) => payload.exception.values[0].value).sort(),
    ["logged", "uncaught"],
    ended.stderr,
  );
  await server.close();
});

test.run();
