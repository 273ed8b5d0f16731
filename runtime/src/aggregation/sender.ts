import { AsyncResource } from "node:async_hooks";
import type { ErrorEvent } from "./event.ts";
import type { Sent, Vendor } from "./vendor.ts";
import type { Group, Waiting } from "./waiting.ts";

/** Taken at load, before a test's fake timers can replace them. */
const { setTimeout: setTimer, clearTimeout: clearTimer, setImmediate: soon } = globalThis;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const LONGEST_CLOSED_MS = 3_600_000;
/** Events that are made ready in one turn of the event loop: each takes some tenths of a millisecond. */
const AT_A_TIME = 4;

export type SenderWatch = {
  readonly sent: (group: Group) => void;
  /** An event that will not arrive. */
  readonly lost: (occurrences: number, reason: string) => void;
  /** An event that has to wait, which is told once a reason. */
  readonly late: (reason: string) => void;
};

/** Sends what waits, so many at a time, and pauses while the service is not to be had. */
export type Sender = {
  /** Something waits. */
  readonly wake: () => void;
  /** Sends at once what waits for its time, or for the service to come back. */
  readonly hurry: () => void;
  /** Occurrences that are on their way. */
  readonly underway: () => number;
  readonly close: () => void;
};

/** Sending belongs to no request: its spans and contexts must not be those of the request that failed first. */
const nowhere = new AsyncResource("blog-runtime");

export function createSender(
  vendor: Vendor,
  waiting: Waiting,
  now: () => number,
  watch: SenderWatch,
): Sender {
  const inFlight = new Set<Group>();
  let closed = false;
  let hurried = false;
  let awake = false;
  /** The service itself said until when it takes nothing: no hurry changes that. */
  let closedUntil = 0;
  let pausedUntil = 0;
  let pause = 0;
  let timer: ReturnType<typeof setTimer> | undefined;

  function wake(): void {
    if (awake) return;
    awake = true;
    // After the tick: whatever fails in it may be grouped.
    nowhere.runInAsyncScope(() => soon(drain));
  }

  function drain(): void {
    awake = false;
    if (closed) return;
    const time = now();
    const until = Math.max(pausedUntil, closedUntil);
    if (until > time) {
      sleep(until - time);
      return;
    }
    // After a pause one goes ahead and the others wait for what it finds.
    const most = Math.min(pause > 0 ? 1 : vendor.concurrency, inFlight.size + AT_A_TIME);
    while (inFlight.size < most) {
      const group = waiting.take(hurried ? Number.POSITIVE_INFINITY : time);
      if (group === undefined) break;
      inFlight.add(group);
      void attempt(group).finally(() => {
        inFlight.delete(group);
        drain();
      });
    }
    const next = waiting.next();
    if (next === undefined) hurried = false;
    else if (inFlight.size === 0) sleep(next - time);
    else if (inFlight.size < vendor.concurrency && pause === 0 && next <= time) wake();
  }

  async function attempt(group: Group): Promise<void> {
    const result = await vendor
      .send(finalEvent(group))
      .catch((error: unknown): Sent => ({ kind: "retry", reason: String(error) }));
    if (result.afterMs !== undefined) closedUntil = now() + Math.min(LONGEST_CLOSED_MS, result.afterMs);
    switch (result.kind) {
      case "sent":
        pause = 0;
        watch.sent(group);
        break;
      case "refused":
        watch.lost(group.occurrences, result.reason);
        break;
      case "retry":
        waiting.putBack(group);
        retreat();
        watch.late(result.reason);
    }
  }

  /** All that are under way when the service goes away fail together: that is one failure. */
  function retreat(): void {
    if (pausedUntil > now()) return;
    pause = Math.min(LONGEST_PAUSE_MS, pause === 0 ? FIRST_PAUSE_MS : pause * 2);
    pausedUntil = now() + pause;
  }

  function sleep(ms: number): void {
    if (timer !== undefined) clearTimer(timer);
    timer = setTimer(() => nowhere.runInAsyncScope(drain), Math.max(1, ms)).unref();
  }

  return {
    wake,
    hurry() {
      if (waiting.next() === undefined) return;
      hurried = true;
      pausedUntil = 0;
      nowhere.runInAsyncScope(drain);
    },
    underway: () => [...inFlight].reduce((sum, { occurrences }) => sum + occurrences, 0),
    close() {
      closed = true;
      if (timer !== undefined) clearTimer(timer);
      vendor.close();
    },
  };
}

const finalEvent = ({ event, occurrences, lastTime, sightings }: Group): ErrorEvent => ({
  ...event,
  occurrences,
  lastTime,
  sightings: [...sightings],
});
