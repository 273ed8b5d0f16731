import type { ErrorEvent, Sighting } from "./event.ts";

/** An event that waits, while equal ones may still join it. */
export type Group = {
  readonly key: string;
  readonly event: ErrorEvent;
  readonly errorId: string | undefined;
  readonly place: unknown;
  readonly weight: number;
  occurrences: number;
  lastTime: number;
  readonly sightings: Sighting[];
  /** Milliseconds of the monotonic clock before which it is not sent. */
  notBefore: number;
};

type NewGroup = Pick<Group, "key" | "event" | "errorId" | "place" | "notBefore">;

/** Events that wait together. */
const GROUPS = 10_000;
/** All of them together, in UTF-16 units about. */
const WEIGHT = 16 * 1024 * 1024;
const SIGHTINGS = 20;

/** The events that wait to be sent, in the order they came; bounded. */
export type Waiting = {
  readonly find: (key: string) => Group | undefined;
  readonly isFull: () => boolean;
  /** `undefined` where there is no room. */
  readonly add: (group: NewGroup) => Group | undefined;
  /** Puts back what could not be sent; equal ones that came meanwhile join it. */
  readonly putBack: (group: Group) => void;
  /** The first that may be sent. */
  readonly take: (now: number) => Group | undefined;
  /** When the next may be sent; `undefined` when there is none. */
  readonly next: () => number | undefined;
  readonly occurrences: () => number;
};

export function createWaiting(): Waiting {
  let groups = new Map<string, Group>();
  let weight = 0;

  const put = (group: Group): Group => {
    groups.set(group.key, group);
    weight += group.weight;
    return group;
  };

  return {
    find: (key) => groups.get(key),
    isFull: () => groups.size >= GROUPS || weight >= WEIGHT,
    add(group) {
      const own = weigh(group.event);
      if (groups.size >= GROUPS || weight + own > WEIGHT) return undefined;
      return put({ ...group, weight: own, occurrences: 1, lastTime: group.event.time, sightings: [] });
    },
    putBack(group) {
      const later = groups.get(group.key);
      if (later !== undefined) {
        join(group, later.occurrences, later.lastTime);
        groups.delete(group.key);
        weight -= later.weight;
      }
      const others = groups;
      groups = new Map();
      put(group);
      for (const [key, other] of others) groups.set(key, other);
    },
    take(now) {
      for (const group of groups.values()) {
        if (group.notBefore > now) continue;
        groups.delete(group.key);
        weight -= group.weight;
        return group;
      }
      return undefined;
    },
    next() {
      let earliest: number | undefined;
      for (const { notBefore } of groups.values()) {
        if (notBefore === 0) return 0;
        if (earliest === undefined || notBefore < earliest) earliest = notBefore;
      }
      return earliest;
    },
    occurrences() {
      let sum = 0;
      for (const { occurrences } of groups.values()) sum += occurrences;
      return sum;
    },
  };
}

export function join(group: Group, occurrences: number, lastTime: number): void {
  group.occurrences += occurrences;
  group.lastTime = Math.max(group.lastTime, lastTime);
}

export function sight(group: Group, sighting: Sighting): void {
  if (group.sightings.length < SIGHTINGS) group.sightings.push(sighting);
}

const FIELD = 16;
/** What a value takes, in UTF-16 units about. */
export function weigh(value: unknown): number {
  if (typeof value === "string") return value.length + FIELD;
  if (typeof value !== "object" || value === null) return FIELD;
  let weight = FIELD;
  for (const key in value) {
    // Breadcrumbs are shared by the events that follow them.
    weight += key === "breadcrumbs" ? 1_000 : key.length + weigh((value as Record<string, unknown>)[key]);
  }
  return weight;
}
