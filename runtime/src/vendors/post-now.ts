import { Worker } from "node:worker_threads";

/** A request that is ready to be made. */
export type Letter = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const LONGEST_MS = 5_000;

/** In the worker: node:http alone, as nothing else may be there to load any more. */
const POST = `
const { workerData: { letters, shared } } = require("node:worker_threads");
const results = new Int32Array(shared);
const agents = new Map();
let next = 0;
function settle(index, status) {
  Atomics.store(results, index + 1, status);
  Atomics.add(results, 0, 1);
  Atomics.notify(results, 0);
  postNext();
}
function postNext() {
  if (next >= letters.length) return;
  const index = next++;
  const { url, headers, body } = letters[index];
  const { protocol } = new URL(url);
  const http = require(protocol === "https:" ? "node:https" : "node:http");
  if (!agents.has(protocol)) agents.set(protocol, new http.Agent({ keepAlive: true, maxSockets: 16 }));
  let settled = false;
  const once = (status) => { if (!settled) { settled = true; settle(index, status); } };
  try {
    const length = Buffer.byteLength(body);
    http.request(url, { method: "POST", agent: agents.get(protocol), headers: { ...headers, "content-length": length } },
      (response) => { response.resume(); once(response.statusCode); })
      .on("error", () => once(-1)).end(body);
  } catch { once(-1); }
}
for (let i = 0; i < 16; i++) postNext();
`;

/**
 * Makes requests while the process is ending, when nothing asynchronous runs any more: a thread makes them while this one
 * waits. Which of them were accepted.
 * @param patienceMs how long to wait for the next answer, in milliseconds; for all of them `LONGEST_MS`
 */
export function postNow(letters: readonly Letter[], patienceMs: number): readonly boolean[] {
  if (letters.length === 0) return [];
  const shared = new SharedArrayBuffer(4 * (letters.length + 1));
  const results = new Int32Array(shared);
  try {
    // Without the program's own arguments: what it preloads has no place here, and costs time.
    // blog-ignore-next-line err/missing-error-listener -- a thread that cannot start sends nothing, and the wait ends
    new Worker(POST, {
      eval: true,
      workerData: { letters, shared },
      execArgv: [],
      stdout: true,
      stderr: true,
    }).unref();
    waitFor(results, letters.length, patienceMs);
    // blog-ignore-next-line err/swallowed-catch -- nothing was sent, which the count of what is left says
  } catch {
    // Not allowed to start a thread, or to wait for one: nothing was sent.
  }
  return letters.map((_, index) => {
    const status = Atomics.load(results, index + 1);
    return status >= 200 && status < 300;
  });
}

/** The first of `results` counts the answers. */
function waitFor(results: Int32Array<SharedArrayBuffer>, all: number, patienceMs: number): void {
  const end = performance.now() + LONGEST_MS;
  for (let done = 0; done < all; done = Atomics.load(results, 0)) {
    const patience = Math.min(patienceMs, end - performance.now());
    if (patience <= 0 || Atomics.wait(results, 0, done, patience) === "timed-out") return;
  }
}
