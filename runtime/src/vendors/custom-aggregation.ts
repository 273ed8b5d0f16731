import { types } from "node:util";
import type { ErrorEvent } from "../aggregation/event.ts";
import type { Vendor } from "../aggregation/vendor.ts";

/** Hands errors to a function of the application's. What it throws or rejects with means: try again later. */
export function openCustom(handler: (event: ErrorEvent) => unknown): Vendor {
  let takesItsTime = types.isAsyncFunction(handler);

  /** Whether the handler is done with it: a promise would be left behind. */
  function isHandled(event: ErrorEvent): boolean {
    try {
      const result = handler(event);
      if (!isThenable(result)) return true;
      takesItsTime = true;
      result.then(nothing, nothing);
      // blog-ignore-next-line err/swallowed-catch -- the failure is told by the vendor that returned the promise
    } catch {
      // Not handled, then.
    }
    return false;
  }

  return {
    name: "errorAggregationHandler",
    concurrency: 16,
    async send(event) {
      const result = handler(event);
      if (isThenable(result)) takesItsTime = true;
      await result;
      return { kind: "sent" };
    },
    sendNow: (events) => (takesItsTime ? undefined : events.map(isHandled)),
    close: nothing,
  };
}

const nothing = (): void => {};

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
