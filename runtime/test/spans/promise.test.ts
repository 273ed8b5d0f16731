import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { collectUntil } from "../helpers/collect.ts";

const C = LogCategory.LLM_OPERATIONS;

function fail(): never {
  throw new Error("was looked into");
}

test("an async function's span ends when its promise settles", async () => {
  const { logger, spans } = createTestLogger();
  const ask = logger.traced("ask", C, async (fail: boolean) => {
    await Promise.resolve();
    if (fail) throw new Error("no");
    return 7;
  });
  const pending = ask(false);
  assert.is(spans.length, 0);
  assert.instance(pending, Promise);
  assert.is(await pending, 7);
  assert.is(spans[0]?.outcome, "ok");
  const error = await ask(true).catch((reason: unknown) => reason);
  assert.instance(error, Error);
  assert.is(spans[1]?.outcome, "error");
});

test("a cached promise is the same one each time it is handed out", async () => {
  const { logger, spans } = createTestLogger();
  const cached = new Promise<number>((resolve) => setTimeout(resolve, 5, 1));
  const get = logger.traced("get", C, () => cached);
  const first = get();
  assert.is(get(), first);
  assert.is(spans.length, 0);
  assert.is(await first, 1);
  assert.is(spans.length, 2);
  assert.is(get(), first);
  assert.is(spans.length, 3);
});

test("a promise with properties of its own stays itself", async () => {
  const { logger } = createTestLogger();
  const promise = Object.assign(Promise.resolve(1), { cancel: () => "cancelled" });
  const got = logger.traced("get", C, () => promise)();
  assert.is(got, promise);
  assert.is(got.cancel(), "cancelled");
  assert.is(await got, 1);
  const run = logger.traced("exec", C, () =>
    promisify(execFile)(process.execPath, ["-e", "process.stdout.write(String(1))"]),
  );
  const running = run();
  assert.type(running.child.pid, "number");
  assert.is((await running).stdout, "1");
});

test("a promise subclass stays itself; no constructor runs, then is not called", async () => {
  const { logger, spans } = createTestLogger();
  let made = 0;
  let thens = 0;
  class Tracked<T> extends Promise<T> {
    constructor(run: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void) {
      super(run);
      made += 1;
    }
    // biome-ignore lint/suspicious/noThenProperty: that it is overridden is the test
    override then<A = T, B = never>(
      onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
      onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
    ): Promise<A | B> {
      thens += 1;
      return super.then(onFulfilled, onRejected);
    }
  }
  const promise = new Tracked<number>((resolve) => resolve(4));
  const get = logger.traced("get", C, () => promise);
  assert.is(get(), promise);
  assert.equal([made, thens], [1, 0]);
  assert.equal(Object.keys(promise), []);
  assert.is(promise.then.name, "then");
  assert.is(promise.then.length, 2);
  const derived = promise.then((value) => value + 1);
  assert.instance(derived, Tracked);
  assert.equal([made, thens], [2, 1]);
  assert.is(await derived, 5);
  assert.is(spans[0]?.outcome, "ok");
  const failing = new Tracked<number>((_, reject) => reject(new Error("no")));
  const same = logger.traced("fail", C, () => failing)();
  assert.is(same, failing);
  assert.is(await same.catch((error: Error) => error.message), "no");
  assert.is(spans[1]?.outcome, "error");
  assert.is(await same.then(undefined, (error) => (error as Error).message), "no");
});

test("a lazy thenable is not set off, and runs once per then", async () => {
  const { logger, spans } = createTestLogger();
  let queries = 0;
  const query = {
    sql: "select",
    where(clause: string) {
      this.sql += ` where ${clause}`;
      return this;
    },
    // biome-ignore lint/suspicious/noThenProperty: a query builder is a thenable
    then(resolve: (rows: string[]) => void, reject?: (reason: unknown) => void) {
      queries += 1;
      if (this.sql.includes("fail")) reject?.(new Error("bad"));
      else resolve([this.sql]);
    },
  };
  const find = logger.traced("find", C, () => query);
  assert.is(find(), query);
  assert.is(queries, 0);
  assert.equal(Object.keys(query), ["sql", "where", "then"]);
  assert.equal(await find().where("a=1"), ["select where a=1"]);
  assert.is(queries, 1);
  assert.is(spans.length, 2);
  assert.equal(await query, ["select where a=1"]);
  assert.is(queries, 2);
  const failing = logger.traced("find", C, () => ({ ...query, sql: "fail" }))();
  assert.is(await Promise.resolve(failing).catch((error: Error) => error.message), "bad");
  assert.is(spans.at(-1)?.outcome, "error");
});

test("a handler that a foreign thenable was not given stays missing", () => {
  const { logger } = createTestLogger();
  const seen: unknown[] = [];
  const thenable = {
    // biome-ignore lint/suspicious/noThenProperty: the test's subject
    then: (...args: unknown[]) => void seen.push(...args.map((arg) => typeof arg)),
  };
  logger
    .traced("f", C, () => thenable)()
    .then(() => {}, undefined, "third");
  assert.equal(seen, ["function", "undefined", "string"]);
});

test("a frozen thenable and an accessor then are left alone", () => {
  const { logger, spans } = createTestLogger();
  // biome-ignore lint/suspicious/noThenProperty: the test's subject
  const frozen = Object.freeze({ then: (resolve: (value: number) => void) => resolve(1) });
  assert.is(logger.traced("f", C, () => frozen)(), frozen);
  let reads = 0;
  const accessor = {
    // biome-ignore lint/suspicious/noThenProperty: the test's subject
    get then() {
      reads += 1;
      return undefined;
    },
  };
  logger.traced("f", C, () => accessor)();
  const proxied = new Proxy({}, { has: () => fail(), get: () => fail() });
  assert.is(logger.traced("f", C, () => proxied)(), proxied);
  assert.is(reads, 0);
  assert.is(spans.length, 3);
});

test("a thenable that nobody waits for ends its span when it is collected", async () => {
  const { logger, spans } = createTestLogger();
  const find = logger.traced("find", C, () => ({
    // biome-ignore lint/suspicious/noThenProperty: the test's subject
    then: () => {},
  }));
  find();
  assert.ok(await collectUntil(() => spans.length > 0), "was not collected");
  assert.is(spans[0]?.outcome, "abandoned");
  assert.is(logger.getMetrics().durations.spans, undefined);
});

test("stacks of awaited errors still name the awaiting functions", async () => {
  const { logger } = createTestLogger();
  const inner = logger.traced("inner", C, async function inner() {
    await Promise.resolve();
    throw new Error("deep");
  });
  async function middle(): Promise<void> {
    await inner();
  }
  const error = await middle().catch((reason: Error) => reason);
  assert.match(String((error as Error).stack), /at async middle/);
});

test.run();
