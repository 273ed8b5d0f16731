import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory } from "../src/index.ts";
import { createHistogram, RELATIVE_ERROR } from "../src/metrics/histogram.ts";
import { createTally } from "../src/metrics/tally.ts";
import { createTrend } from "../src/metrics/trend.ts";
import { createTestLogger } from "../src/testing.ts";

const C = LogCategory.RAG_OPERATIONS;
const durations = fc.array(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 300 });

test("percentiles are within the stated error of the exact ones", () => {
  fc.assert(
    fc.property(durations, (values) => {
      const histogram = createHistogram();
      values.forEach(histogram.record);
      const sorted = [...values].sort((a, b) => a - b);
      const summary = histogram.summary();
      for (const [key, share] of [
        ["p50", 0.5],
        ["p90", 0.9],
        ["p95", 0.95],
        ["p99", 0.99],
      ] as const) {
        const exact = sorted[Math.ceil(share * values.length) - 1] ?? 0;
        const error = Math.abs((summary?.[key] ?? 0) - exact) / exact;
        assert.ok(error <= RELATIVE_ERROR * 1.000001, `${key}: ${summary?.[key]} for ${exact}`);
      }
      assert.is(summary?.min, sorted[0]);
      assert.is(summary?.max, sorted.at(-1));
    }),
  );
});

/** Numbers between 0 and 1, the same on every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Durations as services have them, in milliseconds. */
const SHAPES: Readonly<Record<string, (random: () => number, i: number) => number>> = {
  lognormal: (random) => Math.exp(3 + 1.2 * Math.sqrt(-2 * Math.log(random())) * Math.cos(6.283 * random())),
  bimodal: (random) => (random() < 0.8 ? 2 + random() : 900 + 200 * random()),
  "heavy tail": (random) => 5 / random() ** (1 / 1.1),
  constant: () => 42.5,
  tiny: (random) => 0.0005 + random() / 1_000,
  huge: (random) => 1e8 * (1 + random()),
  "whole milliseconds": (random) => Math.floor(40 * random()) + 1,
  rising: (_, i) => 1 + i / 100,
  "one slow in a thousand": (_, i) => (i % 1_000 === 999 ? 60_000 : 3),
};

for (const [shape, next] of Object.entries(SHAPES)) {
  test(`percentiles of 20,000 durations are within 1 %, split over ten processes or not: ${shape}`, () => {
    const random = randomOf(11);
    const values = Array.from({ length: 20_000 }, (_, i) => next(random, i));
    const whole = createHistogram();
    const parts = Array.from({ length: 10 }, () => createHistogram());
    values.forEach((value, i) => {
      whole.record(value);
      parts[i % 10]?.record(value);
    });
    const merged = createHistogram();
    for (const part of parts) merged.merge(JSON.parse(JSON.stringify(part.sketch())));
    const sorted = [...values].sort((a, b) => a - b);
    const { mean, ...summary } = merged.summary()!;
    const { mean: wholeMean, ...wholeSummary } = whole.summary()!;
    assert.equal(summary, wholeSummary);
    assert.ok(Math.abs(mean / wholeMean - 1) < 1e-9);
    for (const [key, share] of [
      ["p50", 0.5],
      ["p90", 0.9],
      ["p95", 0.95],
      ["p99", 0.99],
    ] as const) {
      const exact = sorted[Math.ceil(share * values.length) - 1]!;
      assert.ok(Math.abs(summary[key] / exact - 1) <= 0.01 + 1e-9, `${key}: ${summary[key]} for ${exact}`);
    }
  });
}

test("merged sketches are the sketch of both", () => {
  fc.assert(
    fc.property(durations, durations, (left, right) => {
      const [both, a, b] = [createHistogram(), createHistogram(), createHistogram()];
      [...left, ...right].forEach(both.record);
      left.forEach(a.record);
      right.forEach(b.record);
      a.merge(JSON.parse(JSON.stringify(b.sketch())));
      const { mean: _, ...merged } = a.summary() ?? {};
      const { mean: __, ...whole } = both.summary() ?? {};
      assert.equal(merged, whole);
    }),
  );
});

test("zero, extremes and nonsense", () => {
  const histogram = createHistogram();
  assert.is(histogram.summary(), undefined);
  for (const value of [-1, Number.NaN, "x" as unknown as number]) histogram.record(value);
  assert.is(histogram.summary(), undefined);
  for (const value of [0, 0, 0, 1e300, Number.POSITIVE_INFINITY]) histogram.record(value);
  assert.is(histogram.summary()?.p50, 0);
  assert.is(histogram.summary()?.count, 5);
  histogram.merge(createHistogram().sketch());
  assert.is(histogram.summary()?.min, 0);
});

test("names beyond the bound count as other", () => {
  const tally = createTally(2);
  for (const name of ["a", "b", "c", "d", "a", "__proto__"]) tally.add(name);
  assert.equal(tally.counts(), { a: 2, b: 1, other: 3 });
});

test("the trend has the error rate of each interval", () => {
  const trend = createTrend();
  trend.add(100, 1000, false);
  trend.add(900, 1000, true);
  trend.add(2500, 1000, true);
  assert.equal(trend.intervals(), [
    { start: 0, total: 2, errors: 1, rate: 0.5 },
    { start: 2000, total: 1, errors: 1, rate: 1 },
  ]);
  for (let i = 3; i < 100; i += 1) trend.add(i * 1000, 1000, false);
  assert.is(trend.intervals().length, 60);
});

test("everything that is written is counted", () => {
  const { logger } = createTestLogger({ level: "info" });
  logger.debug("below the level", C, "A");
  logger.info("a", C, "A", { performance: { durationMs: 10 } });
  logger.warn("b", C, "B", { performance: { durationMs: 1000 } });
  logger.error("c", LogCategory.ERROR_TRACKING, "B");
  logger.critical("d", C, "B");
  const metrics = logger.getMetrics();
  assert.equal(JSON.parse(JSON.stringify(metrics)), metrics);
  assert.equal(metrics.records, {
    total: 4,
    byLevel: { debug: 0, info: 1, warn: 1, error: 1, critical: 1 },
    byCategory: { rag_operations: 3, error_tracking: 1 },
    byComponent: { A: 1, B: 3 },
  });
  assert.is(metrics.errors.total, 2);
  assert.is(metrics.errors.rate, 0.5);
  assert.is(metrics.durations.records?.count, 2);
  logger.resetMetrics();
  assert.is(logger.getMetrics().records.total, 0);
});

test("metrics can be off, in part or whole", () => {
  const { logger } = createTestLogger({ enableLogMetrics: false });
  logger.info("a", C, "A", { performance: { durationMs: 10 } });
  logger.span("s", C, () => 1);
  assert.is(logger.getMetrics().records.total, 0);
  assert.is(logger.getMetrics().spans.ended.ok, 0);
  logger.configure({ enableLogMetrics: true, trackErrorRates: false, trackPerformancePercentiles: false });
  logger.error("a", C, "A", { performance: { durationMs: 10 } });
  logger.span("s", C, () => 1);
  const { records, errors, durations, spans } = logger.getMetrics();
  assert.is(records.total, 1);
  assert.equal(errors.trend, []);
  assert.equal(durations.bySpan, {});
  assert.is(spans.ended.ok, 1);
});

test.run();
