import { test } from "uvu";
import * as assert from "uvu/assert";
import { runBeside } from "../helpers/built.ts";
import { startSentry } from "../helpers/receivers.ts";

const setUp = (port: number) => ({
  env: {
    LOG_ENABLE_ERROR_AGGREGATION: "true",
    LOG_ERROR_AGGREGATION_DSN: `http://key@127.0.0.1:${port}/7`,
    LOG_DESTINATION: "/dev/null",
  },
  nodeArgs: ["--expose-gc"],
});

test("while a server says nothing, 50,000 distinct errors cost bounded memory, and every one is accounted for", async () => {
  const server = await startSentry();
  server.mood.silent = true;
  const ended = await runBeside(
    `const text = "x".repeat(1000);
     const times = [];
     gc();
     const before = process.memoryUsage().heapUsed;
     for (let i = 0; i < 50_000; i++) {
       const start = performance.now();
       log.error("failed " + i + " " + text, C.API_LAYER, "X");
       times.push(performance.now() - start);
       if (i % 1000 === 0) await new Promise((r) => setImmediate(r));
     }
     gc();
     const heap = (process.memoryUsage().heapUsed - before) / 2 ** 20;
     times.sort((a, b) => a - b);
     const { dropped, aggregated } = log.getMetrics();
     const waits = 50_000 - dropped["error not sent: too many wait"];
     console.log(JSON.stringify({ heap, waits, aggregated, median: times[25_000] }));
     process.kill(process.pid, "SIGKILL");`,
    setUp(server.port),
  );
  const { heap, waits, aggregated, median } = JSON.parse(ended.stdout);
  assert.ok(heap < 120, `${heap} MB`);
  assert.ok(waits > 1000 && waits <= 10_030, String(waits));
  assert.equal(aggregated, {});
  // A call that waited for the server would never come back: it says nothing at all.
  assert.ok(median < 1, `${median} ms`);
  await server.close();
});

test("sending takes its turns: the event loop is free in between, and others get theirs", async () => {
  const server = await startSentry();
  const ended = await runBeside(
    `log.error("warm", C.API_LAYER, "X", { error: new Error("warm") });
     await log.flush(20_000);
     let turns = 0;
     const turn = () => { turns += 1; if (turns > 0) setImmediate(turn).unref(); };
     for (let i = 0; i < 1000; i++) log.error("failed", C.API_LAYER, "X", { error: new Error("e" + i) });
     turn();
     const before = process.cpuUsage();
     await log.flush(25_000);
     const { user, system } = process.cpuUsage(before);
     console.log(turns, (user + system) / 1000 / 1000, log.getMetrics().aggregated.sent);`,
    setUp(server.port),
  );
  const [turns = 0, cpu = Number.NaN, sent] = ended.stdout.trim().split(" ").map(Number);
  assert.is(sent, 1001, ended.stderr);
  assert.ok(turns >= 100, `${turns} turns`);
  assert.ok(cpu < 10, `${cpu} ms of processor time an event`);
  await server.close();
});

test.run();
