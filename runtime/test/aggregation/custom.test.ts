import { test } from "uvu";
import * as assert from "uvu/assert";
import { BlogConfigError, LogCategory as C, createLogger, type ErrorEvent } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { runBeside } from "../helpers/built.ts";
import { until } from "../helpers/receivers.ts";

const withHandler = (errorAggregationHandler: (event: ErrorEvent) => unknown, told: string[] = []) =>
  createTestLogger({
    enableErrorAggregation: true,
    errorAggregationService: "custom",
    errorAggregationHandler,
    enablePiiRedaction: true,
    onInternalError: ({ message }) => void told.push(message),
  });

test("a handler gets errors as plain, redacted events", async () => {
  const events: ErrorEvent[] = [];
  const { logger } = withHandler((event) => events.push(event));
  const error = new AggregateError([new Error("for jane@example.com")], "both", { cause: "why" });
  logger.error("failed", C.API_LAYER, "X", { error, data: { mail: "jane@example.com" } });
  logger.warn("not an error", C.API_LAYER, "X");
  assert.ok(await logger.flush());
  assert.is(events.length, 1);
  const [event] = events;
  assert.is(event?.message, "failed");
  assert.equal(event?.data, { mail: "[EMAIL_REDACTED]" });
  const { errors, cause } = (event as ErrorEvent).error as { errors: { message: string }[]; cause: unknown };
  assert.is(errors[0]?.message, "for [EMAIL_REDACTED]");
  assert.is(cause, "why");
  assert.equal(JSON.parse(JSON.stringify(event)), JSON.parse(JSON.stringify(structuredClone(event))));
});

test("what a handler throws or rejects with means later, and is told once", async () => {
  const told: string[] = [];
  let failing = true;
  const handled: string[] = [];
  const { logger } = withHandler(async ({ message }) => {
    if (failing) throw new Error("not now");
    handled.push(message);
  }, told);
  for (const message of ["a", "b", "c"]) logger.error(message, C.API_LAYER, "X");
  assert.not(await logger.flush(100));
  failing = false;
  assert.ok(await until(() => handled.length === 3, 5000));
  assert.equal([...new Set(handled)].sort(), ["a", "b", "c"]);
  assert.equal(told, ["errorAggregationHandler is not reached, errors wait: not now"]);
});

test("a handler that logs an error does not feed itself within the call, nor for ever", async () => {
  let calls = 0;
  const { logger } = withHandler(() => {
    calls += 1;
    logger.error("the handler failed", C.API_LAYER, "Handler");
  });
  logger.error("first", C.API_LAYER, "X");
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.ok(calls <= 2, String(calls));
  logger.configure({ enableErrorAggregation: false });
});

test("the service custom without a handler is refused", () => {
  assert.throws(
    () => createLogger({ enableErrorAggregation: true, errorAggregationService: "custom" }),
    (error: BlogConfigError) =>
      error instanceof BlogConfigError &&
      error.message ===
        'errorAggregationHandler is not set, but must be a function where the service is "custom".',
  );
});

for (const [name, end, expected] of [
  ["process.exit", "process.exit(3)", 3],
  ["SIGTERM", "process.kill(process.pid, 'SIGTERM')", "SIGTERM"],
] as const) {
  test(`a handler that is done when it returns is called before ${name}; one that takes its time where there is some`, async () => {
    const run = (handler: string) =>
      runBeside(
        `import { writeSync } from "node:fs";
         configureLogging({ enableErrorAggregation: true, errorAggregationService: "custom", errorAggregationHandler: ${handler} });
         log.error("failed", C.API_LAYER, "X");
         ${end};
         await new Promise((r) => setTimeout(r, 5000));`,
      );
    const atOnce = await run("(event) => writeSync(1, event.message)");
    assert.is(atOnce.status ?? atOnce.signal, expected);
    assert.is(atOnce.stdout, "failed");
    const later = await run(
      "async (event) => { await new Promise((r) => setTimeout(r, 50)); writeSync(1, event.message); }",
    );
    assert.is(later.status ?? later.signal, expected);
    assert.is(later.stdout, end.includes("exit") ? "" : "failed");
    const said = later.lines.filter(({ msg }) => String(msg).includes("before the process ended"));
    assert.is(said.length, end.includes("exit") ? 1 : 0, later.stderr);
  });
}

test.run();
