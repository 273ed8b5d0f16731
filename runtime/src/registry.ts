import { AsyncLocalStorage } from "node:async_hooks";
import type { BackendLogger } from "./api.ts";
import type { Frame } from "./context.ts";
import { VERSION } from "./version.ts";

/** What all copies of this package in a process share; raised when a copy could no longer use another's. */
const SHAPE = 1;
const KEY = Symbol.for("blog-runtime");

export type Registry = {
  readonly shape: number;
  readonly version: string;
  readonly storage: AsyncLocalStorage<Frame>;
  /** Functions that are traced already. */
  readonly wrapped: WeakSet<object>;
  logger: BackendLogger | undefined;
};

/**
 * The process's registry: the ESM and the CommonJS build, or two installed copies, have one logger and one context.
 * A copy whose registry has another shape is left alone, and this one keeps to itself.
 */
export const registry: Registry = find() ?? create();

/** The version of another copy that this one cannot share a logger with. */
export const strangerVersion: string | undefined = stranger();

function find(): Registry | undefined {
  const found = (globalThis as { [KEY]?: Registry })[KEY];
  return found?.shape === SHAPE ? found : undefined;
}

function stranger(): string | undefined {
  const found = (globalThis as { [KEY]?: Partial<Registry> })[KEY];
  return found === undefined || found === registry ? undefined : String(found.version);
}

function create(): Registry {
  const created: Registry = {
    shape: SHAPE,
    version: VERSION,
    storage: new AsyncLocalStorage(),
    wrapped: new WeakSet(),
    logger: undefined,
  };
  if (!(KEY in globalThis)) {
    Object.defineProperty(globalThis, KEY, {
      value: created,
      configurable: true,
      enumerable: false,
      writable: true,
    });
  }
  return created;
}
