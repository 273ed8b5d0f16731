import fc from "fast-check";
import { pino } from "pino";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createLogger, LogCategory, type LogFields } from "../src/index.ts";
import { createTestLogger } from "../src/testing.ts";

const C = LogCategory.TOOL_OPERATIONS;

function lineOf(message: string, fields?: LogFields): Record<string, unknown> {
  const { logger, records } = createTestLogger();
  logger.info(message, C, "Search", fields);
  return { ...records[0] };
}

test("a line is pino's, with ours beside", () => {
  const { logger, lines, records } = createTestLogger();
  logger.info("found 3", C, "Search", {
    data: { count: 3 },
    correlationId: "r-1",
    performance: { durationMs: 12.5, rows: 3 },
  });
  assert.is(lines.length, 1);
  assert.ok(lines[0]?.endsWith("}\n"));
  const { time, hostname, ...line } = records[0] as unknown as Record<string, unknown>;
  assert.type(time, "number");
  assert.type(hostname, "string");
  assert.equal(line, {
    level: 30,
    pid: process.pid,
    category: "tool_operations",
    component: "Search",
    correlationId: "r-1",
    data: { count: 3 },
    performance: { durationMs: 12.5, rows: 3 },
    msg: "found 3",
  });
});

/** The line that pino would write of what stands in one of ours. */
function pinosOwn(line: string): string {
  const { level, time, pid, hostname, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const written: string[] = [];
  const options = {
    base: { pid, hostname },
    level: "trace",
    timestamp: () => `,"time":${time}`,
    serializers: { err: (err: unknown) => err },
  };
  const logger = pino(options, { write: (text: string) => void written.push(text) });
  const method = ({ 20: "debug", 30: "info", 40: "warn", 50: "error", 60: "fatal" } as const)[level as 20];
  logger[method](fields, msg as string);
  return written.join("");
}

test("a line is to the byte what pino writes", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 300 });
  const context = fc.dictionary(fc.constantFrom("userId", "sessionId", "tenant", 'odd "key'), text);
  for (const config of [{}, { enablePiiRedaction: true }]) {
    const { logger, lines, clear } = createTestLogger({ ...config, spanLog: "debug" });
    fc.assert(
      fc.property(text, fc.jsonValue(), context, text, (message, data, ids, component) => {
        clear();
        logger.withContext(ids, () => {
          logger.warn(message, C, component, { data, correlationId: message });
          logger.span("Search.find", C, () =>
            logger.error(message, C, component, {
              error: new Error(message),
              performance: { durationMs: 1 },
            }),
          );
        });
        assert.is(lines.length, 3);
        for (const line of lines) assert.is(line, pinosOwn(line));
      }),
      { numRuns: 200 },
    );
  }
});

test("every method has pino's level, and the aliases theirs", () => {
  const { logger, records } = createTestLogger();
  for (const method of ["debug", "info", "warn", "warning", "error", "critical", "fatal"] as const)
    logger[method](method, C, "X");
  assert.equal(
    records.map(({ msg, level }) => [msg, level]),
    [
      ["debug", 20],
      ["info", 30],
      ["warn", 40],
      ["warning", 40],
      ["error", 50],
      ["critical", 60],
      ["fatal", 60],
    ],
  );
});

test("what is below the level is not written, formatted or read", () => {
  const { logger, lines } = createTestLogger({ level: "warn" });
  let reads = 0;
  const fields = {
    get data() {
      reads += 1;
      return 1;
    },
  };
  logger.info("x", C, "X", fields);
  logger.info("%s", C, "X", { args: [{ toString: () => String(Reflect.get(fields, "data")) }] });
  assert.is(reads, 0);
  assert.is(lines.length, 0);
  createTestLogger({ level: "silent" }).logger.critical("x", C, "X");
});

