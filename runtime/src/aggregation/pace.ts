const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_CLOSED_MS = 3_600_000;

/** When a service may be tried: not while it wants nothing, and ever more rarely while it is not to be had. */
export type Pace = {
  /** Milliseconds until the next try. */
  readonly wait: () => number;
  /** It was not to be had when it was tried last. */
  readonly isAway: () => boolean;
  /** It said itself that it wants nothing now, which no hurry changes. */
  readonly isClosed: () => boolean;
  readonly arrived: () => void;
  readonly failed: () => void;
  readonly close: (ms: number) => void;
  /** Tries again at once. */
  readonly hurry: () => void;
};

export function createPace(now: () => number): Pace {
  let closedUntil = 0;
  let pausedUntil = 0;
  let pause = 0;
  return {
    wait: () => Math.max(0, pausedUntil - now(), closedUntil - now()),
    isAway: () => pause > 0,
    isClosed: () => closedUntil > now(),
    arrived() {
      pause = 0;
    },
    failed() {
      // All that are under way when the service goes away fail together: that is one failure.
      if (pausedUntil > now()) return;
      pause = Math.min(LONGEST_PAUSE_MS, pause === 0 ? FIRST_PAUSE_MS : pause * 2);
      pausedUntil = now() + pause;
    },
    close(ms) {
      closedUntil = now() + Math.min(LONGEST_CLOSED_MS, ms);
    },
    hurry() {
      pausedUntil = 0;
    },
  };
}
