import { createRequire } from "node:module";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { BlogConfigError, LogCategory as C, createLogger, type LoggingConfig } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { type Receiver, type RollbarItem, startRollbar, until } from "../helpers/receivers.ts";

const require = createRequire(import.meta.url);

async function withRollbar(config: (server: Receiver<RollbarItem>) => LoggingConfig = () => ({})) {
  const server = await startRollbar();
  const told: string[] = [];
  const test = createTestLogger({
    enableErrorAggregation: true,
    errorAggregationService: "rollbar",
    errorAggregationDsn: `http://token@127.0.0.1:${server.port}/api/1/item/`,
    onInternalError: ({ message }) => void told.push(message),
    ...config(server),
  });
  const end = async (): Promise<void> => {
    test.logger.configure({ enableErrorAggregation: false });
    await server.close();
  };
  return Object.assign(test, { server, told, end, data: () => server.received.map(({ data }) => data) });
}

test("an error arrives with its cause, category, contexts, breadcrumbs, fingerprint and trace", async () => {
  const s = await withRollbar(() => ({ errorAggregationEnvironment: "staging", enablePiiRedaction: true }));
  const error = new RangeError("outer", { cause: new TypeError("for jane@example.com") });
  s.logger.addBreadcrumb("step taken by jane@example.com", C.AGENT_OPERATIONS, "warn", { step: 1 });
  s.logger.withContext({ correlationId: "r-1", userId: "u-1" }, () =>
    s.logger.span("Agent.run", C.AGENT_OPERATIONS, () =>
      s.logger.critical("run %d failed", C.AGENT_OPERATIONS, "Agent", {
        args: [17],
        error,
        data: { to: "jane@example.com" },
        performance: { durationMs: 12 },
      }),
    ),
  );
  assert.ok(await s.logger.flush());
  const [item] = s.server.received;
  assert.is(item?.token, "token");
  const { data } = item as RollbarItem;
  const [line] = s.records.filter(({ level }) => level === 60);
  assert.is(data.level, "critical");
  assert.is(data.environment, "staging");
  assert.is(data.title, "run 17 failed");
  assert.is(data.notifier.name, "node_rollbar");
  assert.match(data.uuid, /^[0-9a-f]{32}$/);
  assert.match(data.fingerprint, /^[0-9a-f]{40}$/);
  assert.equal(
    data.body.trace_chain.map(({ exception }: { exception: object }) => exception),
    [
      { class: "RangeError", message: "outer" },
      { class: "TypeError", message: "for [EMAIL_REDACTED]" },
    ],
  );
  assert.ok(data.body.trace_chain[0].frames.at(-1).filename.endsWith("rollbar.test.ts"));
  assert.is(data.custom.category, "agent_operations");
  assert.is(data.custom.component, "Agent");
  assert.is(data.custom.trace_id, line?.trace_id);
  assert.equal(data.custom.data, { to: "[EMAIL_REDACTED]" });
  assert.equal(data.custom.performance, { durationMs: 12 });
  assert.equal(data.person, { id: "u-1" });
  assert.is(data.body.telemetry[0].body.message, "step taken by [EMAIL_REDACTED]");
  assert.not(JSON.stringify(s.server.received).includes("jane"));
  assert.equal(Object.keys(data.server).sort(), ["host", "pid"], "no arguments of the process");
  await s.end();
});

test("1,000 distinct errors of one tick all arrive", async () => {
  const s = await withRollbar();
  for (let i = 0; i < 1000; i++) s.logger.error("failed", C.API_LAYER, "X", { error: new Error(`e${i}`) });
  assert.ok(await s.logger.flush(20_000));
  assert.is(new Set(s.data().map(({ body }) => body.trace_chain[0].exception.message)).size, 1000);
  assert.equal(s.logger.getMetrics().dropped, {});
  await s.end();
});

test("errors wait while the server limits the rate, breaks or says nothing, and arrive when it is back", async () => {
  const s = await withRollbar();
  for (const status of [429, 502]) {
    const before = s.data().length;
    s.server.mood.status = status;
    s.server.mood.headers = status === 429 ? { "retry-after": "1" } : {};
    for (let i = 0; i < 50; i++)
      s.logger.error("failed", C.API_LAYER, "X", { error: new Error(`${status} ${i}`) });
    assert.not(await s.logger.flush(300));
    Object.assign(s.server.mood, { status: 200, headers: {} });
    assert.ok(await until(() => s.data().length === before + 50, 10_000), String(s.data().length));
  }
  assert.equal(s.logger.getMetrics().dropped, {});
  assert.equal(s.told, [
    "rollbar is not reached, errors wait: status 429",
    "rollbar is not reached, errors wait: status 502",
  ]);
  await s.end();
});

