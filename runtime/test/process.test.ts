import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { esm, jsonLines, runModule } from "./helpers/built.ts";

const THOUSAND = `for (let i = 0; i < 1000; i += 1) log.info("line " + i, C.PERFORMANCE, "X");\n`;

for (const [name, end, code] of [
  ["process.exit", "process.exit(3)", 3],
  ["an uncaught throw", "throw new Error('uncaught')", 1],
  [
    "an unhandled rejection",
    "Promise.reject(new Error('unhandled')); await new Promise((r) => setTimeout(r, 1000))",
    1,
  ],
  [
    "SIGTERM",
    "process.kill(process.pid, 'SIGTERM'); await new Promise((r) => setTimeout(r, 1000))",
    "SIGTERM",
  ],
  ["SIGINT", "process.kill(process.pid, 'SIGINT'); await new Promise((r) => setTimeout(r, 1000))", "SIGINT"],
  ["SIGKILL", "process.kill(process.pid, 'SIGKILL')", "SIGKILL"],
  ["abort", "process.abort()", "SIGABRT"],
] as const) {
  test(`every line survives ${name}, and the process ends as it would`, () => {
    const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
    const path = join(folder, "logs/app.log");
    const ended = runModule(THOUSAND + end, { env: { LOG_DESTINATION: path } });
    assert.is(ended.status ?? ended.signal, code);
    assert.is(jsonLines(readFileSync(path, "utf8")).length, 1000);
    rmSync(folder, { recursive: true });
    const piped = runModule(THOUSAND + end);
    assert.is(piped.lines.length, 1000);
    assert.is(piped.stdout, "");
  });
}

test("the process lives no longer for the logger, and gets no listeners", () => {
  const ended = runModule(`
    const counts = () => process.eventNames().map((name) => [String(name), process.listenerCount(name)]);
    const before = JSON.stringify(counts());
    log.info("x", C.PERFORMANCE, "X");
    log.span("s", C.PERFORMANCE, function* () { yield 1; }).next();
    await log.flush();
    console.log(before === JSON.stringify(counts()), process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate/.test(name)).length);
  `);
  assert.is(ended.stdout, "true 0\n");
  assert.is(ended.status, 0);
});

test("an unhandled rejection stays exactly one, with the same reason, through any number of spans", () => {
  const ended = runModule(`
    const reason = { the: "reason" };
    const seen = [];
    process.on("unhandledRejection", (r) => seen.push(r === reason));
    process.on("rejectionHandled", () => seen.push("handled late"));
    const inner = log.traced("inner", C.PERFORMANCE, async () => { await 1; throw reason; });
    const outer = log.traced("outer", C.PERFORMANCE, () => inner());
    outer();
    await new Promise((r) => setTimeout(r, 20));
    class Sub extends Promise {}
    log.traced("sub", C.PERFORMANCE, () => Sub.reject(reason))();
    await new Promise((r) => setTimeout(r, 20));
    const generator = log.traced("gen", C.PERFORMANCE, async function* () { throw reason; });
    generator().next();
    await new Promise((r) => setTimeout(r, 20));
    await outer().catch(() => {});
    await log.traced("sub", C.PERFORMANCE, () => Sub.reject(reason))().catch(() => {});
    await new Promise((r) => setTimeout(r, 20));
    console.log(JSON.stringify(seen));
  `);
  assert.is(ended.stdout, "[true,true,true]\n");
});

test("a closed pipe does not stop the program; what is lost is counted", () => {
  const ended = runModule(
    `import { writeFileSync } from "node:fs";
     await new Promise((r) => setTimeout(r, 300));
     for (let i = 0; i < 100; i += 1) log.error("x".repeat(1000), C.PERFORMANCE, "X");
     console.log(JSON.stringify(log.getMetrics().dropped), JSON.stringify(log.getMetrics().internalErrors), await log.flush(10));`,
    { shell: "$SCRIPT 2> >(exec true)" },
  );
  assert.is(ended.stdout, '{"closed pipe":100} {"write":1} false\n');
  assert.is(ended.status, 0);
});

test("a full disk is counted, told once, and does not stop the program", () => {
  const ended = runModule(`
    configureLogging({ destination: { path: "/dev/full" } });
    for (let i = 0; i < 100; i += 1) log.info("x", C.PERFORMANCE, "X");
    console.log(log.getMetrics().internalErrors.write, await log.flush(10));
  `);
  assert.is(ended.stdout, "100 false\n");
  assert.is(ended.status, 0);
  assert.is(ended.lines.length, 1);
  assert.match(String(ended.lines[0]?.msg), /^blog-runtime failed in write: ENOSPC/);
});

