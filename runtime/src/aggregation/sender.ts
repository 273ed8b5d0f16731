import { AsyncResource } from "node:async_hooks";
import { quietly } from "../otel/quiet.ts";
import type { ErrorEvent } from "./event.ts";
import { createPace } from "./pace.ts";
import type { Sent, Vendor } from "./vendor.ts";
import type { Group, Waiting } from "./waiting.ts";

/** Taken at load, before a test's fake timers can replace them. */
const { setTimeout: setTimer, clearTimeout: clearTimer, setImmediate: soon } = globalThis;
const EVER = Number.POSITIVE_INFINITY;
/** How long the end of the process waits for a service that was there last, and for one that was not. */
const PATIENCE_MS = 2_000;
const IMPATIENCE_MS = 500;
/** Events that are made ready in one turn of the event loop: each takes some tenths of a millisecond. */
const AT_A_TIME = 2;

export type SenderWatch = {
  readonly starts: (group: Group) => void;
  readonly sent: (group: Group) => void;
  /** An event that will not arrive. */
  readonly lost: (group: Group, reason: string) => void;
  /** An event that has to wait, which is told once a reason. */
  readonly late: (reason: string) => void;
  /** Nothing is left. */
  readonly idle: () => void;
};

/** Sends what waits, so many at a time, and pauses while the service is not to be had. */
export type Sender = {
  /** Something waits. */
  readonly wake: () => void;
  /** Sends at once what waits for its time, or for the service to come back. */
  readonly hurry: () => void;
  /** Occurrences that are on their way. */
  readonly underway: () => number;
  /** Sends everything before it returns, as the process is ending; `false` where that cannot be. */
  readonly sendNow: () => boolean;
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
  const pace = createPace(now);
  const inFlight = new Set<Group>();
  /** Sent at the end, while they were under way besides. */
  const settled = new WeakSet<Group>();
  let closed = false;
  let hurried = false;
  let awake = false;
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
    if (pace.wait() > 0) {
      sleep(pace.wait());
      return;
    }
    const time = hurried ? EVER : now();
    // After a pause one goes ahead and the others wait for what it finds.
    const most = Math.min(pace.isAway() ? 1 : vendor.concurrency, inFlight.size + AT_A_TIME);
    while (inFlight.size < most) {
      const group = waiting.take(time);
      if (group === undefined) break;
      start(group);
    }
    goOn(waiting.next());
  }

  function start(group: Group): void {
    inFlight.add(group);
    watch.starts(group);
    void attempt(group).finally(() => {
      inFlight.delete(group);
      // In a turn of its own: a handler that is done at once must not keep the event loop from others.
      wake();
    });
  }

  function goOn(next: number | undefined): void {
    if (next === undefined) {
      hurried = false;
      if (inFlight.size === 0) watch.idle();
    } else if (inFlight.size === 0) sleep(next - now());
    else if (inFlight.size < vendor.concurrency && !pace.isAway() && (hurried || next <= now())) wake();
  }

  async function attempt(group: Group): Promise<void> {
    const result = await quietly(() => vendor.send(finalEvent(group), group.place)).catch(later);
    if (settled.has(group)) return;
    if (result.afterMs !== undefined) pace.close(result.afterMs);
    switch (result.kind) {
      case "sent":
        pace.arrived();
        watch.sent(group);
        break;
      case "refused":
        watch.lost(group, result.reason);
        break;
      case "retry":
        waiting.putBack(group);
        pace.failed();
        watch.late(result.reason);
    }
  }

  function sendNow(): boolean {
    if (pace.isClosed()) return true;
    const groups = [...inFlight];
    for (let group = waiting.take(EVER); group !== undefined; group = waiting.take(EVER)) groups.push(group);
    const patience = pace.isAway() ? IMPATIENCE_MS : PATIENCE_MS;
    const sent = vendor.sendNow(groups.map(finalEvent), patience);
    groups.forEach((group, index) => {
      if (sent?.[index] === true) {
        inFlight.delete(group);
        settled.add(group);
        watch.sent(group);
      } else if (!inFlight.has(group)) waiting.putBack(group);
    });
    return sent !== undefined;
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
      pace.hurry();
      nowhere.runInAsyncScope(drain);
    },
    sendNow,
    underway: () => [...inFlight].reduce((sum, { occurrences }) => sum + occurrences, 0),
    close() {
      closed = true;
      if (timer !== undefined) clearTimer(timer);
      vendor.close();
    },
  };
}

const later = (error: unknown): Sent => ({
  kind: "retry",
  reason: error instanceof Error ? error.message : String(error),
});

const finalEvent = ({ event, occurrences, lastTime, sightings }: Group): ErrorEvent => ({
  ...event,
  occurrences,
  lastTime,
  sightings: [...sightings],
});
