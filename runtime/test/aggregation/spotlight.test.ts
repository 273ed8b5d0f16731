import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory as C } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { until } from "../helpers/receivers.ts";

const SIDECAR = fileURLToPath(new URL("../../../node_modules/.bin/spotlight", import.meta.url));

/** Sentry's sidecar in a process of its own. */
async function startSpotlight(): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [SIDECAR, "server", "-p", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  let out = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      out += chunk;
    });
  const port = (): string | undefined => /listening on (\d+)/.exec(out)?.[1];
  assert.ok(await until(() => port() !== undefined, 30_000), `the sidecar does not start: ${out}`);
  return { port: Number(port()), child };
}

// biome-ignore lint/suspicious/noExplicitAny: what a stranger sends has no type here.
type Envelope = readonly [Record<string, unknown>, readonly (readonly [{ readonly type: string }, any])[]];

/** Reads what the sidecar streams until `count` events are there. */
async function readEvents(port: number, count: number) {
  const abort = new AbortController();
  const { body } = await fetch(`http://127.0.0.1:${port}/stream`, { signal: abort.signal });
  const decoder = new TextDecoder();
  let text = "";
  const events = () =>
    text
      .split("\n\n")
      .slice(0, -1)
      .flatMap((message) => /^data: ?(.*)$/m.exec(message)?.[1] ?? [])
      .flatMap((data) => (JSON.parse(data) as Envelope)[1].map(([, payload]) => payload));
  const timer = setTimeout(() => abort.abort(), 20_000);
  try {
    for await (const chunk of body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (events().length >= count) break;
    }
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
  return events();
}

test("Sentry's own sidecar reads the events: exception, causes, breadcrumbs, tags, fingerprint, contexts, trace", async () => {
  const { port, child } = await startSpotlight();
  const { logger, records } = createTestLogger({
    enableErrorAggregation: true,
    enablePiiRedaction: true,
    errorAggregationDsn: `http://key@127.0.0.1:${port}/7`,
  });
  const error = new AggregateError([new RangeError("first"), new TypeError("second")], "both", {
    cause: new Error("for jane@example.com"),
  });
  logger.addBreadcrumb("step taken", C.AGENT_OPERATIONS, "info", { step: 1 });
  logger.span("Agent.run", C.AGENT_OPERATIONS, () =>
    logger.error("failed", C.AGENT_OPERATIONS, "Agent", { error, data: { a: { b: { c: { d: 1 } } } } }),
  );
  for (let i = 0; i < 20; i++) logger.error("another", C.API_LAYER, "Api", { error: new Error(`e${i}`) });
  assert.ok(await logger.flush(20_000));
  const events = await readEvents(port, 21);
  const event = events.find(({ message }) => message === "failed");
  assert.is(events.length, 21);
  assert.equal(
    event.exception.values.map(({ type, value }: Record<string, string>) => [type, value]),
    [
      ["TypeError", "second"],
      ["RangeError", "first"],
      ["Error", "for [EMAIL_REDACTED]"],
      ["AggregateError", "both"],
    ],
  );
  assert.is(event.tags.component, "Agent");
  assert.is(event.breadcrumbs[0].message, "step taken");
  assert.is(event.fingerprint.length, 5);
  assert.equal(event.contexts.data, { a: { b: { c: { d: 1 } } } });
  assert.is(event.contexts.trace.trace_id, records.find(({ level }) => level === 50)?.trace_id);
  logger.configure({ enableErrorAggregation: false });
  child.kill();
  await new Promise((resolve) => child.once("exit", resolve));
});

test.run();
