/**
 * Percentiles with a bounded relative error, by logarithmic buckets: the DDSketch of Masson, Rim and Lee
 * (VLDB 2019, arXiv:1908.10693). Bucket `i` holds the values in (γ^(i-1), γ^i] with γ = (1 + α) / (1 - α);
 * its answer 2γ^i / (γ + 1) is then within α of each of them. Sketches of the same α add up exactly.
 */
export type Histogram = {
  /** Counts one value of at least 0; anything else is ignored. */
  readonly record: (value: number) => void;
  /** Adds what another has counted. */
  readonly merge: (other: Sketch) => void;
  /** `undefined` while empty. */
  readonly summary: () => Summary | undefined;
  readonly sketch: () => Sketch;
};

/** α: a percentile differs from the exact one by at most this share of it. */
export const RELATIVE_ERROR = 0.01;

/** What is known of the recorded values, in their own unit; percentiles are within `RELATIVE_ERROR`, the rest is exact. */
export type Summary = {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
};

/** The counts themselves, to send to another process: `counts[i]` belongs to bucket `first + i`. */
export type Sketch = {
  readonly count: number;
  readonly zeros: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly first: number;
  readonly counts: readonly number[];
};

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const BUCKETS_PER_E = 1 / Math.log(GAMMA);
/** Values below count as 0 and values above as this: in milliseconds, 1 ns and 31 years. */
const SMALLEST = 1e-6;
const LARGEST = 1e12;
const GROWTH = 64;

/** How many of the values are at most `limit`, within `RELATIVE_ERROR` of it. */
export function countUpTo({ zeros, first, counts, count, max }: Sketch, limit: number): number {
  if (limit >= max) return count;
  let counted = zeros;
  for (const [index, times] of counts.entries()) {
    if (middleOf(first + index) > limit) break;
    counted += times;
  }
  return counted;
}

const bucketOf = (value: number): number => Math.ceil(Math.log(value) * BUCKETS_PER_E);
const middleOf = (bucket: number): number => (2 * GAMMA ** bucket) / (GAMMA + 1);

/** Where `totals` has what: numbers in an array of their own are written in place, where a variable makes a new one. */
const COUNT = 0;
const ZEROS = 1;
const SUM = 2;
const MIN = 3;
const MAX = 4;

export function createHistogram(): Histogram {
  let counts = new Float64Array(0);
  let first = 0;
  const totals = new Float64Array([0, 0, 0, Number.POSITIVE_INFINITY, 0]);

  function add(bucket: number, times: number): void {
    if (counts.length === 0) first = bucket - GROWTH / 2;
    if (bucket < first || bucket >= first + counts.length) grow(bucket);
    counts[bucket - first]! += times;
  }

  function grow(bucket: number): void {
    const from = Math.min(first, bucket - (bucket < first ? GROWTH : 0));
    const to = Math.max(first + counts.length, bucket + GROWTH);
    const grown = new Float64Array(to - from);
    grown.set(counts, first - from);
    counts = grown;
    first = from;
  }

  /** Nearest rank: the smallest recorded value that at least this share of them does not exceed. */
  function percentile(share: number): number {
    let left = Math.ceil(share * totals[COUNT]!) - totals[ZEROS]!;
    if (left <= 0) return totals[MIN]!;
    for (let index = 0; index < counts.length; index += 1) {
      left -= counts[index] ?? 0;
      if (left <= 0) return Math.min(totals[MAX]!, Math.max(totals[MIN]!, middleOf(first + index)));
    }
    return totals[MAX]!;
  }

  return {
    record(value) {
      if (!(value >= 0)) return;
      totals[COUNT]! += 1;
      totals[SUM]! += value;
      if (value < totals[MIN]!) totals[MIN] = value;
      if (value > totals[MAX]!) totals[MAX] = value;
      if (value < SMALLEST) totals[ZEROS]! += 1;
      else add(bucketOf(Math.min(value, LARGEST)), 1);
    },
    merge(other) {
      other.counts.forEach((times, index) => {
        if (times > 0) add(other.first + index, times);
      });
      totals[COUNT]! += other.count;
      totals[ZEROS]! += other.zeros;
      totals[SUM]! += other.sum;
      if (other.count > 0) totals[MIN] = Math.min(totals[MIN]!, other.min);
      totals[MAX] = Math.max(totals[MAX]!, other.max);
    },
    summary() {
      const [count, , sum, min, max] = totals as unknown as readonly [number, number, number, number, number];
      if (count === 0) return undefined;
      return {
        count,
        min,
        max,
        mean: sum / count,
        p50: percentile(0.5),
        p90: percentile(0.9),
        p95: percentile(0.95),
        p99: percentile(0.99),
      };
    },
    sketch() {
      const [count, zeros, sum, min, max] = totals as unknown as readonly [
        number,
        number,
        number,
        number,
        number,
      ];
      const used = counts.findIndex((times) => times > 0);
      const last = counts.findLastIndex((times) => times > 0);
      const kept = used < 0 ? [] : Array.from(counts.subarray(used, last + 1));
      const start = used < 0 ? 0 : first + used;
      return { count, zeros, sum, min: count === 0 ? 0 : min, max, first: start, counts: kept };
    },
  };
}
