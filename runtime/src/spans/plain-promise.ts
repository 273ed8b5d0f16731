import { types } from "node:util";

/** The language's own, whatever a library has put in the global's place. */
const NativePromise = (async () => {})().constructor as PromiseConstructor;

/** A promise that is nothing but that: no subclass, no property of its own. */
export const isPlainPromise = (value: object): value is Promise<unknown> =>
  types.isPromise(value) &&
  Object.getPrototypeOf(value) === NativePromise.prototype &&
  value.constructor === NativePromise &&
  Object.getOwnPropertyNames(value).length === 0;
