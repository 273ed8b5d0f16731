import { test } from "uvu";
import * as assert from "uvu/assert";
import { createCore } from "../../src/core.ts";
import { type BackendLogger, LogCategory as C, type LoggingConfig } from "../../src/index.ts";
import { createLogger as createLoggerOver } from "../../src/logger.ts";
import { type MemoryDestination, memoryDestination } from "../../src/testing.ts";
import { runModule } from "../helpers/built.ts";

type Sampled = MemoryDestination & { readonly logger: BackendLogger; readonly pass: (ms: number) => void };

/** A logger with a clock that stands still, and a random sequence of its own. */
function sampled(config: LoggingConfig): Sampled {
  let now = 1_000_000;
  let seed = 1;
  const random = (): number => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const core = createCore({ clock: { now: () => now, monotonic: () => now }, random, env: {} });
  const memory = memoryDestination();
  const logger = createLoggerOver(core);
  logger.configure({ enableSampling: true, destination: memory, spanLog: "off", ...config });
  return Object.assign(memory, {
    logger,
    pass(ms: number) {
      now += ms;
    },
  });
}

const own = ({ records }: MemoryDestination) =>
  records.filter(({ component }) => component !== "blog-runtime");
const summaries = ({ records }: MemoryDestination) =>
  records.filter(({ component }) => component === "blog-runtime");

function times(count: number, log: (i: number) => void): void {
  for (let i = 0; i < count; i++) log(i);
}

test("below the threshold everything is kept; above it the rate, and the line says so", () => {
  const s = sampled({ samplingThresholdQps: 100, samplingRate: 0.1 });
  times(100, () => s.logger.info("x", C.API_LAYER, "X"));
  assert.is(own(s).length, 100);
  assert.ok(own(s).every(({ sampleRate }) => sampleRate === undefined));
  times(10_000, () => s.logger.info("y", C.API_LAYER, "X"));
  const above = own(s).slice(100);
  assert.ok(Math.abs(above.length - 1000) <= 90, String(above.length));
  assert.ok(above.every(({ sampleRate }) => sampleRate === 0.1));
  s.pass(1000);
  s.clear();
  times(100, () => s.logger.info("z", C.API_LAYER, "X"));
  assert.is(own(s).length, 100);
});

test("the threshold counts within any second, not from full second to full second", () => {
  const s = sampled({ samplingThresholdQps: 100, samplingRate: 0 });
  times(100, () => s.logger.info("x", C.API_LAYER, "X"));
  s.pass(600);
  times(100, () => s.logger.info("x", C.API_LAYER, "X"));
  assert.is(own(s).length, 100);
  s.pass(500);
  times(10, () => s.logger.info("x", C.API_LAYER, "X"));
  assert.is(own(s).length, 100, "600 ms ago there were 100");
  s.pass(100_000);
  times(10, () => s.logger.info("x", C.API_LAYER, "X"));
  assert.is(own(s).length, 110);
});

test("0 and 1 are exact", () => {
  for (const [rate, kept] of [
    [0, 0],
    [1, 5000],
  ] as const) {
    const s = sampled({ samplingThresholdQps: 0, samplingRate: rate });
    times(2500, (i) => s.logger.info("x", C.API_LAYER, "X", { correlationId: `r-${i}` }));
    times(2500, () => s.logger.info("x", C.API_LAYER, "X"));
    assert.is(own(s).length, kept);
  }
});

test("a request is kept or dropped whole, in every process alike", () => {
  const keptBy = (): readonly string[] => {
    const s = sampled({ samplingThresholdQps: 0, samplingRate: 0.3, level: "debug" });
    times(400, (i) =>
      s.logger.withContext({ correlationId: `r-${i % 100}` }, () => s.logger.debug("x", C.API_LAYER, "X")),
    );
    const counts = new Map<string, number>();
    for (const { correlationId } of own(s))
      counts.set(String(correlationId), (counts.get(String(correlationId)) ?? 0) + 1);
    assert.ok([...counts.values()].every((count) => count === 4));
    return [...counts.keys()];
  };
  const kept = keptBy();
  assert.ok(kept.length > 15 && kept.length < 45, String(kept.length));
  assert.equal(keptBy(), kept);
  const code = `
    const memory = [];
    const l = createLogger({ enableSampling: true, samplingThresholdQps: 0, samplingRate: 0.3, destination: { write: (line) => memory.push(JSON.parse(line).correlationId) } });
    for (let i = 0; i < 100; i++) l.info("x", C.API_LAYER, "X", { correlationId: "r-" + i });
    console.log(memory.filter(Boolean).join());`;
  assert.is(runModule(code).stdout.trim(), kept.join());
});

