import { types } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";

const C = LogCategory.TOOL_OPERATIONS;

test("everything about the function is its own", () => {
  const { logger } = createTestLogger();
  const fn = Object.assign(
    function search(this: unknown, _query: string, _limit = 3): unknown[] {
      // biome-ignore lint/complexity/noArguments: that they are passed on is the test
      return [this, arguments.length, ...arguments];
    },
    { schema: { type: "object" } },
  );
  const wrapped = logger.traced("search", C, fn);
  assert.is.not(wrapped, fn);
  assert.is(wrapped.name, "search");
  assert.is(wrapped.length, 1);
  assert.is(wrapped.schema, fn.schema);
  assert.equal(Reflect.ownKeys(wrapped), Reflect.ownKeys(fn));
  assert.is(wrapped.toString(), fn.toString());
  assert.is(Object.getPrototypeOf(wrapped), Object.getPrototypeOf(fn));
  const self = {};
  assert.equal(wrapped.call(self, "a"), [self, 1, "a"]);
  assert.equal((wrapped as (...args: unknown[]) => unknown).call(undefined, "a", undefined, "extra"), [
    undefined,
    3,
    "a",
    undefined,
    "extra",
  ]);
  assert.equal(wrapped.bind(self, "b")(), [self, 1, "b"]);
  Object.assign(wrapped, { later: 1 });
  assert.is((fn as unknown as { later: number }).later, 1);
});

test("a function expression gets the name back that its binding would have given it", () => {
  const { logger } = createTestLogger();
  const run = logger.traced("Agent.run", C, async () => {});
  const plain = logger.traced("plain", C, () => {});
  const named = logger.traced("other", C, function inner() {});
  assert.equal([run.name, plain.name, named.name], ["run", "plain", "inner"]);
});

test("kinds of functions look like their kind", () => {
  const { logger } = createTestLogger();
  const kinds = [async () => {}, function* () {}, async function* () {}, () => {}];
  for (const fn of kinds) {
    const wrapped = logger.traced("f", C, fn as () => unknown);
    assert.is(Object.prototype.toString.call(wrapped), Object.prototype.toString.call(fn));
    assert.is(wrapped.constructor, fn.constructor);
    assert.is("prototype" in wrapped, "prototype" in fn);
  }
});

test("new and new.target are as before, and no span is made", () => {
  const { logger, spans } = createTestLogger();
  type Made = { value: number; target: unknown };
  const Point = logger.traced("Point", C, function (this: Made, value: number) {
    this.value = value;
    this.target = new.target;
  }) as unknown as new (
    value: number,
  ) => Made;
  const made = new Point(3);
  assert.is(made.value, 3);
  assert.is(made.target, Point);
  assert.instance(made, Point);
  assert.is(made.constructor, Point);
  class Point3 extends Point {}
  assert.is(new Point3(1).target, Point3);
  assert.is(spans.length, 0);
  const arrow = logger.traced("arrow", C, () => 1) as unknown as new () => unknown;
  assert.throws(() => new arrow(), /is not a constructor/);
});

test("classes and what is no function are returned as they are", () => {
  const { logger } = createTestLogger();
  class Tool {}
  const traced = logger.traced as (name: string, category: string, fn: unknown) => unknown;
  assert.is(traced("Tool", C, Tool), Tool);
  assert.is(traced("Tool", C, undefined), undefined);
  assert.equal(logger.getMetrics().untraced, { class: 1, "not a function": 1 });
  const frozen = Object.freeze(function frozen() {
    return 1;
  });
  assert.is(logger.traced("frozen", C, frozen)(), 1);
});

test("tracing twice wraps once", () => {
  const { logger, spans } = createTestLogger();
  const once = logger.traced("f", C, () => 1);
  const twice = logger.traced("f", C, once);
  assert.is(twice, once);
  twice();
  assert.is(spans.length, 1);
});

