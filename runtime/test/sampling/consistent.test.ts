import { createHash, randomUUID } from "node:crypto";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { keeps, randomnessOf, thresholdOf } from "../../src/sampling/consistent.ts";

const isKept = (id: string, rate: number, tracestate?: string): boolean =>
  keeps(randomnessOf(id, tracestate), thresholdOf(rate));

const hex = (digits: number) =>
  fc
    .array(fc.constantFrom(..."0123456789abcdef"), { minLength: digits, maxLength: digits })
    .map((all) => all.join(""));

/** The sampler of the specification, in whole numbers of 56 bits. */
function specified(traceId: string, rate: number): boolean {
  const whole = 1n << 56n;
  const threshold = whole - BigInt(Math.round(rate * Number(whole)));
  return BigInt(`0x${traceId.slice(-14)}`) >= threshold;
}

test("trace ids are kept as OpenTelemetry's consistent sampling keeps them", () => {
  const rates = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom(0, 1, 0.5, 0.25, 0.1, 0.01, 2 ** -56, 1 - 2 ** -53),
  );
  fc.assert(
    fc.property(hex(32), rates, (traceId, rate) => {
      assert.is(isKept(traceId, rate), specified(traceId, rate), `${traceId} at ${rate}`);
    }),
    { numRuns: 5000 },
  );
});

test("the edge of a threshold is the specification's", () => {
  // th:c rejects below 0xc0000000000000, which is one in four kept.
  const at = (tail: string): string => `${"a".repeat(18)}${tail}`;
  assert.equal(thresholdOf(0.25), { high: 0xc00000, low: 0 });
  assert.ok(isKept(at("c0000000000000"), 0.25));
  assert.not(isKept(at("bfffffffffffff"), 0.25));
  assert.ok(isKept(at("00000000000000"), 1));
  assert.not(isKept(at("ffffffffffffff"), 0));
  assert.ok(isKept(at("ffffffffffffff"), 2 ** -56));
  assert.not(isKept(at("fffffffffffffe"), 2 ** -56));
});

test("an explicit random value of the tracestate wins over the trace id", () => {
  const low = "0".repeat(32);
  assert.ok(isKept(low, 0.5, "rv:ffffffffffffff"));
  assert.ok(isKept(low, 0.5, "th:8;rv:80000000000000"));
  assert.not(isKept("f".repeat(32), 0.5, "rv:7fffffffffffff"));
  assert.not(isKept(low, 0.5, "th:8"));
  assert.not(isKept(low, 0.5, "rv:ff"));
});

test("an id kept at a rate is kept at every higher one", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (id, a, b) => {
        if (isKept(id, Math.min(a, b))) assert.ok(isKept(id, Math.max(a, b)));
      },
    ),
  );
});

test("0 and 1 are exact, and rates between within 3 σ, for ids of any make", () => {
  const N = 40_000;
  const makes = {
    counted: (i: number) => `req-${i}`,
    numbers: (i: number) => String(1_000_000 + i),
    uuids: () => randomUUID(),
    traces: (i: number) => createHash("md5").update(String(i)).digest("hex"),
    short: (i: number) => i.toString(36),
  };
  for (const [name, make] of Object.entries(makes)) {
    const ids = Array.from({ length: N }, (_, i) => make(i));
    assert.is(ids.filter((id) => isKept(id, 0)).length, 0);
    assert.is(ids.filter((id) => isKept(id, 1)).length, N);
    // uuids are new each time: 3 σ would fail once in 400 runs.
    const sigmas = name === "uuids" ? 5 : 3;
    for (const rate of [0.01, 0.1, 0.5, 0.9]) {
      const kept = ids.filter((id) => isKept(id, rate)).length;
      const sigma = Math.sqrt(N * rate * (1 - rate));
      assert.ok(Math.abs(kept - N * rate) <= sigmas * sigma, `${name} at ${rate}: ${kept} of ${N}`);
    }
  }
});

test("the decision about an id never changes: other processes and versions rely on it", () => {
  const kept = ["req-1", "req-2", "req-3", "req-4", "user@5", "ü", ""].map((id) => {
    const { high, low } = randomnessOf(id);
    return high.toString(16).padStart(6, "0") + low.toString(16).padStart(8, "0");
  });
  assert.equal(kept, PINNED);
});

const PINNED = [
  "ae218d61a4dc02",
  "ea2d0c6dff061c",
  "8fdb053d79c628",
  "f33708b59ec10d",
  "f1a0816f307bb6",
  "36dd1627c11e95",
  "ee8d83488bdcb8",
];

test.run();
