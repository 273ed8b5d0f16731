/** Taken when the module loads, before a test's fake timers can replace them. */
const dateNow = Date.now;
const performanceNow = performance.now.bind(performance);

export type Clock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds that only grow. */
  readonly monotonic: () => number;
};

export const SYSTEM_CLOCK: Clock = { now: () => dateNow(), monotonic: performanceNow };
