import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory as C, type LoggingConfig } from "../../src/index.ts";
import { createTestLogger, type TestLogger } from "../../src/testing.ts";
import { type Receiver, type SentryItem, startSentry, until } from "../helpers/receivers.ts";

type Setup = TestLogger & {
  readonly server: Receiver<SentryItem>;
  readonly told: string[];
  readonly end: () => Promise<void>;
};

async function withSentry(config: LoggingConfig = {}): Promise<Setup> {
  const server = await startSentry();
  const told: string[] = [];
  const test = createTestLogger({
    enableErrorAggregation: true,
    errorAggregationDsn: `http://key@127.0.0.1:${server.port}/7`,
    onInternalError: ({ where, message }) => void told.push(`${where}: ${message}`),
    ...config,
  });
  const end = async (): Promise<void> => {
    test.logger.configure({ enableErrorAggregation: false });
    await server.close();
  };
  return Object.assign(test, { server, told, end });
}

const events = ({ server }: Setup) => server.received.map(({ payload }) => payload);

/** Errors that arrived, in occurrences. */
const occurrences = (setup: Setup): number =>
  events(setup).reduce((sum, { contexts }) => sum + (contexts?.occurrences?.count ?? 1), 0);

test("an error arrives with its cause, tags, contexts, breadcrumbs, fingerprint and trace", async () => {
  const s = await withSentry({ errorAggregationEnvironment: "staging" });
  const failing = new RangeError("outer", { cause: new TypeError("inner", { cause: "a text" }) });
  Object.assign(failing, { code: "E_OUTER" });
  s.logger.addBreadcrumb("step taken", C.AGENT_OPERATIONS, "warn", {
    step: { deep: { deeper: { deepest: 1 } } },
  });
  s.logger.info("before", C.API_LAYER, "Y");
  s.logger.withContext({ correlationId: "r-1", userId: "u-1", tenant: "t" }, () =>
    s.logger.span("Agent.run", C.AGENT_OPERATIONS, () =>
      s.logger.critical("run %d failed", C.AGENT_OPERATIONS, "Agent", {
        args: [17],
        error: failing,
        data: { a: { b: { c: { d: { e: 1 } } } } },
        performance: { durationMs: 12 },
      }),
    ),
  );
  assert.ok(await s.logger.flush());
  assert.is(s.server.received.length, 1);
  const [item] = s.server.received;
  const { envelope, payload } = item as SentryItem;
  const [line] = s.records.filter(({ level }) => level === 60);
  assert.is(payload.level, "fatal");
  assert.is(payload.logger, "Agent");
  assert.is(payload.environment, "staging");
  assert.is(payload.message, "run 17 failed");
  assert.equal(
    payload.exception.values.map(({ type, value }: Record<string, string>) => [type, value]),
    [
      ["string", "a text"],
      ["TypeError", "inner"],
      ["RangeError", "outer"],
    ],
  );
  assert.ok(payload.exception.values[2].stacktrace.frames.length > 2);
  assert.is(payload.exception.values[2].stacktrace.frames.at(-1).filename.endsWith("sentry.test.ts"), true);
  assert.equal(payload.tags, {
    category: "agent_operations",
    component: "Agent",
    level: "critical",
    correlationId: "r-1",
  });
  assert.equal(payload.contexts.data, { a: { b: { c: { d: { e: 1 } } } } });
  assert.equal(payload.contexts.performance, { durationMs: 12 });
  assert.equal(payload.contexts["log context"], { correlationId: "r-1", userId: "u-1", tenant: "t" });
  assert.equal(payload.contexts["error properties"], { code: "E_OUTER" });
  assert.equal(payload.user, { id: "u-1" });
  assert.is(payload.contexts.trace.trace_id, line?.trace_id);
  assert.is(payload.contexts.trace.span_id, line?.span_id);
  assert.is(envelope.trace?.trace_id, line?.trace_id);
  assert.equal(
    payload.breadcrumbs.map(({ message, level, category, data }: Record<string, unknown>) => [
      message,
      level,
      category,
      data,
    ]),
    [
      ["step taken", "warning", "agent_operations", { step: { deep: { deeper: { deepest: 1 } } } }],
      ["before", "info", "api_layer", undefined],
    ],
  );
  assert.is(payload.fingerprint.length, 5);
  assert.equal(payload.fingerprint.slice(0, 4), ["run %d failed", "agent_operations", "Agent", "RangeError"]);
  assert.match(payload.fingerprint[4], /aggregation\/sentry\.test\.ts$/);
  await s.end();
});

test("1,000 distinct errors of one tick all arrive", async () => {
  const s = await withSentry();
  for (let i = 0; i < 1000; i++) s.logger.error("failed", C.API_LAYER, "X", { error: new Error(`e${i}`) });
  assert.ok(await s.logger.flush(20_000));
  assert.is(new Set(events(s).map(({ exception }) => exception.values[0].value)).size, 1000);
  assert.is(s.logger.getMetrics().aggregated.sent, 1000);
  assert.equal(s.logger.getMetrics().dropped, {});
  assert.equal(s.told, []);
  await s.end();
});

