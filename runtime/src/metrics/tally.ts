/** The name under which everything beyond the bound is counted. */
export const OTHER = "other";

export type Tally = {
  readonly add: (name: string, times?: number) => void;
  readonly counts: () => Readonly<Record<string, number>>;
};

/** Counts by name; after `limit` different names, new ones count as `other`, so hostile names cannot fill the memory. */
export function createTally(limit: number): Tally {
  const counts = new Map<string, { times: number }>();
  return {
    add(name, times = 1) {
      const known = counts.get(name) ?? counter(counts, counts.size < limit ? name : OTHER);
      known.times += times;
    },
    counts: () => Object.fromEntries([...counts].map(([name, { times }]) => [name, times])),
  };
}

function counter(counts: Map<string, { times: number }>, name: string): { times: number } {
  const counted = counts.get(name) ?? { times: 0 };
  counts.set(name, counted);
  return counted;
}
