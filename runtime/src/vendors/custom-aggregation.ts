import type { ErrorEvent } from "../aggregation/event.ts";
import type { Vendor } from "../aggregation/vendor.ts";

/** Hands errors to a function of the application's. What it throws or rejects with means: try again later. */
export function openCustom(handler: (event: ErrorEvent) => unknown): Vendor {
  return {
    name: "errorAggregationHandler",
    concurrency: 16,
    async send(event) {
      await handler(event);
      return { kind: "sent" };
    },
    close: () => {},
  };
}
