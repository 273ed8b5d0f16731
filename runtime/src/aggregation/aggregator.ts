import type { Breadcrumbs } from "../breadcrumbs.ts";
import type { Clock } from "../clock.ts";
import type { Settings } from "../config/settings.ts";
import { watchEnd } from "../end.ts";
import { flushWithin } from "../flush.ts";
import { isErrorLevel } from "../level.ts";
import type { Redacted } from "../record.ts";
import { keeps, randomnessOf, thresholdOf } from "../sampling/consistent.ts";
import { freeSignals, type Held, holdSignals } from "../signals.ts";
import { eventOf } from "./event.ts";
import { groupKeyOf } from "./fingerprint.ts";
import { createRecent } from "./recent.ts";
import { createSender } from "./sender.ts";
import type { Vendor } from "./vendor.ts";
import { createWaiting, join, sight } from "./waiting.ts";

/** Brings errors to a service: groups them, sends them at a pace, and counts what does not arrive. */
export type Aggregator = {
  /** Takes a record on its way out. Never waits. */
  readonly take: (record: Redacted) => void;
  /** Sends what waits; whether nothing is left. */
  readonly flush: (timeoutMs: number) => Promise<boolean>;
  readonly close: (timeoutMs: number) => Promise<void>;
};

export type AggregationSettings = Pick<
  Settings,
  "errorAggregationSampleRate" | "captureBreadcrumbs" | "maxBreadcrumbs"
>;

/** What became of errors, in occurrences: `sent` of them in so many `events`. */
export type Outcome = "events" | "sent" | "grouped" | "sighted" | "sampled out";

export type AggregatorParts = {
  readonly vendor: Vendor;
  readonly settings: () => AggregationSettings;
  readonly breadcrumbs: Breadcrumbs;
  readonly clock: Clock;
  readonly random: () => number;
  readonly count: (outcome: Outcome, times: number) => void;
  /** Errors that will not arrive. */
  readonly lost: (occurrences: number, reason: string) => void;
  /** Told once per reason. */
  readonly failed: (error: Error) => void;
};

type Told = { readonly id: string; readonly key: string };

/** Equal errors that follow one that was sent go out together, with their number, so long after it. */
const REPEAT_MS = 10_000;

export function createAggregator(parts: AggregatorParts): Aggregator {
  const { vendor, breadcrumbs, clock, count } = parts;
  const waiting = createWaiting();
  /** When a group was sent last. */
  const sentAt = createRecent<number>();
  /** The event that has an error object in full. */
  const told = createRecent<Told>();
  const sender = createSender(vendor, waiting, clock.monotonic, {
    // Not when it has arrived: sending may itself log an error, and that again.
    starts: ({ key }) => sentAt.set(key, clock.monotonic()),
    sent(group) {
      count("events", 1);
      count("sent", group.occurrences);
    },
    lost(group, reason) {
      // A later sighting of the error must not refer to an event that nobody has.
      if (group.errorId !== undefined) told.forget(group.errorId);
      lose(group.occurrences, reason);
    },
    idle: () => freeSignals(held),
    late: (reason) => parts.failed(new Error(`${vendor.name} is not reached, errors wait: ${reason}`)),
  });
  let stopWatching: (() => void) | undefined;
  let isClosed = false;

  function lose(occurrences: number, reason: string): void {
    parts.lost(occurrences, reason);
    parts.failed(new Error(`errors were not sent to ${vendor.name}: ${reason}`));
  }

  function offer(record: Redacted): void {
    if (!isSampled(record)) {
      count("sampled out", 1);
      return;
    }
    const key = groupKeyOf(record);
    const known = record.errorId === undefined ? undefined : told.get(record.errorId);
    const elsewhere = known?.key === key ? undefined : known;
    if (elsewhere !== undefined && joinsFirst(elsewhere, record)) {
      count("sighted", 1);
      return;
    }
    const group = waiting.find(key);
    if (group === undefined) begin(record, key, elsewhere?.id);
    else {
      join(group, 1, record.time);
      count("grouped", 1);
    }
  }

  /** The event that has this error object in full, while it is still here, can say where else it was seen. */
  function joinsFirst({ id, key }: Told, record: Redacted): boolean {
    const first = waiting.find(key);
    if (first === undefined || first.event.id !== id) return false;
    sight(first, record);
    return true;
  }

  function begin(record: Redacted, key: string, reference: string | undefined): void {
    if (isClosed) {
      lose(1, "after shutdown");
      return;
    }
    if (waiting.isFull()) {
      // Before it is described: in a flood that nobody takes, most are not.
      lose(1, "too many wait");
      return;
    }
    const last = sentAt.get(key);
    const notBefore = last === undefined ? 0 : last + REPEAT_MS;
    const event = eventOf(record, breadcrumbs.before(record.correlationId), reference);
    const group = waiting.add({ key, event, errorId: record.errorId, place: vendor.place?.(), notBefore });
    if (group === undefined) {
      lose(1, "too many wait");
      return;
    }
    if (record.errorId !== undefined && reference === undefined)
      told.set(record.errorId, { id: event.id, key });
    stopWatching ??= watchEnd({ pending, flush, left });
    holdSignals(held);
    sender.wake();
  }

  function isSampled(record: Redacted): boolean {
    const rate = parts.settings().errorAggregationSampleRate;
    if (rate >= 1) return true;
    const id = record.correlationId ?? record.trace?.traceId;
    return id === undefined ? parts.random() < rate : keeps(randomnessOf(String(id)), thresholdOf(rate));
  }

  const pending = (): number => waiting.occurrences() + sender.underway();

  function sendNow(): boolean {
    try {
      return sender.sendNow();
    } catch (error) {
      parts.failed(error instanceof Error ? error : new Error(String(error)));
      return true;
    }
  }

  const held: Held = { pending, flush, now: sendNow, left: () => left(true) };

  function left(waited: boolean): void {
    if (!waited) sendNow();
    const occurrences = pending();
    if (occurrences === 0) return;
    parts.lost(occurrences, "not sent before the process ended");
    const errors = occurrences === 1 ? "1 error was" : `${occurrences} errors were`;
    parts.failed(new Error(`${errors} not sent to ${vendor.name} before the process ended`));
  }

  function note(record: Redacted): void {
    const { captureBreadcrumbs, maxBreadcrumbs } = parts.settings();
    if (!captureBreadcrumbs || record.span !== undefined || record.origin !== "logged") return;
    const { time, message, category, level, correlationId } = record;
    breadcrumbs.add({ time, message, category, level, correlationId, data: undefined }, maxBreadcrumbs);
  }

  async function flush(timeoutMs: number): Promise<boolean> {
    sender.hurry();
    return flushWithin(() => sender.underway() === 0 && waiting.next() === undefined, timeoutMs);
  }

  return {
    take(record) {
      if (isErrorLevel(record.level) && record.span === undefined && record.origin === "logged")
        offer(record);
      note(record);
    },
    flush,
    async close(timeoutMs) {
      if (isClosed) return;
      if (timeoutMs > 0) await flush(timeoutMs);
      isClosed = true;
      stopWatching?.();
      freeSignals(held);
      if (pending() > 0) lose(pending(), "not sent before it was switched off");
      sender.close();
    },
  };
}