test("without a correlation id the trace decides", () => {
  const s = sampled({ samplingThresholdQps: 0, samplingRate: 0.5 });
  times(200, (i) =>
    s.logger.span(`s${i}`, C.API_LAYER, () => times(3, () => s.logger.info(String(i), C.API_LAYER, "X"))),
  );
  const perTrace = new Map<string, number>();
  for (const { trace_id } of own(s))
    perTrace.set(String(trace_id), (perTrace.get(String(trace_id)) ?? 0) + 1);
  assert.ok(perTrace.size > 60 && perTrace.size < 140, String(perTrace.size));
  assert.ok([...perTrace].every(([id, count]) => count === 3 && Number.parseInt(id.slice(18, 19), 16) >= 8));
});

test("errors and the always-categories are kept", () => {
  const s = sampled({ samplingThresholdQps: 0, samplingRate: 0 });
  s.logger.error("e", C.API_LAYER, "X");
  s.logger.critical("c", C.API_LAYER, "X");
  s.logger.info("s", C.SECURITY_EVENTS, "X");
  s.logger.info("t", C.ERROR_TRACKING, "X");
  s.logger.warn("w", C.API_LAYER, "X");
  assert.equal(
    own(s).map(({ msg }) => msg),
    ["e", "c", "s", "t"],
  );
  assert.ok(own(s).every(({ sampleRate }) => sampleRate === undefined));
  s.clear();
  s.logger.configure({ alwaysSampleErrors: false, alwaysSampleCategories: ["performance"] });
  s.logger.error("e", C.API_LAYER, "X");
  s.logger.info("s", C.SECURITY_EVENTS, "X");
  s.logger.info("p", C.PERFORMANCE, "X");
  assert.equal(
    own(s).map(({ msg }) => msg),
    ["p"],
  );
});

test("what was dropped is said once a second, in one line", () => {
  const s = sampled({ samplingThresholdQps: 0, samplingRate: 0 });
  times(10, () => s.logger.info("x", C.API_LAYER, "X"));
  times(5, () => s.logger.warn("x", C.PERFORMANCE, "X"));
  assert.is(s.records.length, 0);
  s.pass(1000);
  s.logger.info("x", C.API_LAYER, "X");
  times(20, () => s.logger.info("x", C.API_LAYER, "X"));
  assert.is(s.records.length, 1);
  const [line] = summaries(s);
  assert.is(line?.msg, "16 records were sampled out");
  assert.equal(line?.data, {
    sampledOut: 16,
    byLevel: { info: 11, warn: 5 },
    byCategory: { api_layer: 11, performance: 5 },
  });
  s.pass(5000);
  s.logger.error("e", C.API_LAYER, "X");
  assert.equal(
    s.records.slice(1).map(({ msg }) => msg),
    ["20 records were sampled out", "e"],
  );
});

test("what was dropped last is said by a timer, a flush, or at the end of the process", async () => {
  const s = sampled({ samplingThresholdQps: 0, samplingRate: 0, level: "warn" });
  s.logger.warn("x", C.API_LAYER, "X");
  await s.logger.flush();
  assert.equal(
    s.records.map(({ msg, level }) => [msg, level]),
    [["1 record was sampled out", 40]],
  );
  s.logger.warn("x", C.API_LAYER, "X");
  s.logger.warn("x", C.API_LAYER, "X");
  await new Promise((resolve) => setTimeout(resolve, 1100));
  assert.is(s.records[1]?.msg, "2 records were sampled out");
  const config = "configureLogging({ enableSampling: true, samplingThresholdQps: 0, samplingRate: 0 });";
  for (const end of ["", "process.exit(0)", "throw new Error('x')"]) {
    const ended = runModule(`${config} log.info("x", C.API_LAYER, "X"); ${end}`);
    assert.is(ended.lines[0]?.msg, "1 record was sampled out", end);
  }
});

test("a flight recorder writes what a failing request lost to sampling, as it was", () => {
  const s = sampled({ samplingThresholdQps: 0, samplingRate: 0, level: "debug" });
  const data = { step: 1, list: ["a"] };
  s.logger.withContext({ correlationId: "r-1" }, () => {
    s.logger.debug("first", C.API_LAYER, "X", { data });
    data.step = 2;
    data.list.push("b");
    s.pass(5);
    s.logger.info("second %d", C.API_LAYER, "X", { args: [2], data: { flat: "x" } });
  });
  s.logger.info("of another request", C.API_LAYER, "X", { correlationId: "r-2" });
  s.logger.info("of none", C.API_LAYER, "X");
  s.logger.error("failed", C.API_LAYER, "X", { correlationId: "r-1" });
  s.logger.error("again", C.API_LAYER, "X", { correlationId: "r-1" });
  assert.equal(
    own(s).map(({ msg, time, data, flightRecorder }) => [msg, time, data, flightRecorder]),
    [
      ["first", 1_000_000, { step: 1, list: ["a"] }, true],
      ["second 2", 1_000_005, { flat: "x" }, true],
      ["failed", 1_000_005, undefined, undefined],
      ["again", 1_000_005, undefined, undefined],
    ],
  );
  assert.is(s.logger.getMetrics().sampledOut.total, 2);
  assert.is(s.logger.getMetrics().records.total, 4);
  assert.is(s.logger.getMetrics().errors.rate, 2 / 6);
});

