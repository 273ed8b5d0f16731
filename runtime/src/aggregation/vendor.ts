import type { ErrorEvent } from "./event.ts";

/** What came of sending one event, and for how long, in milliseconds, the service wants no others. */
export type Sent = { readonly afterMs?: number | undefined } & (
  | { readonly kind: "sent" }
  /** Later, perhaps: not reached, too busy. */
  | { readonly kind: "retry"; readonly reason: string }
  /** Never: not accepted. */
  | { readonly kind: "refused"; readonly reason: string }
);

/** A service that errors go to. */
export type Vendor = {
  readonly name: string;
  /** Events that are sent at once. */
  readonly concurrency: number;
  readonly send: (event: ErrorEvent) => Promise<Sent>;
  readonly close: () => void;
};
