import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Settings } from "../../src/config/settings.ts";
import { createCore } from "../../src/core.ts";

function settingsIn(
  env: Readonly<Record<string, string>>,
  file?: string,
): Settings & { told: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), "blog-runtime-"));
  if (file !== undefined) writeFileSync(join(folder, "blog.config.cjs"), file);
  const told: string[] = [];
  const core = createCore({
    clock: { now: Date.now, monotonic: () => performance.now() },
    env,
    folder: () => folder,
  });
  core.configure({ onInternalError: ({ message }) => void told.push(message) });
  return { ...core.state().settings, told };
}

test("a mistake elsewhere in the environment does not switch redaction off", () => {
  const settings = settingsIn({ LOG_ENABLE_PII_REDACTION: "true", LOG_REDACT_IP: "1", LOG_LEVEL: "verbose" });
  assert.ok(settings.enablePiiRedaction);
  assert.ok(settings.redactIpAddresses);
  assert.is(settings.level, "info");
  assert.is(settings.told.length, 1);
});

test("a mistake in a switch that protects counts as on, and is told", () => {
  const settings = settingsIn({ LOG_ENABLE_PII_REDACTION: "treu", LOG_REDACT_EMAIL: "flase" });
  assert.ok(settings.enablePiiRedaction);
  assert.ok(settings.redactEmailAddresses);
  assert.equal(settings.told, [
    'LOG_ENABLE_PII_REDACTION is "treu", but must be true or false. Did you mean true?',
    'LOG_REDACT_EMAIL is "flase", but must be true or false. Did you mean false?',
  ]);
});

test("what would protect less is not taken from a refused source", () => {
  const settings = settingsIn({ LOG_REDACT_EMAIL: "false", LOG_SAMPLING_RATE: "7" });
  assert.ok(settings.redactEmailAddresses);
});

test("sound patterns and paths redact beside wrong ones", () => {
  const settings = settingsIn({
    LOG_ENABLE_PII_REDACTION: "true",
    LOG_CUSTOM_REDACTION_PATTERNS: '["emp-\\\\d+", "("]',
    LOG_REDACT_PATHS: "data.a, data..b, userId",
  });
  assert.equal(settings.customRedactionPatterns, ["emp-\\d+"]);
  assert.equal(settings.redactPaths, ["data.a", "userId"]);
  assert.is(settings.told.length, 2);
});

test("a slow pattern in the environment is told, and the others still redact", () => {
  const settings = settingsIn({ LOG_CUSTOM_REDACTION_PATTERNS: '["(a+)+$", "EMP-\\\\d+"]' });
  assert.match(settings.told[0]!, /LOG_CUSTOM_REDACTION_PATTERNS has \/\(a\+\)\+\$\//);
  assert.equal(settings.customRedactionPatterns, ["EMP-\\d+"]);
});

test("a file that cannot be read and speaks of redaction switches it on", () => {
  assert.ok(settingsIn({}, "module.exports = { logging: { enablePiiRedaction: on } }").enablePiiRedaction);
  assert.not(settingsIn({}, "module.exports = { logging: { level: on } }").enablePiiRedaction);
});

test.run();
