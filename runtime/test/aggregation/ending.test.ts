import { test } from "uvu";
import * as assert from "uvu/assert";
import { runBeside } from "../helpers/built.ts";
import { startRollbar, startSentry } from "../helpers/receivers.ts";

const FAIL = `log.error("failed", C.API_LAYER, "X", { error: new Error("the last") });\n`;
const WAIT = "await new Promise((r) => setTimeout(r, 5000));";

const setUp = (port: number): Readonly<Record<string, string>> => ({
  LOG_ENABLE_ERROR_AGGREGATION: "true",
  LOG_ERROR_AGGREGATION_DSN: `http://key@127.0.0.1:${port}/7`,
});

for (const [name, end, expected] of [
  ["nothing more to do", "", 0],
  ["process.exit", "process.exit(3)", 3],
  ["an uncaught throw", "throw new Error('uncaught')", 1],
  ["an unhandled rejection", `Promise.reject(new Error('unhandled')); ${WAIT}`, 1],
  ["SIGTERM", `process.kill(process.pid, 'SIGTERM'); ${WAIT}`, "SIGTERM"],
  ["SIGINT", `process.kill(process.pid, 'SIGINT'); ${WAIT}`, "SIGINT"],
  ["SIGHUP", `process.kill(process.pid, 'SIGHUP'); ${WAIT}`, "SIGHUP"],
] as const) {
  test(`an error of the last tick arrives at Sentry before ${name}, which ends the process as it would`, async () => {
    const server = await startSentry();
    const ended = await runBeside(FAIL + end, { env: setUp(server.port) });
    assert.is(ended.status ?? ended.signal, expected, ended.stderr);
    assert.ok(server.received.length > 0, ended.stderr);
    assert.ok(server.received.every(({ payload }) => payload.exception.values[0].value === "the last"));
    // What was under way is sent once more, and the service knows it by its id.
    assert.is(new Set(server.received.map(({ payload }) => payload.event_id)).size, 1);
    assert.is(server.received[0]?.payload.environment, "development");
    assert.is(ended.lines.filter(({ component }) => component === "blog-runtime").length, 0, ended.stderr);
    await server.close();
  });
}

test("a thousand errors of the last tick arrive before process.exit, at Rollbar too", async () => {
  const sentry = await startSentry();
  const rollbar = await startRollbar();
  const code = `for (let i = 0; i < 1000; i++) log.error("failed", C.API_LAYER, "X", { error: new Error("e" + i) });
    process.exit(0);`;
  await runBeside(code, { env: setUp(sentry.port) });
  await runBeside(code, {
    env: {
      ...setUp(rollbar.port),
      LOG_ERROR_AGGREGATION_DSN: `http://token@127.0.0.1:${rollbar.port}`,
      LOG_ERROR_AGGREGATION_SERVICE: "rollbar",
    },
  });
  assert.is(new Set(sentry.received.map(({ payload }) => payload.event_id)).size, 1000);
  assert.is(new Set(rollbar.received.map(({ data }) => data.uuid)).size, 1000);
  assert.ok(rollbar.received.every(({ token }) => token === "token"));
  await sentry.close();
  await rollbar.close();
});

test("a server that says nothing holds the end of the process for two seconds at most, and what is lost is said", async () => {
  const server = await startSentry();
  server.mood.silent = true;
  for (const end of ["process.exit(3)", "process.kill(process.pid, 'SIGTERM')"]) {
    const started = performance.now();
    const ended = await runBeside(FAIL + end, { env: setUp(server.port) });
    assert.ok(performance.now() - started < 10_000, String(performance.now() - started));
    if (end.includes("exit"))
      assert.is(
        ended.lines.at(-1)?.msg,
        "blog-runtime failed in aggregate: 1 error was not sent to sentry before the process ended",
      );
  }
  await server.close();
});

test("the application's own listener of a signal is not disturbed, and hears of it alone", async () => {
  const server = await startSentry();
  const ended = await runBeside(
    `process.on("SIGTERM", () => { console.log("own", process.listenerCount("SIGTERM")); setTimeout(() => process.exit(5), 50); });
     ${FAIL} process.kill(process.pid, "SIGTERM"); ${WAIT}`,
    { env: setUp(server.port) },
  );
  assert.is(ended.stdout, "own 1\n");
  assert.is(ended.status, 5);
  assert.ok(server.received.length > 0);
  await server.close();
});

test("nobody listens for signals while no error waits", async () => {
  const server = await startSentry();
  const ended = await runBeside(
    `const count = () => ["SIGTERM", "SIGINT", "SIGHUP"].map((name) => process.listenerCount(name)).join();
     log.info("x", C.API_LAYER, "X");
     const before = count();
     ${FAIL} const during = count();
     await log.flush();
     await new Promise((r) => setTimeout(r, 20));
     console.log(before, during, count());`,
    { env: setUp(server.port) },
  );
  assert.is(ended.stdout, "0,0,0 1,1,1 0,0,0\n", ended.stderr);
  await server.close();
});

test.run();