test("a disk that is free again gets the lines that were held", () => {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  const path = join(folder, "app.log");
  const ended = runModule(
    `import fs from "node:fs";
     import { createRequire, syncBuiltinESMExports } from "node:module";
     const { writeSync } = fs;
     let full = true;
     fs.writeSync = (fd, ...rest) => { if (full && fd > 2) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" }); return writeSync(fd, ...rest); };
     configureLogging({ destination: { path: ${JSON.stringify(path)} } });
     log.info("held", C.PERFORMANCE, "X");
     full = false;
     log.info("next", C.PERFORMANCE, "X");
     console.log(await log.flush(10));
     full = true;
     log.info("at exit", C.PERFORMANCE, "X");
     full = false;`,
  );
  assert.is(ended.stdout, "true\n");
  assert.equal(
    jsonLines(readFileSync(path, "utf8")).map(({ msg }) => msg),
    ["held", "next", "at exit"],
  );
  rmSync(folder, { recursive: true });
});

test("a pipe that nobody reads is waited for a second, not for ever", async () => {
  const code = `
    import { backendLogger as log, LogCategory as C } from ${JSON.stringify(esm())};
    import { Socket } from "node:net";
    new Socket({ fd: 2, writable: true, readable: false }).unref();
    const started = Date.now();
    for (let i = 0; i < 200; i += 1) log.info("x".repeat(1000), C.PERFORMANCE, "X");
    process.stdout.write(String(Date.now() - started));
    process.kill(process.pid, "SIGKILL");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  await new Promise((resolve) => child.on("exit", resolve));
  child.stderr.destroy();
  assert.ok(Number(out) >= 900 && Number(out) < 5000, out);
});

test("LOG_ variables that are refused are told on stderr, once, as a line", () => {
  const ended = runModule(`log.info("a", C.PERFORMANCE, "X"); getLogger().info("b", C.PERFORMANCE, "X");`, {
    env: { LOG_SAMPLING_RATE: "7", LOG_DESTINATION: "stdot" },
  });
  assert.equal(
    ended.lines.map(({ level, category, component, msg }) => [
      level,
      category,
      component,
      String(msg).slice(0, 42),
    ]),
    [
      [50, "configuration_management", "blog-runtime", 'LOG_DESTINATION is "stdot", but must be st'],
      [50, "configuration_management", "blog-runtime", 'LOG_SAMPLING_RATE is "7", but must be a nu'],
      [30, "performance", "X", "a"],
      [30, "performance", "X", "b"],
    ],
  );
});

test("LOG_DESTINATION=stdout and LOG_LEVEL do what they say", () => {
  const ended = runModule(`log.debug("a", C.PERFORMANCE, "X");`, {
    env: { LOG_DESTINATION: "stdout", LOG_LEVEL: "debug" },
  });
  assert.is(ended.stderr, "");
  assert.is(jsonLines(ended.stdout)[0]?.msg, "a");
});

test("cosmiconfig is loaded only where a file has settings of ours; nothing is read before the first use", () => {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  const code = `
    import { createRequire } from "node:module";
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes("cosmiconfig"));
    process.chdir(${JSON.stringify(folder)});
    log.info("x", C.PERFORMANCE, "X");
    console.log(loaded(), log.getMetrics().records.total);`;
  writeFileSync(join(folder, "package.json"), '{"name": "app", "logging": {}}');
  assert.is(runModule(code).stdout, "false 1\n");
  writeFileSync(join(folder, "blog.config.yaml"), "logging:\n  level: error\n");
  assert.is(runModule(code).stdout, "true 0\n");
  rmSync(folder, { recursive: true });
});

test("a TypeScript configuration that Node cannot load is named, and the logger works", () => {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  writeFileSync(join(folder, "blog.config.ts"), `export default { logging: { level: "error" as const } };\n`);
  const ended = runModule(`log.error("works", C.PERFORMANCE, "X");`, { cwd: folder });
  const [told, line] = ended.lines.length === 2 ? ended.lines : [undefined, ended.lines[0]];
  assert.is(line?.msg, "works");
  // Nodes that strip types load it; the others say so.
  if (told !== undefined)
    assert.match(String(told.msg), /blog\.config\.ts cannot be read .*Use a JSON, YAML or \.cjs file/);
  rmSync(folder, { recursive: true });
});

test("fake timers and a replaced console, Promise and Date do not matter", () => {
  const ended = runModule(`
    globalThis.setTimeout = () => { throw new Error("fake"); };
    globalThis.Date = class { static now() { return 0; } };
    globalThis.Promise = class {};
    globalThis.console = undefined;
    log.info("x", C.PERFORMANCE, "X");
    const value = await log.span("s", C.PERFORMANCE, async () => 5);
    process.stdout.write(String(value));
  `);
  assert.is(ended.stdout, "5");
  assert.ok(Number(ended.lines[0]?.time) > 1e12);
});

test.run();
