import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { openSink } from "../../src/destination.ts";
import { archivesOf } from "../../src/files/archives.ts";
import { dayOf, type FileDestination, fileSink } from "../../src/files/file-sink.ts";
import { bytesOf } from "../../src/files/rotation.ts";
import { createTidy } from "../../src/files/tidy.ts";
import { jsonLines, runBeside } from "../helpers/built.ts";
import { until } from "../helpers/receivers.ts";

const HOUR = 3_600_000;

/** A log file in a folder of its own, with a clock that stands still until it is set. */
function inFolder(options: Omit<FileDestination, "path"> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  const path = join(folder, "logs", "app.log");
  const failures: unknown[] = [];
  const clock = { time: Date.now() };
  const open = () =>
    fileSink(
      { path, ...options },
      {
        open: (path) =>
          openSink(
            { path },
            { dropped: (reason) => failures.push(reason), failed: (error) => failures.push(error) },
          ),
        failed: (error) => failures.push(error),
        now: () => clock.time,
      },
    );
  const files = () => readdirSync(join(folder, "logs")).sort();
  const text = () =>
    files()
      .map((file) => read(join(folder, "logs", file)))
      .join("");
  return { folder, path, failures, clock, open, files, text, end: () => rmSync(folder, { recursive: true }) };
}

const read = (path: string): string =>
  path.endsWith(".gz") ? gunzipSync(readFileSync(path)).toString() : readFileSync(path, "utf8");

const lineOf = (i: number, length = 99): string => `${String(i).padStart(length, ".")}\n`;

test("sizes are bytes, or a number with a unit", () => {
  assert.equal(
    [2048, "2048", "2KB", "1.5 kb", "10MB", "1GB", 10, "10", "1TB", "MB", undefined, "", "-1KB"].map(
      bytesOf as never,
    ),
    [2048, 2048, 2048, 1536, 10 << 20, 1 << 30, ...Array(7).fill(undefined)],
  );
});

test("a file gives way before a line would make it too large; no line is lost, cut or moved", () => {
  const s = inFolder({ maxSize: 1024, keep: 100 });
  const sink = s.open();
  for (let i = 0; i < 100; i++) sink.write(lineOf(i));
  const wide = `${"ü".repeat(600)}\n`;
  sink.write(wide);
  sink.write(lineOf(101, 5000));
  const day = dayOf(s.clock.time);
  const { list } = archivesOf(s.path);
  assert.equal(
    list().map(({ path }) => path.slice(s.path.length - 7)),
    Array.from({ length: 11 }, (_, i) => `app.${day}.${i + 1}.log`),
  );
  const all = [...list().map(({ path }) => path), s.path].map(read);
  assert.ok(all.slice(0, 10).every((text) => text.length === 1000));
  assert.is(
    all.join(""),
    [...Array.from({ length: 100 }, (_, i) => lineOf(i)), wide, lineOf(101, 5000)].join(""),
  );
  assert.equal(s.failures, []);
  sink.close();
  s.end();
});

test("a restart goes on with the file, its size and its numbers", () => {
  const s = inFolder({ maxSize: 1024 });
  for (let start = 0; start < 4; start++) {
    const sink = s.open();
    for (let i = 0; i < 6; i++) sink.write(lineOf(start * 6 + i));
    sink.close();
  }
  assert.is(s.files().length, 3);
  assert.is(s.text(), Array.from({ length: 24 }, (_, i) => lineOf(i)).join(""));
  s.end();
});

test("with the first line of a day the file of the day before gives way, after a restart too", () => {
  const s = inFolder({ daily: true });
  s.clock.time = new Date(2026, 10, 24, 23, 30).getTime();
  const sink = s.open();
  sink.write("before midnight\n");
  s.clock.time += HOUR / 2 - 1;
  sink.write("just before\n");
  s.clock.time += 1;
  sink.write("midnight\n");
  assert.equal(s.files(), ["app.2026-11-24.1.log", "app.log"]);
  assert.is(read(s.path), "midnight\n");
  sink.close();
  const modified = new Date(s.clock.time);
  utimesSync(s.path, modified, modified);
  s.clock.time += 48 * HOUR;
  const next = s.open();
  next.write("two days later\n");
  assert.equal(s.files(), ["app.2026-11-24.1.log", "app.2026-11-25.1.log", "app.log"]);
  assert.is(read(s.path), "two days later\n");
  next.close();
  s.end();
});

