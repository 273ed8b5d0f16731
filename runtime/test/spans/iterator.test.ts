import { Readable } from "node:stream";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { collectUntil } from "../helpers/collect.ts";

const C = LogCategory.LLM_OPERATIONS;

test("a generator is itself, runs in its span, and ends it when done", () => {
  const { logger, spans, records } = createTestLogger();
  const count = logger.traced("count", C, function* (to: number): Generator<number, string, string> {
    for (let i = 0; i < to; i += 1) {
      logger.info("step", C, "X");
      const sent = yield i;
      if (sent !== undefined) logger.info(sent, C, "X");
    }
    return "end";
  });
  const steps = count(2);
  assert.is(Object.prototype.toString.call(steps), "[object Generator]");
  assert.equal(Object.keys(steps), []);
  assert.is(steps[Symbol.iterator](), steps);
  assert.is(steps.next.name, "next");
  assert.is(steps.next.length, 1);
  assert.equal(steps.next("ignored"), { value: 0, done: false });
  logger.info("between", C, "X");
  assert.equal(steps.next("sent in"), { value: 1, done: false });
  assert.is(spans.length, 0);
  assert.equal(steps.next(), { value: "end", done: true });
  assert.is(spans.length, 1);
  assert.equal(steps.next(), { value: undefined, done: true });
  const id = spans[0]?.spanId;
  assert.equal(
    records.map(({ msg, ...record }) => [msg, record.span_id]),
    [
      ["step", id],
      ["between", undefined],
      ["sent in", id],
      ["step", id],
    ],
  );
});

test("a generator's body does not start before next, and spread, yield* and destructuring see it all", () => {
  const { logger, spans } = createTestLogger();
  let started = 0;
  const letters = logger.traced("letters", C, function* () {
    started += 1;
    yield* ["a", "b", "c"];
    return "r";
  });
  const unstarted = letters();
  assert.is(started, 0);
  assert.equal(unstarted.return("early" as "r"), { value: "early", done: true });
  assert.is(started, 0);
  assert.equal([...letters()], ["a", "b", "c"]);
  const [first] = letters();
  assert.is(first, "a");
  function* outer(): Generator<string, string> {
    return yield* letters();
  }
  const all = outer();
  while (!all.next().done);
  assert.equal(
    spans.map(({ outcome }) => outcome),
    ["ok", "ok", "ok", "ok"],
  );
});

test("early return runs finally in the span; throw() and throws end it as failed", () => {
  const { logger, spans, records } = createTestLogger();
  const steps = logger.traced("steps", C, function* (catches: boolean): Generator<number, void> {
    try {
      yield 1;
      yield 2;
    } catch (error) {
      if (!catches) throw error;
      yield 3;
    } finally {
      logger.info("finally", C, "X");
    }
  });
  for (const _ of steps(false)) break;
  assert.is(records[0]?.span_id, spans[0]?.spanId);
  assert.is(spans[0]?.outcome, "ok");
  const failing = steps(false);
  failing.next();
  const thrown = { custom: true };
  try {
    failing.throw(thrown);
    assert.unreachable();
  } catch (error) {
    assert.is(error, thrown);
  }
  assert.is(spans[1]?.outcome, "error");
  const catching = steps(true);
  catching.next();
  assert.equal(catching.throw(thrown), { value: 3, done: false });
  assert.is(spans.length, 2);
  catching.next();
  assert.is(spans[2]?.outcome, "ok");
});

test("an async generator nests, ends, and keeps the order of concurrent next calls", async () => {
  const { logger, spans, records } = createTestLogger();
  const stream = logger.traced("stream", C, async function* () {
    for (let i = 0; i < 3; i += 1) {
      await Promise.resolve();
      logger.info(`chunk ${i}`, C, "X");
      await logger.span("inner", C, async () => {});
      yield i;
    }
  });
  const seen: number[] = [];
  for await (const value of stream()) seen.push(value);
  assert.equal(seen, [0, 1, 2]);
  const outer = spans.find(({ name }) => name === "stream");
  assert.is(records[1]?.span_id, outer?.spanId);
  assert.is(spans[0]?.parentSpanId, outer?.spanId);

  const queued = stream();
  const all = await Promise.all([queued.next(), queued.next(), queued.next(), queued.next(), queued.next()]);
  assert.equal(
    all.map(({ value }) => value),
    [0, 1, 2, undefined, undefined],
  );
  const settled: string[] = [];
  const ordered = stream();
  await Promise.all([
    ordered.next().then(() => settled.push("first")),
    ordered.return(undefined).then(() => settled.push("return")),
    ordered.next().then(() => settled.push("last")),
  ]);
  assert.equal(settled, ["first", "return", "last"]);
});

