"use strict";
/*
 * jscodeshift calls a transform synchronously, from CommonJS, behind hooks that compile whatever is required
 * (@babel/register in its runner, the module registry of a test framework). The engine is an ES module that carries
 * a compiler, so it works in a thread of its own, which no hook reaches, and this side waits for its answer.
 */
const { join } = require("node:path");
const { MessageChannel, receiveMessageOnPort, Worker } = require("node:worker_threads");

const ENTRY = join(__dirname, "../dist/cli/workers/jscodeshift.js");
/** Milliseconds for one file, behind which the thread is given up; the start of the compiler is in them. */
const LIMIT_MS = 120_000;
/** What is handed over of the runner's options; all others are the runner's own. */
const OPTIONS = [
  "only",
  "config",
  "categories",
  "dialects",
  "include-generated",
  "includeGenerated",
  "parser",
];

let thread;

function start() {
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const { port1: port, port2 } = new MessageChannel();
  const options = { workerData: { port: port2, answered }, transferList: [port2], execArgv: [] };
  const worker = new Worker(ENTRY, options);
  // Neither may keep the runner's process alive.
  worker.unref();
  port.unref();
  return { worker, port, answered };
}

function ask(request) {
  thread ??= start();
  const { worker, port, answered } = thread;
  port.postMessage(request);
  const outcome = Atomics.wait(answered, 0, 0, LIMIT_MS);
  Atomics.store(answered, 0, 0);
  const received = receiveMessageOnPort(port);
  if (received) return received.message;
  thread = undefined;
  worker.terminate();
  throw new Error(`blog-migrate gave no answer: ${outcome}`);
}

/** The transform of a kind: `migrate`, one of the names of `only`, or `revert`. */
exports.define = (kind) => (file, api, options) => {
  const given = OPTIONS.flatMap((name) => (options?.[name] === undefined ? [] : [[name, options[name]]]));
  const { text, error, messages, counts } = ask({
    kind,
    path: file.path,
    text: file.source,
    cwd: process.cwd(),
    options: Object.fromEntries(given),
  });
  // The test utilities give no `report`.
  for (const message of messages) api?.report?.(message);
  for (const [name, count] of counts) api?.stats?.(name, count);
  if (error !== undefined) throw new Error(error);
  return text;
};
