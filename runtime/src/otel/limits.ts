import type { BatchLimits } from "./batch.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** A burst of 20,000 fits; OpenTelemetry's own variables (`OTEL_BSP_…` for spans, `OTEL_BLRP_…` for logs) win. */
export function batchLimits(prefix: "OTEL_BSP" | "OTEL_BLRP", env: Env): BatchLimits {
  const number = (name: string, initial: number): number => {
    const value = Number(env[`${prefix}_${name}`]?.trim() || Number.NaN);
    return Number.isInteger(value) && value > 0 ? value : initial;
  };
  const queue = number("MAX_QUEUE_SIZE", 32_768);
  return {
    queue,
    size: Math.min(queue, number("MAX_EXPORT_BATCH_SIZE", 512)),
    delayMs: number("SCHEDULE_DELAY", 1000),
    timeoutMs: number("EXPORT_TIMEOUT", 30_000),
  };
}
