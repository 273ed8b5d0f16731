import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import * as http from "../src/http.ts";
import * as source from "../src/index.ts";
import * as testing from "../src/testing.ts";
import { VERSION } from "../src/version.ts";
import { builtFolder, cjs, esm, runModule } from "./helpers/built.ts";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  readonly version: string;
};

test("the version that is stated is the package's", () => {
  assert.is(VERSION, manifest.version);
});

test("both module systems are given the same names", async () => {
  const names = Object.keys(source).sort();
  assert.equal(Object.keys(await import(esm())).sort(), names);
  assert.equal(Object.keys(createRequire(import.meta.url)(cjs())).sort(), names);
  assert.equal(Object.keys(await import(esm("testing"))).sort(), Object.keys(testing).sort());
  assert.equal(Object.keys(await import(esm("http"))).sort(), Object.keys(http).sort());
});

test("import and require give one logger", () => {
  const ended = runModule(`
    import { createRequire } from "node:module";
    const required = createRequire(import.meta.url)(${JSON.stringify(cjs())});
    console.log(required.getLogger() === log, getLogger() === log, required.backendLogger === log);
  `);
  assert.is(ended.stdout, "true true true\n");
});

test("a program that only logs loads one file of ours, and the others with what needs them", () => {
  const loaded = `[...Object.keys(require.cache)].filter((path) => path.includes("dist")).map((path) => path.split(/[\\\\/]/).pop()).join(" ")`;
  const ended = runModule(`
    import { createRequire } from "node:module";
    const require = createRequire(import.meta.url);
    const own = require(${JSON.stringify(cjs())}).createLogger({ destination: { write: () => {} } });
    own.error("failed", C.API_LAYER, "X", { error: new Error("e"), data: { email: "a@example.com" } });
    own.span("work", C.API_LAYER, () => own.info("x", C.API_LAYER, "X"));
    console.log(${loaded});
    own.configure({ customRedactionPatterns: [/EMP-\\d{4}/] });
    console.log(${loaded});
    own.configure({ destination: { path: ${JSON.stringify(join(tmpdir(), `package-${process.pid}.log`))} } });
    console.log(${loaded});
  `);
  rmSync(join(tmpdir(), `package-${process.pid}.log`), { force: true });
  const [logging, detecting, writing] = ended.stdout.split("\n");
  assert.is(logging, "index.js runtime.js");
  assert.is(detecting, "index.js runtime.js redaction.js");
  assert.is(writing, "index.js runtime.js redaction.js seldom.js");
});

/** A second installed copy, whose registry has `shape`. */
function secondCopy(shape?: number): { readonly entry: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  cpSync(builtFolder(), join(folder, "dist"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const modules = dirname(dirname(fileURLToPath(import.meta.resolve("pino/package.json"))));
  symlinkSync(modules, join(folder, "node_modules"));
  const registry = join(folder, "dist/cjs/runtime.js");
  if (shape !== undefined)
    writeFileSync(registry, readFileSync(registry, "utf8").replace(/SHAPE = \d+/, `SHAPE = ${shape}`));
  return { entry: join(folder, "dist/esm/index.js"), remove: () => rmSync(folder, { recursive: true }) };
}

test("two copies have one logger, one context, and wrap a method once", () => {
  const copy = secondCopy();
  const ended = runModule(`
    const other = await import(${JSON.stringify(copy.entry)});
    class K { run() { return 1; } }
    log.traceMethods(K, C.PERFORMANCE, ["run"]);
    other.backendLogger.traceMethods(K, C.PERFORMANCE, ["run"]);
    new K().run();
    const own = other.createLogger({ destination: { write: (line) => console.log(JSON.parse(line).userId) } });
    log.withContext({ userId: "u" }, () => own.info("x", C.PERFORMANCE, "X"));
    console.log(other.getLogger() === log, log.getMetrics().spans.ended.ok);
  `);
  assert.is(ended.stdout, "u\ntrue 1\n");
  copy.remove();
});

test("a copy that is too different keeps to itself, and says so", () => {
  const copy = secondCopy(2);
  const ended = runModule(`
    const other = await import(${JSON.stringify(copy.entry)});
    other.backendLogger.info("from the other", C.PERFORMANCE, "X");
    console.log(other.getLogger() === log);
  `);
  assert.is(ended.stdout, "false\n");
  assert.match(String(ended.lines[0]?.msg), /versions 0\.1\.0 and 0\.1\.0 of blog-runtime are loaded/);
  assert.is(ended.lines[1]?.msg, "from the other");
  copy.remove();
});

test("nothing is loaded that is not needed", () => {
  const ended = runModule(`
    import { createRequire } from "node:module";
    const packages = new Set(Object.keys(createRequire(import.meta.url).cache).flatMap((path) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(path)?.[1] ?? []));
    console.log(["@opentelemetry/api", "cosmiconfig", "@sentry/node", "rollbar"].filter((name) => packages.has(name)).length, packages.has("pino"));
  `);
  assert.is(ended.stdout, "0 true\n");
});

test.run();
