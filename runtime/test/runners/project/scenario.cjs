"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** What a program does with each entry of the package, wherever it runs. Throws where something is not as it should be. */
exports.scenario = async function scenario({ runtime, testing, http, doctor }) {
  const { logger, records, spans } = testing.createTestLogger();
  const C = runtime.LogCategory.AGENT_OPERATIONS;
  await work(logger, C, http);
  assert.deepEqual(
    spans.map(({ name, outcome }) => [name, outcome]),
    [
      ["Tool.read", "ok"],
      ["Agent.run", "ok"],
    ],
  );
  const [tool, agent] = spans;
  assert.equal(tool.parentSpanId, agent.spanId);
  // The file is read by Node itself, whose promises and errors are not of this realm in a test runner's sandbox.
  assert.ok(tool.durationMs > 0);
  assert.deepEqual(
    records.map((line) => [line.msg, line.correlationId, line.span_id]),
    [
      ["planning", "r-1", agent.spanId],
      ["absent", "r-1", agent.spanId],
    ],
  );
  assert.deepEqual(records[0].data, { list: ["a", 2], at: "1970-01-01T00:00:00.000Z" });
  assert.equal(records[1].err.code, "ENOENT");
  assert.match(records[1].err.message, /no such file/);
  assert.match(records[1].err.stack, /scenario\.cjs/);
  assert.deepEqual(logger.getMetrics().records.byLevel.error, 1);
  assert.equal(runtime.mergeMetrics([logger.getMetrics(), logger.getMetrics()]).records.byLevel.error, 2);
  await oneLogger(runtime, testing, C);
  await intoFile(runtime, C);
  const { checks } = await doctor.diagnose({ network: false });
  assert.deepEqual(
    checks.filter(({ status }) => status === "fail"),
    [],
  );
};

async function work(logger, C, http) {
  class Agent {
    async run() {
      logger.info("planning", C, "Agent", { data: { list: ["a", 2], at: new Date(0) } });
      await logger.span("Tool.read", C, () => fs.promises.readFile(__filename, "utf8"));
      assert.match(http.outgoingHeaders().traceparent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-/);
      await fs.promises.readFile(`${__filename}.absent`).catch((error) => {
        logger.error("absent", C, "Agent", { error });
      });
    }
  }
  logger.traceMethods(Agent, C, ["run"]);
  await logger.withContext({ correlationId: "r-1" }, () => new Agent().run());
}

/** The process's one logger can be listened to by a test, and is silent afterwards. */
async function oneLogger(runtime, testing, C) {
  const { records, restore } = testing.captureLogs();
  assert.equal(runtime.getLogger(), runtime.backendLogger);
  runtime.backendLogger.warn("heard", C, "Test");
  restore();
  assert.deepEqual(
    records.map(({ msg }) => msg),
    ["heard"],
  );
}

async function intoFile(runtime, C) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "blog-runner-"));
  const file = path.join(folder, "logs", "app.log");
  const logger = runtime.createLogger({ destination: { path: file } });
  for (let index = 0; index < 100; index += 1) logger.info(`line ${index}`, C, "File");
  await logger.shutdown();
  const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).msg),
    lines.map((_, index) => `line ${index}`),
  );
  assert.equal(lines.length, 100);
  fs.rmSync(folder, { recursive: true });
}
