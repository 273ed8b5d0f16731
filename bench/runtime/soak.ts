/** Logs, traces and fails for so many minutes, and tells what the process had at each second: `soak.ts 10`. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import { createLogger, LogCategory } from "blog-runtime";
import { proseOf } from "./prose.ts";
import { tell } from "./slices.ts";

const RECORDS_A_TURN = 20;
const SECOND = 1_000;

const ends = Date.now() + Number(process.argv[2] ?? 10) * 60 * SECOND;
const logger = createLogger({
  destination: { path: "/dev/null" },
  enablePiiRedaction: true,
  enableSampling: true,
  samplingThresholdQps: 5_000,
  samplingRate: 0.1,
});
const query = `${proseOf(400)} jane.doe@example.com`;
const delay = monitorEventLoopDelay({ resolution: 5 });
const heapMb: number[] = [];
const handles: number[] = [];
const delayMs: number[] = [];
let request = 0;
let next = Date.now() + SECOND;

/** One request: a context, a span, a breadcrumb, records, sometimes an error. */
async function serve(): Promise<void> {
  request += 1;
  const id = request;
  await logger.withContext({ correlationId: `request-${id}`, userId: `user-${id % 1000}` }, () =>
    logger.span("Agent.run", LogCategory.AGENT_OPERATIONS, async () => {
      logger.addBreadcrumb("asked", LogCategory.AGENT_OPERATIONS);
      for (let n = 0; n < RECORDS_A_TURN; n++) {
        logger.info(`step ${n} of ${id}`, LogCategory.AGENT_OPERATIONS, `Tool${n}`, {
          data: { query, n },
          performance: { durationMs: n },
        });
      }
      await turn();
      if (id % 50 === 0)
        logger.error("failed", LogCategory.AGENT_OPERATIONS, "Agent", { error: new Error(`of ${id}`) });
    }),
  );
}

function sample(): void {
  globalThis.gc?.();
  heapMb.push(process.memoryUsage().heapUsed / 1_048_576);
  handles.push(process.getActiveResourcesInfo().length);
  delayMs.push(delay.percentile(99) / 1e6);
  delay.reset();
}

delay.enable();
while (Date.now() < ends) {
  await serve();
  if (Date.now() < next) continue;
  next += SECOND;
  // The collection of the sample itself is no delay of the logger's.
  sample();
  await turn();
  delay.reset();
}
const { records, dropped, internalErrors } = logger.getMetrics();
const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);
tell({ heapMb, handles, delayMs, records: [records.total], lost: [sum(dropped) + sum(internalErrors)] });