test("what the flight recorder brings back is redacted", () => {
  const s = sampled({ samplingThresholdQps: 0, samplingRate: 0, enablePiiRedaction: true });
  s.logger.info("jane@example.com", C.API_LAYER, "X", {
    correlationId: "r",
    data: { to: "jane@example.com" },
  });
  s.logger.error("x", C.API_LAYER, "X", { correlationId: "r" });
  assert.is(own(s)[0]?.msg, "[EMAIL_REDACTED]");
  assert.equal(own(s)[0]?.data, { to: "[EMAIL_REDACTED]" });
});

test("the flight recorder is bounded, and can be off", () => {
  const s = sampled({ samplingThresholdQps: 0, samplingRate: 0, flightRecorderSize: 3 });
  times(10, (i) => s.logger.info(String(i), C.API_LAYER, "X", { correlationId: "r" }));
  s.logger.error("e", C.API_LAYER, "X", { correlationId: "r" });
  assert.equal(
    own(s).map(({ msg }) => msg),
    ["7", "8", "9", "e"],
  );
  s.clear();
  times(1200, (i) => s.logger.info("held", C.API_LAYER, "X", { correlationId: `r-${i}` }));
  s.logger.error("e", C.API_LAYER, "X", { correlationId: "r-0" });
  s.logger.error("e", C.API_LAYER, "X", { correlationId: "r-1199" });
  assert.equal(
    own(s).map(({ msg }) => msg),
    ["e", "held", "e"],
  );
  s.clear();
  const prompt = "x".repeat(100_000);
  s.logger.info("heavy", C.API_LAYER, "X", { correlationId: "h", data: { prompt } });
  s.logger.error("e", C.API_LAYER, "X", { correlationId: "h" });
  assert.is(own(s)[0]?.data, "[cut: too large to be held]");
  s.clear();
  s.logger.configure({ flightRecorderSize: 0 });
  s.logger.info("x", C.API_LAYER, "X", { correlationId: "o" });
  s.logger.error("e", C.API_LAYER, "X", { correlationId: "o" });
  assert.equal(
    own(s).map(({ msg }) => msg),
    ["e"],
  );
});

test("a record that is sampled out is not described", () => {
  const s = sampled({ samplingThresholdQps: 0, samplingRate: 0 });
  let reads = 0;
  const data = {
    get x() {
      reads += 1;
      return 1;
    },
  };
  s.logger.info("%s", C.API_LAYER, "X", { data, args: [{ toString: () => String(reads++) }] });
  assert.is(reads, 0);
});

test("the setters take effect on the next record", () => {
  const s = sampled({ enableSampling: false, samplingThresholdQps: 0, samplingRate: 0 });
  const log = (msg: string): void => s.logger.info(msg, C.API_LAYER, "X");
  log("1");
  s.logger.enableSampling(true);
  log("2");
  s.logger.updateSamplingRate(1);
  log("3");
  s.logger.updateSamplingRate(0);
  log("4");
  s.logger.enableSampling(false);
  log("5");
  assert.equal(
    own(s).map(({ msg }) => msg),
    ["1", "3", "5"],
  );
});

test("with the process's own clock, a pause ends the sampling", async () => {
  const { logger, records, pass: _ } = sampledByTheClock();
  times(300, () => logger.info("x", C.API_LAYER, "X"));
  assert.ok(records.length >= 100 && records.length <= 116, String(records.length));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const before = records.filter(({ component }) => component === "X").length;
  times(50, () => logger.info("x", C.API_LAYER, "X"));
  assert.is(records.filter(({ component }) => component === "X").length, before + 50);
});

function sampledByTheClock(): Sampled {
  const memory = memoryDestination();
  const logger = createLoggerOver(createCore({ env: {} }));
  logger.configure({ enableSampling: true, samplingThresholdQps: 100, samplingRate: 0, destination: memory });
  return Object.assign(memory, { logger, pass: () => {} });
}

test.run();
