import { isMainThread } from "node:worker_threads";

/** Whoever holds something that a signal would destroy. */
export type Held = {
  /** Sends at once; `false` where that takes its time. */
  readonly now: () => boolean;
  readonly pending: () => number;
  readonly flush: (timeoutMs: number) => Promise<unknown>;
  /** What is still held goes down with the process. */
  readonly left: () => void;
};

/** Signals that end a process unless it listens. */
const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
/** How long one that nobody else listens to is put off at most, in milliseconds. */
const PATIENCE = 2000;

const holders = new Set<Held>();

/**
 * Sends what is held before a signal ends the process. It listens only while something is held, goes first and then
 * away: so the signal ends the process as it would have, and whoever else listens finds itself alone.
 */
export function holdSignals(held: Held): void {
  if (!isMainThread || holders.has(held)) return;
  if (holders.size === 0) for (const signal of SIGNALS) process.prependListener(signal, onSignal);
  holders.add(held);
}

/** Nothing is held any more. */
export function freeSignals(held: Held): void {
  if (holders.delete(held) && holders.size === 0) stop();
}

function stop(): void {
  for (const signal of SIGNALS) process.removeListener(signal, onSignal);
}

function onSignal(signal: NodeJS.Signals): void {
  const all = [...holders];
  holders.clear();
  stop();
  const flushed = all.flatMap((held) => (held.now() || held.pending() === 0 ? [] : [held.flush(PATIENCE)]));
  if (process.listenerCount(signal) > 0) return;
  const end = (): void => {
    for (const held of all) if (held.pending() > 0) held.left();
    process.kill(process.pid, signal);
  };
  if (flushed.length === 0) end();
  else void Promise.allSettled(flushed).then(end);
}