test("what the server refuses is counted and told", async () => {
  const s = await withRollbar();
  s.server.mood.status = 422;
  s.logger.error("failed", C.API_LAYER, "X");
  assert.ok(await s.logger.flush(5000));
  assert.equal(s.logger.getMetrics().dropped, { "error not sent: status 422": 1 });
  assert.equal(s.told, ["errors were not sent to rollbar: status 422"]);
  await s.end();
});

type Instance = {
  readonly options: { readonly accessToken: string };
  readonly error: (...args: unknown[]) => void;
  readonly critical: (...args: unknown[]) => void;
};
type Sdk = (new (options: object) => Instance) & { readonly init: (options: object) => Instance };

test("the application's own Rollbar keeps its settings, and shares no state with ours", async () => {
  const host = await startRollbar();
  const Rollbar = require("rollbar") as Sdk;
  const own = Rollbar.init({
    accessToken: "host-token",
    endpoint: `http://127.0.0.1:${host.port}/api/1/item/`,
    itemsPerMinute: 5,
    logLevel: "disable",
  });
  const s = await withRollbar();
  for (let i = 0; i < 20; i++) s.logger.error("ours", C.API_LAYER, "X", { error: new Error(`e${i}`) });
  assert.ok(await s.logger.flush(5000));
  assert.is(s.data().length, 20);
  await new Promise<void>((resolve) => own.error("the host's", () => resolve()));
  assert.is(host.received.length, 1);
  assert.is(host.received[0]?.token, "host-token");
  assert.is(require("rollbar"), Rollbar);
  for (let i = 0; i < 10; i++) own.error(`host ${i}`);
  await until(() => host.received.length >= 5, 2000);
  assert.ok(host.received.length <= 6, `the limit of the host's is kept: ${host.received.length}`);
  await s.end();
  await host.close();
});

test("an instance of the application's that is given is joined: its settings and transforms apply", async () => {
  const Rollbar = require("rollbar") as Sdk;
  const s = await withRollbar(({ port }) => ({
    errorAggregationDsn: undefined,
    errorAggregationClient: new Rollbar({
      accessToken: "host-token",
      endpoint: `http://127.0.0.1:${port}/api/1/item/`,
      environment: "the host's",
      // All instances share one limit.
      itemsPerMinute: 0,
      logLevel: "disable",
      transform: (data: { custom: object; framework?: string }) => {
        data.framework = "host transform";
      },
      checkIgnore: (_: boolean, args: unknown[]) => String(args[0]).includes("ignored"),
    }),
  }));
  const error = new RangeError("outer", { cause: new TypeError("inner") });
  s.logger.critical("failed", C.API_LAYER, "X", { error, data: { a: 1 } });
  s.logger.error("to be ignored", C.API_LAYER, "X");
  assert.ok(await s.logger.flush(5000));
  assert.is(s.data().length, 1);
  const [data] = s.data();
  assert.is(s.server.received[0]?.token, "host-token");
  assert.is(data.environment, "the host's");
  assert.is(data.framework, "host transform");
  assert.is(data.level, "critical");
  assert.is(data.body.trace_chain[0].exception.class, "RangeError");
  assert.is(data.body.trace_chain[1].exception.message, "inner");
  assert.is(data.custom.category, "api_layer");
  assert.equal(s.logger.getMetrics().dropped, {
    "error not sent: kept back by the application's Rollbar": 1,
  });
  await s.end();
});

test("without a token, or with a DSN that has none, Rollbar is refused", () => {
  for (const errorAggregationDsn of [undefined, "https://api.rollbar.com/api/1/item/"]) {
    assert.throws(
      () =>
        createLogger({
          enableErrorAggregation: true,
          errorAggregationService: "rollbar",
          errorAggregationDsn,
        }),
      (error: unknown) =>
        error instanceof BlogConfigError &&
        /errorAggregationDsn is .*but must be a Rollbar access token/.test(error.message),
    );
  }
  assert.throws(() => createLogger({ errorAggregationClient: {} }), /an instance of the Rollbar SDK/);
});

test.run();
