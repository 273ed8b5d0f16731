import type { Sent } from "../aggregation/vendor.ts";
import { type LimitHeaders, limitOf } from "./sentry-limits.ts";

/** Taken at load, before a test's fake timers can replace them. */
const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;

/** An event that the SDK has not let out by then was kept back by the application's `beforeSend`. */
const KEPT_BACK_MS = 2_000;
const SILENCE_MS = 15_000;

/** What becomes of one event, of which the SDK tells only by its hooks. */
export type Answer = {
  readonly result: Promise<Sent>;
  readonly leaves: () => void;
  readonly came: (response: unknown) => void;
};

export function createAnswer(): Answer {
  let resolve: (sent: Sent) => void = () => {};
  const result = new Promise<Sent>((settle) => {
    resolve = settle;
  });
  const within = (ms: number, sent: Sent) => setTimer(() => resolve(sent), ms).unref();
  let timer = within(KEPT_BACK_MS, { kind: "refused", reason: "kept back by the application's Sentry" });
  return {
    result,
    leaves() {
      clearTimer(timer);
      timer = within(SILENCE_MS, { kind: "retry", reason: "no answer" });
    },
    came(response) {
      clearTimer(timer);
      resolve(sentBy(response as Response | undefined));
    },
  };
}

type Response = { readonly statusCode?: number; readonly headers?: LimitHeaders };

/** The SDK answers with nothing where it could not reach the server, or was told by it to be silent. */
function sentBy({ statusCode, headers = {} }: Response = {}): Sent {
  if (statusCode === undefined) return { kind: "retry", reason: "not reached" };
  const afterMs = limitOf(statusCode, headers);
  if (statusCode >= 200 && statusCode < 300) return { kind: "sent", afterMs };
  const reason = `status ${statusCode}`;
  return statusCode === 429 || statusCode >= 500
    ? { kind: "retry", reason, afterMs }
    : { kind: "refused", reason, afterMs };
}