test("100,000 equal errors arrive as few events that tell how many they were", async () => {
  const s = await withSentry();
  const slowest = { ms: 0 };
  for (let i = 0; i < 100_000; i++) {
    const start = performance.now();
    s.logger.error("failed", C.API_LAYER, "X", { error: same });
    slowest.ms = Math.max(slowest.ms, performance.now() - start);
    if (i % 10_000 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (i % 1000 === 0) s.clear();
  }
  assert.ok(await s.logger.flush(20_000));
  assert.ok(events(s).length <= 5, String(events(s).length));
  assert.is(occurrences(s), 100_000);
  await s.end();
});

const same = new Error("the same");

test("a server that is slow makes nobody wait", async () => {
  const s = await withSentry();
  s.server.mood.delayMs = 300;
  const start = performance.now();
  for (let i = 0; i < 100; i++)
    s.logger.error(`slow ${String.fromCharCode(97 + (i % 26))}${i}`, C.API_LAYER, "X");
  assert.ok(performance.now() - start < 250);
  assert.ok(await s.logger.flush(10_000));
  assert.is(events(s).length, 100);
  await s.end();
});

test("errors wait while the server limits the rate or is broken, and arrive when it is back", async () => {
  const s = await withSentry();
  for (const status of [429, 503]) {
    s.server.mood.status = status;
    s.server.mood.headers = status === 429 ? { "retry-after": "1" } : {};
    const before = occurrences(s);
    for (let i = 0; i < 200; i++)
      s.logger.error("failed", C.API_LAYER, "X", { error: new Error(`${status} ${i}`) });
    assert.not(await s.logger.flush(500));
    assert.is(occurrences(s), before);
    s.server.mood.status = 200;
    s.server.mood.headers = {};
    assert.ok(await until(() => occurrences(s) === before + 200, 15_000), String(occurrences(s)));
  }
  assert.equal(s.logger.getMetrics().dropped, {});
  assert.equal(
    s.told.map((line) => line.split(":")[1]),
    [" sentry is not reached, errors wait", " sentry is not reached, errors wait"],
    s.told.join("; "),
  );
  await s.end();
});

test("errors wait while there is no server, and arrive when there is one", async () => {
  const first = await startSentry();
  const { port } = first;
  await first.close();
  const told: string[] = [];
  const { logger } = createTestLogger({
    enableErrorAggregation: true,
    errorAggregationDsn: `http://key@127.0.0.1:${port}/7`,
    onInternalError: ({ message }) => void told.push(message),
  });
  for (let i = 0; i < 50; i++) logger.error("failed", C.API_LAYER, "X", { error: new Error(`e${i}`) });
  assert.not(await logger.flush(200));
  assert.equal(told, ["sentry is not reached, errors wait: not reached"]);
  const back = await startSentry(port);
  assert.ok(await until(() => back.received.length === 50, 15_000), String(back.received.length));
  logger.configure({ enableErrorAggregation: false });
  await back.close();
});

test("what the server refuses is counted and told", async () => {
  const s = await withSentry();
  s.server.mood.status = 403;
  for (let i = 0; i < 20; i++) s.logger.error("failed", C.API_LAYER, "X", { error: new Error(`e${i}`) });
  assert.ok(await s.logger.flush(5000));
  assert.equal(s.logger.getMetrics().dropped, { "error not sent: status 403": 20 });
  assert.equal(s.told, ["aggregate: errors were not sent to sentry: status 403"]);
  await s.end();
});

test("beyond 10,000 that wait, each further one is counted and told, and memory stays bounded", async () => {
  const s = await withSentry();
  s.server.mood.silent = true;
  for (let i = 0; i < 15_000; i++) {
    s.logger.error("failed", C.API_LAYER, "X", { data: `e${i}`, args: [i] });
    s.clear();
  }
  assert.is(s.logger.getMetrics().dropped["error not sent: too many wait"], 5_000);
  assert.equal(s.told, ["aggregate: errors were not sent to sentry: too many wait"]);
  await s.end();
});

test("one error object on its way up is one event, told where else it was seen", async () => {
  const s = await withSentry();
  const error = new Error("deep");
  s.logger.error("query failed", C.DATABASE_LAYER, "Db", { error });
  s.logger.error("request failed", C.API_LAYER, "Api", { error });
  assert.ok(await s.logger.flush());
  assert.is(events(s).length, 1);
  assert.equal(events(s)[0].contexts.occurrences.alsoLogged, [
    { component: "Api", category: "api_layer", message: "request failed" },
  ]);
  s.logger.error("job failed", C.ORCHESTRATION, "Job", { error });
  assert.ok(await s.logger.flush());
  const [first, second] = events(s);
  assert.is(second.tags.sameErrorAs, first.event_id);
  assert.is(second.exception.values[0].stacktrace, undefined);
  assert.equal(s.logger.getMetrics().aggregated, { events: 2, sighted: 1, sent: 2 });
  await s.end();
});

test("breadcrumbs of other requests stay with them", async () => {
  const s = await withSentry({ maxBreadcrumbs: 3 });
  const inRequest = (correlationId: string, fn: () => void): void =>
    s.logger.withContext({ correlationId }, fn);
  s.logger.addBreadcrumb("of all", C.API_LAYER);
  inRequest("a", () => s.logger.addBreadcrumb("of a", C.API_LAYER));
  inRequest("b", () => s.logger.addBreadcrumb("of b", C.API_LAYER));
  inRequest("a", () => s.logger.error("x", C.API_LAYER, "X"));
  await s.logger.flush();
  assert.equal(
    events(s)[0].breadcrumbs.map(({ message }: { message: string }) => message),
    ["of all", "of a"],
  );
  s.logger.configure({ captureBreadcrumbs: false });
  s.logger.addBreadcrumb("not noted", C.API_LAYER);
  s.logger.configure({ captureBreadcrumbs: true, maxBreadcrumbs: 0 });
  s.logger.error("y", C.API_LAYER, "X");
  await s.logger.flush();
  await s.end();
});

test("no detected value survives in an event", async () => {
  const s = await withSentry({ enablePiiRedaction: true, redactIpAddresses: true });
  const mail = "jane.doe@example.com";
  const error = new Error(mail, { cause: new AggregateError([new Error(mail)], mail) });
  Object.assign(error, { user: mail, [mail]: mail });
  s.logger.addBreadcrumb(mail, C.API_LAYER, "info", { [mail]: mail });
  s.logger.withContext({ userId: mail, correlationId: mail }, () => {
    s.logger.info(mail, C.API_LAYER, mail);
    s.logger.error(`for ${mail}`, C.API_LAYER, mail, { error, data: { [mail]: [mail] } });
  });
  await s.logger.flush();
  assert.is(s.server.received.length, 1);
  assert.not(JSON.stringify(s.server.received).includes("jane"), JSON.stringify(s.server.received));
  await s.end();
});

test("breadcrumbs noted before redaction was on are redacted when they leave", async () => {
  const s = await withSentry();
  s.logger.addBreadcrumb("jane@example.com", C.API_LAYER, "info", { to: "jane@example.com" });
  s.logger.enablePiiRedaction(true);
  s.logger.error("x", C.API_LAYER, "X");
  await s.logger.flush();
  assert.not(JSON.stringify(s.server.received).includes("jane"));
  await s.end();
});

test("an event that would be too large for the service is cut, and says so", async () => {
  const s = await withSentry();
  const long = (i: number) => `${i} ${"x".repeat(100_000)}`;
  for (let i = 0; i < 20; i++) s.logger.addBreadcrumb(long(i), C.API_LAYER);
  const error = new Error(long(0), {
    cause: new Error(long(1), { cause: new Error(long(2), { cause: new Error(long(3)) }) }),
  });
  s.logger.error("failed", C.API_LAYER, "X", { error, data: [1, 2, 3, 4].map(long) });
  assert.ok(await s.logger.flush());
  const [event] = events(s);
  assert.ok(JSON.stringify(event).length < 1_000_000);
  assert.is(event.message, "failed");
  assert.match(event.exception.values.at(-1).value, /^0 x+\[cut: too large to send\]$/);
  assert.ok(event.exception.values.at(-1).stacktrace.frames.length > 0);
  assert.equal(event.contexts.data, { value: "[cut: too large to send]" });
  assert.match(event.breadcrumbs.at(-1).message, /^19 x/);
  await s.end();
});

test("after shutdown nothing is sent, which is counted", async () => {
  const s = await withSentry();
  s.logger.error("before", C.API_LAYER, "X");
  assert.ok(await s.logger.shutdown());
  s.logger.error("after", C.API_LAYER, "X");
  assert.ok(await s.logger.flush(100));
  assert.equal(
    events(s).map(({ message }) => message),
    ["before"],
  );
  assert.is(s.logger.getMetrics().dropped["error not sent: after shutdown"], 1);
  await s.end();
});

test("errorAggregationSampleRate is exact at 0 and 1, and keeps requests whole", async () => {
  const s = await withSentry({ errorAggregationSampleRate: 0 });
  s.logger.error("x", C.API_LAYER, "X");
  s.logger.configure({ errorAggregationSampleRate: 0.5 });
  for (let i = 0; i < 200; i++) {
    const fields = { correlationId: `r-${i % 100}`, error: new Error(`e${i}`) };
    s.logger.error("x", C.API_LAYER, "X", fields);
  }
  await s.logger.flush(5000);
  const perRequest = new Map<string, number>();
  for (const { tags } of events(s))
    perRequest.set(tags.correlationId, (perRequest.get(tags.correlationId) ?? 0) + 1);
  assert.ok([...perRequest.values()].every((count) => count === 2));
  assert.ok(perRequest.size > 30 && perRequest.size < 70, String(perRequest.size));
  assert.is(s.logger.getMetrics().aggregated["sampled out"], 201 - 2 * perRequest.size);
  await s.end();
});

test.run();
