"use strict";
const cluster = require("node:cluster");
const { Worker, isMainThread, parentPort } = require("node:worker_threads");

const WORKERS = 4;
const LINES = 500;
const isLead = isMainThread && cluster.isPrimary;
/** Longer than the 4 KB up to which a pipe keeps a write in one piece. */
const TEXT = "x".repeat(6000);

/** A main program and four workers (`FLEET`: threads or a cluster), all of which log into the file `FLEET_LOG` and measure. */
exports.run = async function run(runtime, script) {
  const logger = runtime.createLogger({ destination: { path: process.env.FLEET_LOG } });
  const parts = isLead ? startAll(script) : [];
  for (let index = 0; index < LINES; index += 1) {
    const level = index % 10 === 0 ? "error" : "info";
    const performance = { durationMs: index + 1 };
    logger.span("Fleet.step", runtime.LogCategory.PERFORMANCE, () =>
      logger[level](`line ${index}`, runtime.LogCategory.PERFORMANCE, "Fleet", {
        data: { worker: who(), index, ...(index % 50 === 0 ? { TEXT } : {}) },
        performance,
      }),
    );
    if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const own = logger.getMetrics();
  if (!isLead)
    return isMainThread ? process.send(own, () => process.disconnect()) : parentPort.postMessage(own);
  const all = [own, ...(await Promise.all(parts))];
  console.log(JSON.stringify({ all, merged: runtime.mergeMetrics(all) }));
};

const who = () => (isLead ? "lead" : process.env.FLEET_WORKER);

function startAll(script) {
  return Array.from({ length: WORKERS }, (_, index) => {
    const env = { ...process.env, FLEET_WORKER: String(index) };
    const worker = process.env.FLEET === "cluster" ? cluster.fork(env) : new Worker(script, { env });
    return new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`worker ${index} ended with ${code}`)));
    });
  });
}
