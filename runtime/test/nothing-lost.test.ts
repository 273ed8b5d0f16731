import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { esm, jsonLines, runBeside, runModule } from "./helpers/built.ts";
import { until } from "./helpers/receivers.ts";
import { smallDisk } from "./helpers/small-disk.ts";

for (const [name, end, code] of [
  ["process.exit", "process.exit(3)", 3],
  ["an uncaught throw", "throw new Error('uncaught')", 1],
  ["an unhandled rejection", "Promise.reject(new Error('unhandled'))", 1],
  ["SIGTERM", "process.kill(process.pid, 'SIGTERM')", "SIGTERM"],
  ["SIGINT", "process.kill(process.pid, 'SIGINT')", "SIGINT"],
  ["SIGKILL", "process.kill(process.pid, 'SIGKILL')", "SIGKILL"],
] as const) {
  test(`1,000 of 1,000 lines, through rotation, with every stage on and spans open, survive ${name} under load`, () => {
    const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
    const ended = runModule(
      `configureLogging({ destination: { path: ${JSON.stringify(join(folder, "app.log"))}, maxSize: "16KB", keep: 1000 }, enablePiiRedaction: true, enableSampling: true, samplingThresholdQps: 1e9 });
       // The load: timers, promises and open spans while the thousand are written.
       for (let i = 0; i < 100; i++) setInterval(() => {}, 1);
       const work = (i) => log.span("Work.step", C.PERFORMANCE, async () => {
         await null;
         log.info("line " + i, C.PERFORMANCE, "X", { data: { mail: "jane@example.com", i } });
         if (i === 999) { ${end}; }
         await new Promise((resolve) => setTimeout(resolve, 1000));
       });
       for (let i = 0; i < 1000; i++) { void work(i); if (i % 50 === 0) await new Promise(setImmediate); }
       await new Promise((resolve) => setTimeout(resolve, 5000));`,
    );
    assert.is(ended.status ?? ended.signal, code, ended.stderr);
    const files = execFileSync("ls", [folder], { encoding: "utf8" }).trim().split("\n");
    const lines = files.flatMap((file) => jsonLines(readFileSync(join(folder, file), "utf8")));
    assert.ok(files.length > 5, String(files.length));
    assert.is(new Set(lines.map(({ msg }) => msg)).size, 1000);
    assert.not(JSON.stringify(lines).includes("jane"));
    rmSync(folder, { recursive: true });
  });
}