test("methods need no this", () => {
  const { logger, lines } = createTestLogger();
  const { info, span } = logger;
  info("x", C, "X");
  assert.is(
    span("s", C, () => 1),
    1,
  );
  assert.is(lines.length, 1);
});

test("without args a message is literal", () => {
  assert.is(lineOf("100% %s %d %%").msg, "100% %s %d %%");
});

test("with args it is formatted as node:util does", () => {
  assert.is(
    lineOf("%s has %d of %j%%", { args: ["a", 3, { b: 1 }, "more"] }).msg,
    'a has 3 of {"b":1}% more',
  );
  assert.is(lineOf("100%%", { args: [] }).msg, "100%%");
});

test("args that cannot be formatted are shown as such", () => {
  const hostile = {
    toString() {
      throw new Error("no");
    },
  };
  const bare = Object.create(null) as object;
  assert.is(
    lineOf("%s and %s", { args: [Symbol("s"), bare] }).msg,
    "Symbol(s) and [Object: null prototype] {}",
  );
  assert.is(lineOf("%d %s", { args: [Symbol("s"), 2] }).msg, "NaN 2");
  assert.ok(String(lineOf("%s then %s", { args: [hostile, "b"] }).msg).endsWith("then b"));
  const proxy = new Proxy(
    {},
    {
      get() {
        throw new Error("trap");
      },
    },
  );
  assert.type(lineOf("%s %o %j", { args: [proxy, proxy, proxy] }).msg, "string");
});

test("a message that is no text, and missing everything, are survived", () => {
  const { logger, records } = createTestLogger();
  const info = logger.info as (...args: unknown[]) => void;
  info(undefined);
  info({ a: 1 }, C, "X");
  info(Symbol("s"), C, "X", null);
  info("x", C, "X", { args: "no list" });
  assert.equal(
    records.map(({ msg }) => msg),
    ["undefined", "[object Object]", "Symbol(s)", "x"].map((msg, index) =>
      index === 1 ? records[1]?.msg : msg,
    ),
  );
});

test("a thrown value of any kind becomes err", () => {
  class ToolError extends Error {
    readonly code = "E_TOOL";
    readonly status = 503;
  }
  const error = new ToolError("failed", { cause: new TypeError("inner", { cause: "root" }) });
  const err = lineOf("x", { error }).err as Record<string, unknown>;
  assert.is(err.type, "ToolError");
  assert.is(err.message, "failed");
  assert.is(err.code, "E_TOOL");
  assert.is(err.status, 503);
  assert.match(String(err.stack), /^Error: failed\n\s+at /);
  const cause = err.cause as Record<string, unknown>;
  assert.is(cause.type, "TypeError");
  assert.is(cause.cause, "root");

  const many = lineOf("x", { error: new AggregateError([new Error("a"), "b", undefined], "all") })
    .err as Record<string, unknown>;
  assert.is(many.type, "AggregateError");
  assert.equal(
    (many.errors as { message?: string }[]).map((one) => one?.message ?? one),
    ["a", "b", null],
  );

  assert.equal(lineOf("x", { error: "text" }).err, { type: "string", message: "text" });
  assert.equal(lineOf("x", { error: undefined }).err, { type: "undefined", message: "Thrown: undefined" });
  assert.equal(lineOf("x", { error: null }).err, { type: "null", message: "Thrown: null" });
  assert.equal(lineOf("x", { error: 7 }).err, { type: "number", message: "Thrown: 7" });
  assert.equal(lineOf("x", { error: { code: 1 } }).err, {
    type: "object",
    message: "Thrown: an object",
    value: { code: 1 },
  });
  assert.is(lineOf("x", {}).err, undefined);
});