test("only so many old files are kept, the newest, and no other file is touched", () => {
  const s = inFolder({ maxSize: 1024, keep: 3 });
  mkdirSync(join(s.folder, "logs"));
  for (const other of [
    "app.log.bak",
    "app.2026-01-01.log",
    "app.2026-01-01.1.log.txt",
    "other.2026-01-01.1.log",
  ])
    writeFileSync(join(s.folder, "logs", other), other);
  const sink = s.open();
  for (let i = 0; i < 100; i++) sink.write(lineOf(i));
  const { list } = archivesOf(s.path);
  assert.is(list().length, 3);
  assert.ok(read(list()[2]?.path ?? "").endsWith(lineOf(89)));
  assert.is(s.files().length, 3 + 1 + 4);
  sink.close();
  s.end();
});

test("a file that was moved or deleted, with its folder too, is noticed within a second", () => {
  const s = inFolder();
  const sink = s.open();
  sink.write("a\n");
  renameSync(s.path, `${s.path}.moved`);
  s.clock.time += 1000;
  sink.write("b\n");
  assert.is(read(`${s.path}.moved`), "a\n");
  assert.is(read(s.path), "b\n");
  rmSync(join(s.folder, "logs"), { recursive: true });
  s.clock.time += 1000;
  sink.write("c\n");
  assert.is(read(s.path), "c\n");
  assert.equal(s.failures, []);
  sink.close();
  s.end();
});

test("a rotation that fails is told, the lines go on, and it is tried again a second later", () => {
  const s = inFolder({ maxSize: 1024 });
  const sink = s.open();
  const day = dayOf(s.clock.time);
  for (let i = 0; i < 10; i++) sink.write(lineOf(i));
  const folder = join(s.folder, "logs");
  renameSync(folder, join(s.folder, "away"));
  writeFileSync(folder, "not a folder");
  for (let i = 10; i < 15; i++) sink.write(lineOf(i));
  assert.is(s.failures.length, 1);
  rmSync(folder);
  renameSync(join(s.folder, "away"), folder);
  sink.write(lineOf(15));
  assert.equal(s.files(), ["app.log"]);
  s.clock.time += 1000;
  sink.write(lineOf(16));
  assert.equal(s.files(), [`app.${day}.1.log`, "app.log"]);
  assert.is(s.text(), Array.from({ length: 17 }, (_, i) => lineOf(i)).join(""));
  sink.close();
  s.end();
});

test("old files are compressed off the caller's path, whole, when they have been quiet for five seconds", async () => {
  const s = inFolder({ maxSize: 1024, gzip: true });
  mkdirSync(join(s.folder, "logs"));
  const archives = archivesOf(s.path);
  const old = join(s.folder, "logs", "app.2026-01-01.1.log");
  const fresh = join(s.folder, "logs", "app.2026-01-02.1.log");
  for (const path of [old, fresh]) writeFileSync(path, path.repeat(100));
  utimesSync(old, 1000, 1000);
  createTidy({ archives, keep: 10, gzip: true, failed: (error) => s.failures.push(error) })();
  assert.equal(s.files(), ["app.2026-01-01.1.log", "app.2026-01-02.1.log"]);
  assert.ok(await until(() => s.files().every((file) => file.endsWith(".gz")), 15_000), s.files().join());
  assert.is(read(`${old}.gz`), old.repeat(100));
  assert.is(read(`${fresh}.gz`), fresh.repeat(100));
  assert.equal(s.failures, []);
  archives.put(...([writeFile(s.path), "2026-01-01"] as const));
  assert.ok(
    existsSync(join(s.folder, "logs", "app.2026-01-01.2.log")),
    "numbers of compressed files are taken",
  );
  s.end();
});

function writeFile(path: string): string {
  writeFileSync(path, "x");
  return path;
}

test("processes that write one file at once lose no line, whichever of them rotates", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  const path = join(folder, "app.log");
  const code = (name: string) => `
    configureLogging({ destination: { path: ${JSON.stringify(path)}, maxSize: "32KB", keep: 1000 } });
    for (let i = 0; i < 2000; i++) {
      log.info("${name} " + i, C.PERFORMANCE, "X");
      if (i % 100 === 0) await new Promise((r) => setTimeout(r, 30));
    }
    console.log(JSON.stringify(log.getMetrics().dropped), JSON.stringify(log.getMetrics().internalErrors));`;
  const ended = await Promise.all(["a", "b", "c"].map((name) => runBeside(code(name))));
  for (const { stdout, stderr } of ended) assert.is(stdout, "{} {}\n", stderr);
  const files = readdirSync(folder);
  assert.ok(files.length > 3, String(files.length));
  const lines = files.flatMap((file) => jsonLines(readFileSync(join(folder, file), "utf8")));
  assert.is(new Set(lines.map(({ msg }) => msg)).size, 6000);
  rmSync(folder, { recursive: true });
});

test.run();
