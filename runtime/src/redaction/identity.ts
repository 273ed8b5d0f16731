const ids = new WeakMap<object, string>();
let last = 0;

/** Tells one thrown object from others in this process without holding it. */
export function identityOf(thrown: unknown): string | undefined {
  if ((typeof thrown !== "object" && typeof thrown !== "function") || thrown === null) return undefined;
  const known = ids.get(thrown);
  if (known !== undefined) return known;
  last += 1;
  const id = `${process.pid}-${last}`;
  ids.set(thrown, id);
  return id;
}
