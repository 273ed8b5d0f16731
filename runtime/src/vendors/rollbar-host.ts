import type { ErrorEvent } from "../aggregation/event.ts";
import type { Sent, Vendor } from "../aggregation/vendor.ts";
import type { Json } from "../record.ts";
import { customOf } from "./rollbar-item.ts";

type Log = (
  message: string,
  error: Error | undefined,
  custom: object,
  callback: (error: unknown, response?: unknown) => void,
) => void;

/** A Rollbar instance of the application's, with its settings, transforms and `checkIgnore`. */
export type HostRollbar = { readonly error: Log; readonly critical: Log };

/** Taken at load, before a test's fake timers can replace them. */
const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;

const CONCURRENCY = 10;
const SILENCE_MS = 30_000;
/** What Rollbar says of an item that no repetition makes better. */
const HOPELESS = /access token|invalid|malformed|too large|unprocessable/i;

export function openHostRollbar(client: HostRollbar): Vendor {
  const send = (event: ErrorEvent): Promise<Sent> =>
    new Promise((resolve) => {
      const silence = setTimer(() => resolve({ kind: "refused", reason: "no answer" }), SILENCE_MS).unref();
      const method = event.level === "critical" ? "critical" : "error";
      client[method](
        event.message,
        errorOf(event.error, event.message),
        customOf(event),
        (error, response) => {
          clearTimer(silence);
          resolve(sentBy(error, response));
        },
      );
    });
  // Its sending is its own, and not to be hurried.
  return { name: "rollbar", concurrency: CONCURRENCY, send, sendNow: () => undefined, close: () => {} };
}

/** What was redacted, as the SDK wants to have it. */
function errorOf(described: Json | undefined, otherwise: string): Error | undefined {
  if (described === undefined) return undefined;
  const isObject = typeof described === "object" && described !== null && !Array.isArray(described);
  const { type, message, stack, cause } = (isObject ? described : { message: described }) as {
    readonly [key: string]: Json;
  };
  const error = new Error(typeof message === "string" ? message : otherwise);
  error.name = String(type ?? "Error");
  error.stack = typeof stack === "string" ? stack : `${error.name}: ${error.message}`;
  if (cause !== undefined) error.cause = errorOf(cause, otherwise);
  return error;
}

function sentBy(error: unknown, response: unknown): Sent {
  if (error === null || error === undefined) {
    return response === null || response === undefined
      ? { kind: "refused", reason: "kept back by the application's Rollbar" }
      : { kind: "sent" };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return HOPELESS.test(reason) ? { kind: "refused", reason } : { kind: "retry", reason };
}
