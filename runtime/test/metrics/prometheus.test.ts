import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createNet } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { metricsEndpoint } from "../../src/http.ts";
import { type BackendLogger, LogCategory, metricsText } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";

const C = LogCategory.PERFORMANCE;

function work(logger: BackendLogger): void {
  logger.info("x", C, 'Quote " and \\ and\nline');
  logger.error("y", C, "Plain", { performance: { durationMs: 40 } });
  for (let index = 0; index < 3; index += 1) logger.span("Agent.run", C, () => index);
}

test("the text has counters, and histograms that add up", () => {
  const { logger } = createTestLogger();
  work(logger);
  const lines = metricsText(logger.getMetrics()).split("\n");
  for (const line of [
    "# TYPE blog_records_total counter",
    'blog_records_total{level="error"} 1',
    'blog_records_by_component_total{component="Quote \\" and \\\\ and\\nline"} 1',
    'blog_spans_total{outcome="ok"} 3',
    'blog_record_duration_seconds_bucket{le="0.01"} 0',
    'blog_record_duration_seconds_bucket{le="0.05"} 1',
    'blog_record_duration_seconds_bucket{le="+Inf"} 1',
    "blog_record_duration_seconds_sum 0.04",
    'blog_span_duration_seconds_count{span="Agent.run"} 3',
  ]) {
    assert.ok(lines.includes(line), line);
  }
});

test("a component that is an address is a label that is none", () => {
  const { logger } = createTestLogger({ enablePiiRedaction: true });
  logger.info("x", C, "jane.roe@example.com");
  logger.span("Mail.jane.roe@example.com", C, () => 1);
  assert.not.match(metricsText(logger.getMetrics()), /jane\.roe/);
});

const installed = (program: string): boolean => {
  try {
    execFileSync("which", [program], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
};

async function freePort(): Promise<number> {
  const server = createNet();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What Prometheus answers to a query, once it has an answer. */
async function ask(port: number, query: string): Promise<Record<string, string>> {
  for (let waited = 0; waited < 20_000; waited += 200) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`);
      const { data } = (await answer.json()) as {
        data: { result: { metric: Record<string, string>; value: [number, string] }[] };
      };
      if (data.result.length > 0) {
        return Object.fromEntries(
          data.result.map(({ metric, value }) => [Object.values(metric).sort().join(), value[1]]),
        );
      }
    } catch {
      // It is still starting.
    }
    await sleep(200);
  }
  return {};
}

test("a real Prometheus scrapes it", async () => {
  if (!installed("prometheus")) {
    console.warn("\n!!! SKIPPED: no prometheus here; install Debian's package to run this test\n");
    return;
  }
  const { logger } = createTestLogger();
  work(logger);
  const server = createServer(metricsEndpoint({ logger }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "blog-prometheus-"));
  const config = join(folder, "prometheus.yml");
  const target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    config,
    `scrape_configs:\n  - job_name: blog\n    scrape_interval: 1s\n    static_configs:\n      - targets: ["${target}"]\n`,
  );
  const port = await freePort();
  const prometheus = spawn(
    "prometheus",
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: "ignore" },
  );
  try {
    assert.equal(await ask(port, "sum by (level) (blog_records_total)"), {
      debug: "0",
      info: "1",
      warn: "0",
      error: "1",
      critical: "0",
    });
    assert.equal(await ask(port, 'sum by (span) (blog_span_duration_seconds_bucket{le="+Inf"})'), {
      "Agent.run": "3",
    });
    const [quantile] = Object.values(
      await ask(port, "histogram_quantile(0.9, blog_record_duration_seconds_bucket)"),
    );
    assert.ok(Number(quantile) > 0.01 && Number(quantile) <= 0.05, quantile);
    assert.equal(await ask(port, "min(up)"), { "": "1" });
  } finally {
    prometheus.kill("SIGKILL");
    server.closeAllConnections();
    server.close();
    await sleep(100);
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
