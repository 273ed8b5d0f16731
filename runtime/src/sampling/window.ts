const BUCKETS = 20;
const BUCKET_MS = 50;

/** How many records there were within the last second, in steps of 50 ms. */
export type Window = {
  /** Counts one more. @returns all of the last second, this one included. `now` in milliseconds that only grow. */
  readonly add: (now: number) => number;
};

export function createWindow(): Window {
  const counts = new Float64Array(BUCKETS);
  let total = 0;
  let current = 0;

  function advance(bucket: number): void {
    const passed = Math.min(bucket - current, BUCKETS);
    for (let i = 1; i <= passed; i++) {
      const slot = (current + i) % BUCKETS;
      total -= counts[slot] as number;
      counts[slot] = 0;
    }
    // After a long pause the slots are all empty, so that it does not matter where the next one lies.
    current = bucket;
  }

  let last = Number.NEGATIVE_INFINITY;
  let slot = 0;

  return {
    add(now) {
      // A coarse clock gives the same time again and again.
      if (now !== last) {
        last = now;
        const bucket = Math.floor(now / BUCKET_MS);
        if (bucket > current) advance(bucket);
        slot = current % BUCKETS;
      }
      counts[slot]! += 1;
      total += 1;
      return total;
    },
  };
}
