/** Names remembered; then it starts anew, so that made-up names cannot fill the memory. */
const REMEMBERED = 2_000;
const LONGEST_NAME = 100;

/** What was found out about names that come again and again. */
export type Memory<T> = {
  readonly get: (name: string) => T | undefined;
  /** @returns `value` */
  readonly keep: (name: string, value: T) => T;
};

export function createMemory<T>(): Memory<T> {
  const known = new Map<string, T>();
  return {
    get: (name) => known.get(name),
    keep(name, value) {
      if (name.length > LONGEST_NAME) return value;
      if (known.size >= REMEMBERED) known.clear();
      known.set(name, value);
      return value;
    },
  };
}
