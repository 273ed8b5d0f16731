import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { context, metrics, propagation, trace } from "@opentelemetry/api";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Check, type DoctorOptions, diagnose } from "../../src/doctor.ts";
import { httpCollector } from "../helpers/collector.ts";
import { startSentry } from "../helpers/receivers.ts";

const doctor = suite<{ folder: string }>("doctor");

const free = (): void => {
  for (const api of [trace, context, metrics, propagation]) api.disable();
};
doctor.before.each((world) => {
  free();
  world.folder = mkdtempSync(join(tmpdir(), "doctor-"));
});
doctor.after.each(({ folder }) => {
  free();
  rmSync(folder, { recursive: true, force: true });
});

const examine = async (id: string, options: DoctorOptions): Promise<Check> => {
  const { checks } = await diagnose(options);
  const found = checks.find((check) => check.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
};

doctor("with defaults all is well, and what is off is skipped", async ({ folder }) => {
  const { checks, settings } = await diagnose({ folder, env: {} });
  assert.equal(
    checks.map(({ id, status }) => `${id} ${status}`),
    [
      "node pass",
      "clock pass",
      "configuration pass",
      "destination pass",
      "redaction skip",
      "sampling skip",
      "error-aggregation skip",
      "opentelemetry skip",
    ],
  );
  assert.ok(settings.length > 40);
  assert.ok(settings.every(({ from }) => from === "default"));
});

doctor("says where each value is from, and hides a DSN's key", async ({ folder }) => {
  writeFileSync(join(folder, "blog.config.json"), '{ "logging": { "level": "debug", "samplingRate": 0.5 } }');
  const env = { LOG_LEVEL: "warn", LOG_ERROR_AGGREGATION_DSN: "https://secretkey@host/1" };
  const { settings } = await diagnose({ folder, env });
  const row = (key: string) => settings.find((one) => one.key === key);
  assert.equal(row("level"), { key: "level", value: "'warn'", from: "LOG_LEVEL" });
  assert.equal(row("samplingRate"), { key: "samplingRate", value: "0.5", from: "file" });
  assert.not.match(JSON.stringify(settings), "secretkey");
});

doctor("a wrong setting is named, with what is allowed", async ({ folder }) => {
  const check = await examine("configuration", { folder, env: { LOG_SAMPLING_RATE: "2" } });
  assert.is(check.status, "fail");
  assert.match(check.detail, 'LOG_SAMPLING_RATE is "2", but must be a number from 0 to 1.');
});

doctor("a destination that cannot be written fails", async ({ folder }) => {
  writeFileSync(join(folder, "file"), "");
  const env = { LOG_DESTINATION: join(folder, "file", "app.log") };
  const check = await examine("destination", { folder, env });
  assert.is(check.status, "fail");
  assert.match(check.remedy ?? "", "LOG_DESTINATION");
  const good = await examine("destination", {
    folder,
    env: { LOG_DESTINATION: join(folder, "a", "app.log") },
  });
  assert.is(good.status, "pass");
});

doctor("tries redaction on made-up data and on one's own", async ({ folder }) => {
  const env = { LOG_ENABLE_PII_REDACTION: "true", LOG_CUSTOM_REDACTION_PATTERNS: '["EMP-\\\\d{6}"]' };
  const { checks } = await diagnose({ folder, env, sample: "EMP-123456 wrote jane@example.com" });
  const [all, mine] = checks.filter(({ id }) => id.startsWith("redaction"));
  assert.is(all?.status, "pass");
  assert.match(all?.detail ?? "", "1 patterns of your own");
  assert.is(mine?.detail, "[REDACTED] wrote [EMAIL_REDACTED]");
  const nothing = await examine("redaction-sample", { folder, env, sample: "nothing here" });
  assert.is(nothing.status, "fail");
});

doctor("simulates sampling at the given rate", async ({ folder }) => {
  const env = { LOG_ENABLE_SAMPLING: "true", LOG_SAMPLING_RATE: "0", LOG_SAMPLING_THRESHOLD_QPS: "100" };
  const above = await examine("sampling", { folder, env, rate: 1000 });
  const share = Number(/([\d.]+) % are kept/.exec(above.detail)?.[1]);
  assert.ok(share > 0 && share < 20, above.detail);
  const below = await examine("sampling", { folder, env, rate: 50 });
  assert.match(below.detail, "at 50 records/s 100.0 % are kept");
});

doctor("sends a test error to the service", async ({ folder }) => {
  const server = await startSentry();
  const env = {
    LOG_ENABLE_ERROR_AGGREGATION: "true",
    LOG_ERROR_AGGREGATION_DSN: `http://key@127.0.0.1:${server.port}/7`,
  };
  assert.is((await examine("error-aggregation", { folder, env })).detail, "sentry took a test error");
  assert.is(server.received.length, 1);
  assert.is((await examine("error-aggregation", { folder, env, network: false })).status, "skip");
  server.mood.status = 403;
  const refused = await examine("error-aggregation", { folder, env });
  assert.is(refused.status, "fail");
  assert.match(refused.detail, "403");
  assert.is(server.received.length, 1);
  await server.close();
});

doctor("sends a test of each signal to the collector", async ({ folder }) => {
  const collector = await httpCollector();
  const env = {
    LOG_ENABLE_OPENTELEMETRY: "true",
    LOG_OTEL_EXPORTER_ENDPOINT: collector.endpoint,
    LOG_OTEL_EXPORTER_PROTOCOL: "http",
  };
  const check = await examine("opentelemetry", { folder, env });
  assert.is(check.status, "pass", check.detail);
  assert.equal(
    collector.spans.map(({ name }) => name),
    ["blog-runtime doctor"],
  );
  assert.ok(collector.logs.length > 0 && collector.metrics.length > 0);
  await collector.close();
  free();
  const gone = await examine("opentelemetry", { folder, env });
  assert.is(gone.status, "fail");
  assert.match(gone.detail, collector.endpoint);
});

doctor.run();
