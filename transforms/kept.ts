/** Values by key, of which those that were asked for last are kept. */
export type Kept<T> = {
  /** The value of a key, made where there is none; `size` is what it counts for. */
  readonly get: (key: string, make: () => { readonly value: T; readonly size: number }) => T;
  /** Puts another value in the place of a key's. */
  readonly put: (key: string, value: T, size: number) => void;
  /** Lets go of the values that were not asked for for the longest time, until the rest is within the bound. */
  readonly trim: () => void;
};

export function createKept<T>(bound: number): Kept<T> {
  const entries = new Map<string, { readonly value: T; readonly size: number }>();
  let total = 0;
  return {
    get: (key, make) => {
      const known = entries.get(key);
      const entry = known ?? make();
      if (known) entries.delete(key);
      else total += entry.size;
      entries.set(key, entry);
      return entry.value;
    },
    put: (key, value, size) => {
      total += size - (entries.get(key)?.size ?? 0);
      entries.delete(key);
      entries.set(key, { value, size });
    },
    trim: () => {
      for (const [key, { size }] of entries) {
        if (total <= bound) return;
        entries.delete(key);
        total -= size;
      }
    },
  };
}
