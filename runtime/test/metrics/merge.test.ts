import { spawn } from "node:child_process";
import { Worker } from "node:worker_threads";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory, type Metrics, mergeMetrics } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { cjs } from "../helpers/built.ts";

const C = LogCategory.PERFORMANCE;

const MEASURE = `
const { createLogger, LogCategory: { PERFORMANCE: C } } = require(process.env.BLOG_RUNTIME);
function measure(part, parts) {
  const logger = createLogger({ destination: { write() {} } });
  for (let index = part; index < 4000; index += parts) {
    const durationMs = ((index * 7919) % 4000) + 1;
    logger[index % 10 === 0 ? "error" : "info"]("x", C, "Component" + (index % 3), { performance: { durationMs } });
  }
  return logger.getMetrics();
}
`;

async function measured(part: number): Promise<Metrics> {
  const env = { ...process.env, BLOG_RUNTIME: cjs() };
  if (part % 2 === 0) {
    const code = `${MEASURE} require("node:worker_threads").parentPort.postMessage(measure(${part}, 4));`;
    const worker = new Worker(code, { eval: true, env });
    return new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  }
  const child = spawn(process.execPath, ["-e", `${MEASURE} process.send(measure(${part}, 4));`], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env,
  });
  return new Promise((resolve, reject) =>
    child.once("message", (message) => resolve(message as Metrics)).once("error", reject),
  );
}

test("worker threads and processes merge into what one would have measured", async () => {
  const merged = mergeMetrics(await Promise.all([0, 1, 2, 3].map(measured)));
  const { logger } = createTestLogger();
  for (let index = 0; index < 4000; index += 1) {
    const durationMs = ((index * 7919) % 4000) + 1;
    logger[index % 10 === 0 ? "error" : "info"]("x", C, `Component${index % 3}`, {
      performance: { durationMs },
    });
  }
  const one = logger.getMetrics();
  assert.equal(merged.durations, one.durations);
  assert.equal(merged.records, one.records);
  assert.is(merged.errors.rate, 0.1);
  assert.is(
    merged.errors.trend.reduce((sum, { total }) => sum + total, 0),
    4000,
  );
  assert.is(JSON.stringify(JSON.parse(JSON.stringify(merged))), JSON.stringify(merged));
});

test("names stay bounded", () => {
  const parts = [0, 1, 2].map((part) => {
    const { logger } = createTestLogger();
    for (let index = 0; index < 400; index += 1) {
      logger.info("x", C, `Component${part}-${index}`);
      logger.span(`S.${part}-${index}`, C, () => 1);
    }
    return logger.getMetrics();
  });
  const { records, durations, spans } = mergeMetrics(parts);
  assert.is(Object.keys(records.byComponent).length, 501);
  assert.is(records.byComponent.other, 700);
  assert.ok(Object.keys(durations.bySpan).length <= 201);
  assert.is(spans.ended.ok, 1200);
  assert.is(
    Object.values(durations.bySpan).reduce((sum, { count }) => sum + count, 0),
    1200,
  );
});

test("100,000 component names take bounded memory", () => {
  const { logger, clear } = createTestLogger();
  for (let index = 0; index < 100_000; index += 1) {
    logger.info("x", C, `Component${index}`);
    if (index % 1000 === 0) clear();
  }
  assert.is(Object.keys(logger.getMetrics().records.byComponent).length, 501);
  assert.is(logger.getMetrics().records.byComponent.other, 99_500);
});

test.run();
