import type { Otel, Watch } from "./otel.ts";

/** How long a process that has nothing more to do waits for what is on its way, in milliseconds. */
const PATIENCE = 2000;

type Waiting = { readonly pending: Otel["pending"]; readonly flush: Otel["flush"]; readonly watch: Watch };

const open = new Set<Waiting>();
let tried = false;

/**
 * What waits is sent when the process runs out of work. Where it ends by `process.exit` or a throw nothing can be sent
 * any more, so the number is told. One pair of listeners for all loggers.
 */
export function watchEnd(pending: Otel["pending"], flush: Otel["flush"], watch: Watch): () => void {
  const waiting: Waiting = { pending, flush, watch };
  if (open.size === 0) {
    process.on("beforeExit", onIdle);
    process.on("exit", onExit);
  }
  open.add(waiting);
  return () => {
    open.delete(waiting);
    if (open.size > 0) return;
    process.off("beforeExit", onIdle);
    process.off("exit", onExit);
  };
}

/** Once: a receiver that is away must not keep the process for ever. */
function onIdle(): void {
  if (tried) return;
  tried = true;
  for (const { pending, flush } of open) if (pending() > 0) void flush(PATIENCE);
}

function onExit(): void {
  for (const { pending, watch } of open) {
    const count = pending();
    if (count === 0) continue;
    watch.lost(count, "otlp: not sent before the process ended");
    watch.failed(new Error(`${count} spans and log records were not sent before the process ended`));
  }
}
