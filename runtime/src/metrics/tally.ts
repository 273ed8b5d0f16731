/** The name under which everything beyond the bound is counted. */
export const OTHER = "other";

export type Tally = {
  readonly add: (name: string, times?: number) => void;
  readonly counts: () => Readonly<Record<string, number>>;
};

/** Counts by name; after `limit` different names, new ones count as `other`, so hostile names cannot fill the memory. */
export function createTally(limit: number): Tally {
  const counts = new Map<string, number>();
  return {
    add(name, times = 1) {
      const counted = counts.has(name) || counts.size < limit ? name : OTHER;
      counts.set(counted, (counts.get(counted) ?? 0) + times);
    },
    counts: () => Object.fromEntries(counts),
  };
}
