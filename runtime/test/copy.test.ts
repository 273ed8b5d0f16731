import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { copy } from "../src/redaction/copy.ts";
import { LIMITS } from "../src/redaction/limits.ts";

test("JSON stays what it is, in a copy", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const before = JSON.stringify(value);
      assert.is(JSON.stringify(copy(value)), before);
      assert.is(JSON.stringify(value), before);
    }),
  );
});

test("anything becomes JSON without a throw", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
    withNullPrototype: true,
    withObjectString: true,
    withBoxedValues: true,
  });
  fc.assert(
    fc.property(anything, (value) => {
      const copied = copy(value);
      if (copied !== undefined) assert.equal(copy(copied), copied);
      JSON.stringify(copied);
    }),
  );
});

test("what JSON lacks is told in words", () => {
  class Account {
    readonly id = 1;
    get secret(): string {
      return "on the prototype";
    }
  }
  const value = {
    big: 12n,
    nan: Number.NaN,
    infinite: Number.NEGATIVE_INFINITY,
    symbol: Symbol("s"),
    fn: () => 1,
    cls: Account,
    absent: undefined,
    nothing: null,
    date: new Date(0),
    noDate: new Date(Number.NaN),
    pattern: /a+/g,
    url: new URL("https://example.org/a"),
    map: new Map([["a", 1]]),
    pairs: new Map<unknown, unknown>([[{ k: 1 }, 2]]),
    set: new Set([1, "b"]),
    bytes: Buffer.from("abc"),
    vector: new Float32Array(3),
    promise: Promise.resolve(),
    boxed: Object("s"),
    account: new Account(),
    list: [undefined, () => 1, 1],
  };
  assert.equal(copy(value), {
    big: "12",
    nan: "NaN",
    infinite: "-Infinity",
    symbol: "Symbol(s)",
    fn: "[Function]",
    cls: "[Function]",
    nothing: null,
    date: "1970-01-01T00:00:00.000Z",
    noDate: "Invalid Date",
    pattern: "/a+/g",
    url: "https://example.org/a",
    map: { a: 1 },
    pairs: [[{ k: 1 }, 2]],
    set: [1, "b"],
    bytes: "[Uint8Array(3 bytes)]",
    vector: "[Float32Array(12 bytes)]",
    promise: "[Promise]",
    boxed: "s",
    account: { id: 1 },
    list: [null, "[Function]", 1],
  });
});

test("cycles, throwing getters, toJSON and proxies are survived; the input is not changed", () => {
  const cyclic: Record<string, unknown> = { a: 1 };
  cyclic.self = cyclic;
  cyclic.list = [cyclic];
  Object.freeze(cyclic);
  assert.equal(copy(cyclic), { a: 1, self: "[Circular]", list: ["[Circular]"] });
  const shared = { s: 1 };
  assert.equal(copy([shared, shared]), [{ s: 1 }, { s: 1 }]);

  const hostile = Object.defineProperties({ ok: 1 } as object, {
    bad: {
      enumerable: true,
      get() {
        throw new Error("no");
      },
    },
  });
  assert.equal(copy(hostile), { ok: 1, bad: "[unreadable]" });
  const broken = {
    a: 1,
    toJSON() {
      throw new Error("no");
    },
  };
  assert.equal(copy(broken), { a: 1, toJSON: "[Function]" });
  assert.equal(copy({ toJSON: () => ({ b: 1n }) }), { b: "1" });
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.equal(copy({ proxy }), { proxy: "[unreadable]" });
});

test("a key __proto__ is a key", () => {
  const copied = copy(JSON.parse('{"__proto__": {"polluted": true}}'));
  assert.is(JSON.stringify(copied), '{"__proto__":{"polluted":true}}');
  assert.is(({} as Record<string, unknown>).polluted, undefined);
});

test("depth, breadth and length are bounded, and a cut is marked", () => {
  let deep: object = { end: 1 };
  for (let i = 0; i < 100_000; i += 1) deep = { deep };
  assert.ok(JSON.stringify(copy(deep)).includes("[cut: too deep]"));
  const long = copy(Array.from({ length: 5000 }, (_, i) => i)) as unknown[];
  assert.is(long.length, LIMITS.entries + 1);
  assert.is(long.at(-1), "[cut: 4000 more]");
  const wide = copy(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]))) as Record<
    string,
    unknown
  >;
  assert.is(wide["[cut]"], "4000 more");
  assert.is(String(copy("x".repeat(LIMITS.text + 7))).slice(LIMITS.text), "[cut: 7 more characters]");
  const bush = (depth: number): unknown =>
    depth === 0 ? 1 : Array.from({ length: 10 }, () => bush(depth - 1));
  assert.ok(JSON.stringify(copy(bush(6))).includes("[cut: too many values]"));
  assert.is(copy(2n ** 2000n), "[BigInt over 1024 bits]");
});

test("an array of a billion holes costs what is shown of it", () => {
  const holes: unknown[] = [];
  holes.length = 2 ** 31;
  assert.is((copy(holes) as unknown[]).length, LIMITS.entries + 1);
});

test.run();
