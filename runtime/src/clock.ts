/** Taken when the module loads, before a test's fake timers can replace them. */
const dateNow = Date.now;
const { hrtime } = process;
const { setTimeout: setTimer } = globalThis;

/** As fast as `performance.now()`, which costs a millisecond and more at the first mention of `performance`. */
function monotonic(): number {
  const [seconds, nanoseconds] = hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

export type Clock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds that only grow. */
  readonly monotonic: () => number;
  /** The same, some 20 ms behind at most, for what is asked many times per millisecond. @default monotonic */
  readonly coarse?: () => number;
};

const STRIDE = 16;
const STALE_MS = 20;

/**
 * A clock that is read once in 16 askings and after each turn of the event loop that took time:
 * reading the system's costs as much as deciding about a record does.
 */
function createCoarse(read: () => number): () => number {
  let time = 0;
  let asked = STRIDE;
  let armed = false;
  return () => {
    asked += 1;
    if (asked < STRIDE) return time;
    asked = 0;
    time = read();
    if (!armed) {
      armed = true;
      setTimer(() => {
        armed = false;
        asked = STRIDE;
      }, STALE_MS).unref();
    }
    return time;
  };
}

export const SYSTEM_CLOCK: Clock = {
  now: () => dateNow(),
  monotonic,
  coarse: createCoarse(monotonic),
};
