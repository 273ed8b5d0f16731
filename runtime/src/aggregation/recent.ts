const MOST = 10_000;

/** The last entries that were set; older ones are forgotten. */
export type Recent<T> = {
  readonly get: (key: string) => T | undefined;
  readonly set: (key: string, value: T) => void;
  readonly forget: (key: string) => void;
};

export function createRecent<T>(): Recent<T> {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return {
    forget(key) {
      young.delete(key);
      old.delete(key);
    },
    get: (key) => young.get(key) ?? old.get(key),
    set(key, value) {
      young.set(key, value);
      if (young.size < MOST / 2) return;
      old = young;
      young = new Map();
    },
  };
}