test("an async generator that throws or is left early ends its span", async () => {
  const { logger, spans } = createTestLogger();
  const stream = logger.traced("stream", C, async function* (fail: boolean) {
    yield 1;
    if (fail) throw new Error("no");
    yield 2;
  });
  for await (const _ of stream(false)) break;
  assert.is(spans[0]?.outcome, "ok");
  const message = await (async () => {
    for await (const _ of stream(true));
  })().catch((error: Error) => error.message);
  assert.is(message, "no");
  assert.is(spans[1]?.outcome, "error");
});

test("an abandoned generator ends its span when it is collected", async () => {
  const { logger, spans } = createTestLogger();
  const stream = logger.traced("stream", C, async function* () {
    yield 1;
  });
  void stream().next();
  stream();
  assert.ok(await collectUntil(() => spans.length === 2), `${spans.length} collected`);
  assert.equal(
    spans.map(({ outcome }) => outcome),
    ["abandoned", "abandoned"],
  );
});

test("a generator handed through two traced functions ends both spans, innermost active", () => {
  const { logger, spans, records } = createTestLogger();
  const inner = logger.traced("inner", C, function* () {
    logger.info("body", C, "X");
    yield 1;
  });
  const outer = logger.traced("outer", C, () => inner());
  assert.equal([...outer()], [1]);
  const byName = new Map(spans.map((span) => [span.name, span]));
  assert.is(spans.length, 2);
  assert.is(byName.get("inner")?.parentSpanId, byName.get("outer")?.spanId);
  assert.is(records[0]?.span_id, byName.get("inner")?.spanId);
});

test("a hand-written iterator is patched in place, and lacks what it lacked", () => {
  const { logger, spans } = createTestLogger();
  class Countdown {
    left = 2;
    next(): IteratorResult<number> {
      this.left -= 1;
      return { value: this.left, done: this.left < 0 } as IteratorResult<number>;
    }
    [Symbol.iterator](): this {
      return this;
    }
  }
  const made = new Countdown();
  assert.is(logger.traced("count", C, () => made)(), made);
  assert.is("return" in made, false);
  assert.equal([...made], [1, 0]);
  assert.is(spans.length, 1);
  assert.equal(Object.keys(made), ["left"]);
});

test("a stream that is async-iterable ends its span with its iteration", async () => {
  const { logger, spans, records } = createTestLogger();
  class Stream {
    readonly controller = new AbortController();
    async *[Symbol.asyncIterator](): AsyncGenerator<string> {
      logger.info("read", C, "X");
      yield "a";
      yield "b";
    }
  }
  const create = logger.traced("create", C, async () => new Stream());
  const plain = logger.traced("plain", C, () => new Stream());
  const promised = await create();
  assert.is(spans.length, 0, "what a promise came to is waited for as well");
  for await (const _ of promised) break;
  assert.is(spans[0]?.name, "create");
  assert.is(records[0]?.span_id, spans[0]?.spanId);
  const stream = plain();
  assert.instance(stream, Stream);
  assert.equal(Object.keys(stream), ["controller"]);
  const seen: string[] = [];
  for await (const chunk of stream) seen.push(chunk);
  assert.equal(seen, ["a", "b"]);
  assert.is(spans[1]?.name, "plain");
  assert.is(records[1]?.span_id, spans[1]?.spanId);
  for await (const chunk of stream) seen.push(chunk);
  assert.is(seen.length, 4);
  assert.is(spans.length, 2);
});

test("a ReadableStream works as before, iterated or not", async () => {
  const { logger, spans } = createTestLogger();
  const open = logger.traced("open", C, () => ReadableStream.from(["a", "b"]));
  const seen: string[] = [];
  for await (const chunk of open()) seen.push(String(chunk));
  assert.equal(seen, ["a", "b"]);
  assert.is(spans.length, 1);
  assert.is(await new Response(open().pipeThrough(new TextEncoderStream())).text(), "ab");
});

test("values that hold no work end their span at return and are not touched", () => {
  const { logger, spans } = createTestLogger();
  const iterators = [[1].values(), new Map().keys(), new Set().values(), "a"[Symbol.iterator]()];
  const values = [
    [1],
    new Map(),
    new Set(),
    "text",
    Readable.from(["a"]),
    { a: 1 },
    () => 1,
    null,
    undefined,
    1,
    ...iterators,
  ];
  for (const value of values) {
    const before = typeof value === "object" && value !== null ? Reflect.ownKeys(value) : [];
    assert.is(logger.traced("get", C, () => value as unknown)(), value);
    if (typeof value === "object" && value !== null) assert.equal(Reflect.ownKeys(value), before);
  }
  assert.is(spans.length, values.length);
});

test("frozen iterators end their span at return", () => {
  const { logger, spans } = createTestLogger();
  const frozen = Object.freeze(
    (function* () {
      yield 1;
    })(),
  );
  assert.equal([...logger.traced("f", C, () => frozen)()], [1]);
  assert.is(spans.length, 1);
});

test.run();
