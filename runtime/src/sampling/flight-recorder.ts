import type { LogRecord } from "../record.ts";
import { type Held, hold } from "./snapshot.ts";

/** Holds what was sampled out of the requests that run, for the one among them that fails. */
export type FlightRecorder = {
  readonly hold: (id: string, record: LogRecord) => void;
  /** What is held of a request, the oldest first; not held any more. */
  readonly take: (id: string) => readonly LogRecord[];
};

/** Requests whose records are held; the one that has been quiet longest goes first. */
const REQUESTS = 1_000;
/** Everything held together, in UTF-16 units. */
const WEIGHT = 8 * 1024 * 1024;

/** @param size how many records of one request are held, the last ones */
export function createFlightRecorder(size: () => number): FlightRecorder {
  const requests = new Map<string, Held[]>();
  let weight = 0;

  function forget(id: string, held: readonly Held[]): void {
    requests.delete(id);
    for (const entry of held) weight -= entry.weight;
  }

  function makeRoom(): void {
    for (const [id, held] of requests) {
      if (requests.size <= REQUESTS && weight <= WEIGHT) return;
      forget(id, held);
    }
  }

  return {
    hold(id, record) {
      const limit = size();
      if (limit === 0) return;
      const entry = hold(record);
      const held = requests.get(id) ?? [];
      // Moved to the end only when the end matters.
      if (requests.size > REQUESTS / 2) requests.delete(id);
      requests.set(id, held);
      held.push(entry);
      weight += entry.weight;
      while (held.length > limit) weight -= held.shift()!.weight;
      if (requests.size > REQUESTS || weight > WEIGHT) makeRoom();
    },
    take(id) {
      const held = requests.get(id);
      if (held === undefined) return [];
      forget(id, held);
      return held.map(({ record }) => record);
    },
  };
}
