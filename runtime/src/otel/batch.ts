/** Taken at load, before a test's fake timers can replace them. */
const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;

/** What waits to be sent, in bounded memory. */
export type Batch<T> = {
  readonly add: (item: T) => void;
  /** How many are waiting or on their way. */
  readonly pending: () => number;
  /** Sends what waits; whether all of it was taken within the time. */
  readonly flush: (timeoutMs: number) => Promise<boolean>;
};

export type BatchParts<T> = {
  /** Hands items to an exporter, which calls `done` when they are with the other side or lost. */
  readonly send: (items: readonly T[], done: (error: Error | undefined) => void) => void;
  /** Told of every item that is lost, and why. */
  readonly lost: (count: number, reason: string) => void;
  readonly failed: (error: Error) => void;
  readonly limits: BatchLimits;
};

export type BatchLimits = {
  /** Items held at most; what comes beyond is lost and counted. */
  readonly queue: number;
  /** Items sent at a time. */
  readonly size: number;
  /** How long a lone item waits for others, in milliseconds. */
  readonly delayMs: number;
  /** How long one sending may take, in milliseconds. */
  readonly timeoutMs: number;
};

/**
 * Sends items in batches, one batch at a time, off the caller's path. The SDK's own processors hold 2,048 and drop the
 * rest of a burst without a word; this one holds what a burst brings, within its bound, and says what it could not hold.
 */
export function createBatch<T>({ send, lost, failed, limits }: BatchParts<T>): Batch<T> {
  let waiting: T[] = [];
  let sending = 0;
  let timer: NodeJS.Timeout | undefined;

  function schedule(): void {
    if (sending > 0 || waiting.length === 0) return;
    const isFull = waiting.length >= limits.size;
    if (isFull && timer !== undefined) clearTimer(timer);
    else if (timer !== undefined) return;
    timer = setTimer(sendNext, isFull ? 0 : limits.delayMs);
    timer.unref();
  }

  function sendNext(): void {
    if (timer !== undefined) clearTimer(timer);
    timer = undefined;
    if (sending > 0 || waiting.length === 0) return;
    const items = waiting.slice(0, limits.size);
    waiting = waiting.slice(limits.size);
    sending = items.length;
    const done = once((error) => {
      clearTimer(deadline);
      sending = 0;
      if (error !== undefined) {
        lost(items.length, "export failed");
        failed(error);
      }
      schedule();
    });
    const deadline = setTimer(
      () => done(new Error(`no answer within ${limits.timeoutMs} ms`)),
      limits.timeoutMs,
    );
    deadline.unref();
    try {
      send(items, done);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  return {
    add(item) {
      if (waiting.length >= limits.queue) {
        lost(1, "queue full");
        return;
      }
      waiting.push(item);
      schedule();
    },
    pending: () => waiting.length + sending,
    async flush(timeoutMs) {
      const until = performance.now() + timeoutMs;
      for (;;) {
        sendNext();
        if (waiting.length + sending === 0) return true;
        if (performance.now() >= until) return false;
        // This timer does keep the process alive: whoever flushes waits for it.
        await new Promise<void>((resolve) => void setTimer(resolve, 5));
      }
    },
  };
}

function once(run: (error: Error | undefined) => void): (error: Error | undefined) => void {
  let ran = false;
  return (error) => {
    if (ran) return;
    ran = true;
    run(error);
  };
}
