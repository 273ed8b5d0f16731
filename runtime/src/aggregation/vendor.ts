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
  /** What the application says of the place where an error is logged, for `send`. */
  readonly place?: () => unknown;
  readonly send: (event: ErrorEvent, place: unknown) => Promise<Sent>;
  /** Sends before it returns, as the process is ending. Which of them were accepted; `undefined` where that cannot be. */
  readonly sendNow: (events: readonly ErrorEvent[], patienceMs: number) => readonly boolean[] | undefined;
  readonly close: () => void;
};