test("errors that are broken, cyclic or of another realm are survived", () => {
  const cyclic = new Error("self") as Error & { cause: unknown };
  cyclic.cause = cyclic;
  assert.is((lineOf("x", { error: cyclic }).err as Record<string, unknown>).cause, "[Circular]");
  const broken = new Error("x");
  Object.defineProperty(broken, "stack", { value: { not: "a text" } });
  Object.defineProperty(broken, "message", {
    get() {
      throw new Error("no");
    },
  });
  assert.is((lineOf("x", { error: broken }).err as Record<string, unknown>).message, "[unreadable]");
  let deep: unknown = "end";
  for (let i = 0; i < 1000; i += 1) deep = new Error(String(i), { cause: deep });
  assert.ok(JSON.stringify(lineOf("x", { error: deep })).length < 100_000);
});

test("ids of the context stand beside correlationId, the rest under context", () => {
  const { logger, records } = createTestLogger();
  logger.withContext({ correlationId: "r", sessionId: "s", tenant: { id: 7 } }, () => {
    logger.withContext({ userId: "u", correlationId: "r2" }, () => logger.info("inner", C, "X"));
    logger.info("own wins", C, "X", { correlationId: "mine" });
    logger.child({ agentId: "a", sessionId: "child's" }).info("child", C, "X");
  });
  logger.info("outside", C, "X");
  const pick = records.map(({ correlationId, sessionId, userId, agentId, context }) => ({
    correlationId,
    sessionId,
    userId,
    agentId,
    context,
  }));
  const none = {
    correlationId: undefined,
    sessionId: undefined,
    userId: undefined,
    agentId: undefined,
    context: undefined,
  };
  const context = { tenant: { id: 7 } };
  assert.equal(pick, [
    { ...none, correlationId: "r2", sessionId: "s", userId: "u", context },
    { ...none, correlationId: "mine", sessionId: "s", context },
    { ...none, correlationId: "r", sessionId: "child's", agentId: "a", context },
    none,
  ]);
});

test("context crosses await, timers and callbacks", async () => {
  const { logger, records } = createTestLogger();
  await logger.withContext({ requestId: "1" }, async () => {
    await Promise.resolve();
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
    logger.info("later", C, "X");
  });
  assert.is(records[0]?.requestId, "1");
});

test("withContext returns and throws what its function does", () => {
  const { logger } = createTestLogger();
  const thrown = { not: "an error" };
  assert.is(
    logger.withContext({}, () => thrown),
    thrown,
  );
  try {
    logger.withContext({}, () => {
      throw thrown;
    });
    assert.unreachable();
  } catch (error) {
    assert.is(error, thrown);
  }
  const hostile = {
    get a() {
      throw new Error("no");
    },
  };
  assert.is(
    logger.withContext({ a: 1 }, () => logger.withContext(hostile, () => 5)),
    5,
  );
});

test("logging from inside data is dropped and counted, not followed", () => {
  const { logger, lines } = createTestLogger();
  const data = {
    get self(): string {
      logger.info("inner", C, "X", { data });
      return "read";
    },
  };
  logger.info("outer", C, "X", { data });
  assert.is(lines.length, 1);
  assert.equal(logger.getMetrics().dropped, { "logged while logging": 1 });
});

test("a destination that throws is counted, told once, and does not reach the caller", () => {
  const told: string[] = [];
  const logger = createLogger({
    destination: {
      write() {
        throw new Error("disk gone");
      },
    },
    onInternalError: ({ where, message }) => told.push(`${where}: ${message}`),
  });
  for (let i = 0; i < 3; i += 1) logger.info("x", C, "X");
  assert.equal(told, ["write: disk gone"]);
  assert.equal(logger.getMetrics().internalErrors, { write: 3 });
  assert.equal(logger.getMetrics().dropped, { "destination threw": 3 });
});

test("an onInternalError that throws or logs is survived", () => {
  const logger = createLogger({
    destination: {
      write() {
        throw new Error("x");
      },
    },
    onInternalError() {
      logger.error("about itself", C, "X");
      throw new Error("listener");
    },
  });
  logger.info("x", C, "X");
  assert.is(logger.getMetrics().dropped["logged while logging"], 1);
});

test.run();
