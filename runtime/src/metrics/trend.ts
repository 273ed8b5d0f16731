/** One interval of the trend. */
export type Interval = {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly total: number;
  readonly errors: number;
  /** `errors / total`. */
  readonly rate: number;
};

const KEPT = 60;

export type Trend = {
  /** `time` since the epoch and `length` of an interval in milliseconds. */
  readonly add: (time: number, length: number, isError: boolean) => void;
  /** The oldest first; the last one is still running. Intervals without a record are left out. */
  readonly intervals: () => readonly Interval[];
};

/** Records and errors per interval, for the last 60 intervals that had any. No timer: intervals are cut as records come. */
export function createTrend(): Trend {
  let intervals: { start: number; total: number; errors: number }[] = [];
  return {
    add(time, length, isError) {
      const start = time - (time % length);
      let current = intervals.at(-1);
      if (current === undefined || start > current.start) {
        current = { start, total: 0, errors: 0 };
        intervals = [...intervals.slice(1 - KEPT), current];
      }
      current.total += 1;
      if (isError) current.errors += 1;
    },
    intervals: () => intervals.map((interval) => ({ ...interval, rate: interval.errors / interval.total })),
  };
}