test("methods of a class: descriptors, this, super, statics, generators, private fields", () => {
  const { logger, spans } = createTestLogger();
  class Base {
    run(): string {
      return "base";
    }
  }
  class Agent extends Base {
    static made = 0;
    #secret = "s";
    static create(): Agent {
      Agent.made += 1;
      return new this();
    }
    override run(): string {
      return `${super.run()}+${this.#secret}`;
    }
    async ask(question: string): Promise<string> {
      return question + this.#secret;
    }
    *steps(): Generator<number> {
      yield 1;
    }
    get label(): string {
      return "getter";
    }
  }
  const before = Object.getOwnPropertyDescriptors(Agent.prototype);
  logger.traceMethods(Agent, C, ["run", "ask", "steps", "create", "label", "missing", "constructor"]);
  const after = Object.getOwnPropertyDescriptors(Agent.prototype);
  assert.equal(Object.keys(after), Object.keys(before));
  for (const [name, descriptor] of Object.entries(after)) {
    const { value: _, ...flags } = descriptor;
    const { value: __, ...flagsBefore } = before[name as "run"];
    assert.equal(flags, flagsBefore, name);
  }
  assert.is(Agent.prototype.ask.name, "ask");
  assert.is(Agent.prototype.ask.length, 1);
  assert.is(Agent.prototype.constructor, Agent);
  const agent = Agent.create();
  assert.instance(agent, Agent);
  assert.is(agent.run(), "base+s");
  assert.equal([...agent.steps()], [1]);
  assert.equal(
    spans.map(({ name }) => name),
    ["Agent.create", "Agent.run", "Agent.steps"],
  );
  assert.equal(logger.getMetrics().untraced, { "accessor or value": 1, "no such method": 2 });
  logger.traceMethods(Base, C, ["run"]);
  logger.traceMethods(Agent, C, ["run"]);
  agent.run();
  assert.equal(
    spans.slice(3).map(({ name }) => name),
    ["Base.run", "Agent.run"],
  );
  assert.is(spans[3]?.parentSpanId, spans[4]?.spanId);
});

test("frozen classes, odd names and what is no class are survived", () => {
  const { logger, spans } = createTestLogger({ onInternalError: () => {} });
  class Frozen {
    run(): number {
      return 1;
    }
  }
  Object.freeze(Frozen.prototype);
  logger.traceMethods(Frozen, C, ["run"]);
  assert.is(new Frozen().run(), 1);
  class Named {
    static get name(): string {
      throw new Error("read");
    }
    run(): number {
      return 1;
    }
  }
  logger.traceMethods(Named, C, ["run"]);
  new Named().run();
  assert.is(spans[0]?.name, "anonymous.run");
  const traceMethods = logger.traceMethods as (...args: unknown[]) => void;
  traceMethods(undefined, C, ["run"]);
  traceMethods({}, C, ["run"]);
  traceMethods(Named, C, undefined);
  traceMethods(Object.create(null), C, ["x"]);
  assert.is(logger.getMetrics().untraced.frozen, 1);
});

test("metadata of decorators goes with the method", async () => {
  await import("reflect-metadata");
  const { logger } = createTestLogger();
  const reflect = Reflect as unknown as {
    defineMetadata(key: string, value: unknown, target: object): void;
    getMetadata(key: string, target: object): unknown;
  };
  class Controller {
    list(): number {
      return 1;
    }
  }
  reflect.defineMetadata("path", "/list", Controller.prototype.list);
  logger.traceMethods(Controller, C, ["list"]);
  assert.is(reflect.getMetadata("path", Controller.prototype.list), "/list");
  for (const key of Object.getOwnPropertyNames(Reflect))
    if (/metadata/i.test(key) || key === "decorate") Reflect.deleteProperty(Reflect, key);
});

test("a deep recursion still fits the stack, and its depths beyond a hundred are counted", () => {
  const { logger, spans } = createTestLogger();
  const sum = logger.traced("sum", C, (n: number): number => (n === 0 ? 0 : n + sum(n - 1)));
  assert.is(sum(2000), 2_001_000);
  assert.is(spans.length, 100);
  assert.is(logger.getMetrics().untraced["nested too deep"], 1901);
  assert.is(sum(3), 6);
  assert.is(spans.length, 104);
});

test("a failure inside the tracing reaches nobody", () => {
  const told: string[] = [];
  const { logger } = createTestLogger({ onInternalError: ({ where }) => void told.push(where) });
  const hostile = {
    toString() {
      throw new Error("no");
    },
  } as unknown as string;
  assert.is(
    logger.span(hostile, C, () => 5),
    5,
  );
  assert.equal(told, ["span"]);
  assert.is(types.isProxy(logger.traced(hostile, C, () => 1)), false);
});

test.run();