test("killed from outside in the middle of a flood, a process has lost no line that a call returned from", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  const path = join(folder, "app.log");
  const code = `
    import { configureLogging, backendLogger as log, LogCategory as C } from ${JSON.stringify(esm())};
    import { writeSync, openSync } from "node:fs";
    configureLogging({ destination: { path: ${JSON.stringify(path)}, maxSize: "1MB", keep: 1000 } });
    const count = openSync(${JSON.stringify(join(folder, "count"))}, "w");
    for (let i = 1; ; i++) { log.info("line " + i, C.PERFORMANCE, "X"); writeSync(count, String(i).padStart(9), 0); }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: "ignore" });
  assert.ok(await until(() => existsSync(path) && statSync(path).size > 100_000, 20_000));
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  const returned = Number(readFileSync(join(folder, "count"), "utf8"));
  const files = execFileSync("ls", [folder], { encoding: "utf8" })
    .trim()
    .split("\n")
    .filter((file) => file !== "count");
  const lines = files.flatMap((file) => jsonLines(readFileSync(join(folder, file), "utf8")));
  assert.ok(returned > 100);
  assert.ok(lines.length === returned || lines.length === returned + 1, `${lines.length} of ${returned}`);
  rmSync(folder, { recursive: true });
});

test("a disk that is full holds lines, says so once, and what it took or dropped adds up", () => {
  const disk = smallDisk(256);
  if (typeof disk === "string") {
    console.error(`\\nSKIPPED: no small disk can be mounted here (${disk}); run as root to test it.`);
    return;
  }
  const path = join(disk.folder, "app.log");
  const ended = runModule(`
    import { unlinkSync, writeFileSync } from "node:fs";
    const ballast = ${JSON.stringify(join(disk.folder, "ballast"))};
    writeFileSync(ballast, Buffer.alloc(200 * 1024));
    configureLogging({ destination: { path: ${JSON.stringify(path)} } });
    for (let i = 0; i < 1000; i++) log.info("line " + i, C.PERFORMANCE, "X");
    const whileFull = await log.flush(50);
    unlinkSync(ballast);
    console.log(whileFull, await log.flush(1000), JSON.stringify(log.getMetrics().dropped));
  `);
  assert.is(ended.stdout, "false true {}\n", ended.stderr);
  assert.is(ended.lines.length, 1);
  assert.match(String(ended.lines[0]?.msg), /^blog-runtime failed in write: ENOSPC/);
  const written = jsonLines(readFileSync(path, "utf8"));
  assert.equal(
    written.map(({ msg }) => msg),
    Array.from({ length: 1000 }, (_, i) => `line ${i}`),
  );
  disk.free();
});

test("a disk that stays full to the end keeps what fits, and stops nobody; rotation does not make it worse", () => {
  const disk = smallDisk(256);
  if (typeof disk === "string") {
    console.error(`\\nSKIPPED: no small disk can be mounted here (${disk}); run as root to test it.`);
    return;
  }
  const path = join(disk.folder, "app.log");
  const ended = runModule(`
    configureLogging({ destination: { path: ${JSON.stringify(path)}, maxSize: "64KB", keep: 100 } });
    for (let i = 0; i < 5000; i++) log.info("line " + i, C.PERFORMANCE, "X");
    console.log("done");
  `);
  assert.is(ended.stdout, "done\n");
  assert.is(ended.status, 0);
  const files = execFileSync("ls", [disk.folder], { encoding: "utf8" }).trim().split("\n");
  const text = files.map((file) => readFileSync(join(disk.folder, file), "utf8")).join("");
  const whole = text
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .map((line) => JSON.parse(line).msg);
  assert.ok(whole.length > 1000, String(whole.length));
  assert.equal(
    whole.sort(byNumber),
    Array.from({ length: whole.length }, (_, i) => `line ${i}`),
  );
  disk.free();
});

const byNumber = (a: string, b: string): number => Number(a.slice(5)) - Number(b.slice(5));

test("a reader that turns slow gets every line that fits the wait, and the rest is counted", async () => {
  const code = `
    import { configureLogging, backendLogger as log, LogCategory as C } from ${JSON.stringify(esm())};
    for (let i = 0; i < 1000; i++) log.info("line " + i + " " + "x".repeat(500), C.PERFORMANCE, "X");
    const flushed = await log.flush(20_000);
    process.stdout.write(JSON.stringify([flushed, log.getMetrics().dropped]));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.pause();
  child.stderr.on("data", (chunk) => {
    err += chunk;
    child.stderr.pause();
    setTimeout(() => child.stderr.resume(), 20);
  });
  setTimeout(() => child.stderr.resume(), 1500);
  await new Promise((resolve) => child.once("close", resolve));
  assert.is(out, "[true,{}]");
  const lines = jsonLines(err).filter(({ component }) => component === "X");
  assert.is(lines.length, 1000);
});

test("errors are written before a service that collects them is asked: they survive SIGKILL at once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  const path = join(folder, "app.log");
  const ended = await runBeside(
    `for (let i = 0; i < 100; i++) log.error("failed " + i, C.PERFORMANCE, "X", { error: new Error("e") });
     process.kill(process.pid, "SIGKILL");`,
    {
      env: {
        LOG_DESTINATION: path,
        LOG_ENABLE_ERROR_AGGREGATION: "true",
        LOG_ERROR_AGGREGATION_DSN: "http://key@127.0.0.1:9/1",
      },
    },
  );
  assert.is(ended.signal, "SIGKILL");
  assert.is(jsonLines(readFileSync(path, "utf8")).length, 100);
  rmSync(folder, { recursive: true });
});

test.run();
