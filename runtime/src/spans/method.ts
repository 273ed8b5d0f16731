import { types } from "node:util";

export type Method = (this: unknown, ...args: unknown[]) => unknown;
export type Found = { readonly method: Method; readonly own: PropertyDescriptor | undefined };

/**
 * A method as it would be found on `target`, without running a getter. Own or inherited;
 * `undefined` for accessors, for proxies, and where no own property of that name could be put.
 */
export function findMethod(target: object, key: PropertyKey): Found | undefined {
  const own = Object.getOwnPropertyDescriptor(target, key);
  if (own === undefined ? !Object.isExtensible(target) : !own.configurable) return undefined;
  for (
    let owner: object | null = target;
    owner !== null;
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    if (types.isProxy(owner)) return undefined;
    const found = Object.getOwnPropertyDescriptor(owner, key);
    if (found !== undefined) {
      return typeof found.value === "function" ? { method: found.value as Method, own } : undefined;
    }
  }
  return undefined;
}

/** Puts an own method in the place of the found one; it shows up in no enumeration that did not show one before. */
export function replaceMethod(target: object, key: PropertyKey, found: Found, method: Method): void {
  Object.defineProperty(method, "name", { value: found.method.name, configurable: true });
  Object.defineProperty(method, "length", { value: found.method.length, configurable: true });
  Object.defineProperty(target, key, {
    value: method,
    writable: true,
    configurable: true,
    enumerable: found.own?.enumerable ?? false,
  });
}
