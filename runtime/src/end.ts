/** How long a process that has nothing more to do waits for what is on its way, in milliseconds. */
const PATIENCE = 2000;

/** Something that sends what it holds in its own time. */
export type Unfinished = {
  /** How many items it holds. */
  readonly pending: () => number;
  readonly flush: (timeoutMs: number) => Promise<unknown>;
  /** The process ends, at once, with items held; nothing asynchronous runs any more. `waited`: it has had its time. */
  readonly left: (waited: boolean) => void;
};

/** Each with whether it has had its wait. */
const open = new Map<Unfinished, boolean>();

/**
 * What is held is sent when the process runs out of work. Where it ends by `process.exit` or a throw there is no time
 * for it: see `left`. One pair of listeners for all loggers.
 * @returns how to stop watching
 */
export function watchEnd(one: Unfinished): () => void {
  if (open.size === 0) {
    process.on("beforeExit", onIdle);
    process.on("exit", onExit);
  }
  open.set(one, false);
  return () => {
    open.delete(one);
    if (open.size > 0) return;
    process.off("beforeExit", onIdle);
    process.off("exit", onExit);
  };
}

/** Once each: a receiver that is away must not keep the process for ever. */
function onIdle(): void {
  for (const [one, waited] of open) {
    if (waited || one.pending() === 0) continue;
    open.set(one, true);
    void one.flush(PATIENCE);
  }
}

function onExit(): void {
  for (const [one, waited] of open) if (one.pending() > 0) one.left(waited);
}
