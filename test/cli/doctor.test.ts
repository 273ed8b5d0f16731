import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder } from "./harness.ts";

const RUNTIME = fileURLToPath(new URL("../../runtime", import.meta.url));

/** An application with the runtime installed. */
function app(files: Readonly<Record<string, string>> = {}): Folder {
  const at = folder({ "package.json": '{ "name": "app" }', ...files });
  mkdirSync(join(at.root, "node_modules"));
  symlinkSync(RUNTIME, join(at.root, "node_modules", "blog-runtime"));
  return at;
}

test("prints a line for each check, and exits with 0 where none fails", () => {
  const at = app();
  const { code, out, err } = at.run("doctor");
  assert.is(code, 0, err);
  assert.match(out, /^ {2}pass {2}Node\.js: version \d/);
  assert.match(out, "  skip  Redaction: off (LOG_ENABLE_PII_REDACTION)");
  assert.match(out, /\n\n\d pass, 0 fail, \d skipped\n$/);
  at.remove();
});

test("a line that fails has its remedy, and the exit code is 1", () => {
  const at = app({ "blog.config.json": '{ "logging": { "level": "loud" }, "onyl": [] }' });
  const { code, out } = at.run("doctor");
  assert.is(code, 1);
  assert.match(out, /FAIL {2}Configuration: .*level is 'loud', but must be one of/);
  assert.match(out, /FAIL {2}Configuration of blog-migrate: .*onyl/);
  at.remove();
});

test("--json and --settings show where each value is from", () => {
  const at = app({ "blog.config.json": '{ "logging": { "level": "debug" } }' });
  const { version, checks, settings } = JSON.parse(at.run("doctor", "--json").out);
  assert.is(version, 1);
  assert.ok(checks.length > 8);
  assert.equal(settings[0], { key: "level", value: "'debug'", from: "file" });
  assert.match(at.run("doctor", "--settings").out, /^ {2}level +'debug' {2}\(file\)\n/);
  at.remove();
});

test("names the command that installs the runtime where it is missing", () => {
  const at = folder({ "package.json": '{ "name": "app" }', "yarn.lock": "" });
  const { code, out } = at.run("doctor");
  assert.is(code, 1);
  assert.match(out, "Run yarn add blog-runtime");
  at.remove();
});

test("--sample and --rate, and a rate that is none", () => {
  const at = app({ "blog.config.json": '{ "logging": { "enablePiiRedaction": true } }' });
  assert.match(at.run("doctor", "--sample", "mail jane@example.com").out, "mail [EMAIL_REDACTED]");
  const wrong = at.run("doctor", "--rate", "fast");
  assert.is(wrong.code, 2);
  assert.match(wrong.err, "A number above 0 is needed");
  at.remove();
});

test.run();
