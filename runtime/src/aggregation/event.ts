import { randomBytes } from "node:crypto";
import type { Breadcrumb } from "../breadcrumbs.ts";
import type { LogCategory } from "../category.ts";
import type { LogLevel } from "../level.ts";
import type { Json, Redacted, TraceIds } from "../record.ts";
import { fingerprintOf } from "./fingerprint.ts";

/** Where else the same error object was logged on its way up. */
export type Sighting = {
  readonly time: number;
  readonly message: string;
  readonly category: LogCategory;
  readonly component: string;
};

/** An error as it is sent: one occurrence in full, and how often there were equal ones. Everything in it is redacted. */
export type ErrorEvent = {
  /** 32 hex digits. */
  readonly id: string;
  /** Milliseconds since the epoch, of the first occurrence. */
  readonly time: number;
  readonly level: LogLevel;
  readonly category: LogCategory;
  readonly component: string;
  readonly message: string;
  readonly messageTemplate: string;
  /** `type`, `message`, `stack`, `cause`, `errors` and the error's own properties. */
  readonly error: Json | undefined;
  readonly data: Json | undefined;
  readonly performance: Json | undefined;
  readonly context: { readonly [key: string]: Json } | undefined;
  readonly correlationId: string | undefined;
  readonly trace: TraceIds | undefined;
  readonly breadcrumbs: readonly Breadcrumb[];
  /** The same for errors of one cause: the service groups by it. */
  readonly fingerprint: readonly string[];
  readonly occurrences: number;
  readonly lastTime: number;
  readonly sightings: readonly Sighting[];
  /** The id of the event that has this very error object in full. */
  readonly reference: string | undefined;
};

export function eventOf(
  record: Redacted,
  breadcrumbs: readonly Breadcrumb[],
  reference?: string,
): ErrorEvent {
  const { time, level, category, component, message, messageTemplate } = record;
  return {
    id: randomBytes(16).toString("hex"),
    time,
    level,
    category,
    component,
    message,
    messageTemplate,
    error: reference === undefined ? record.err : briefly(record.err),
    data: record.data,
    performance: record.performance,
    context: record.context,
    correlationId: record.correlationId,
    trace: record.trace,
    breadcrumbs,
    fingerprint: fingerprintOf(record),
    occurrences: 1,
    lastTime: time,
    sightings: [],
    reference,
  };
}

/** What names an error that is described elsewhere. */
function briefly(error: Json | undefined): Json | undefined {
  if (typeof error !== "object" || error === null || Array.isArray(error)) return error;
  const { type, message } = error as { readonly [key: string]: Json };
  return { ...(type === undefined ? {} : { type }), ...(message === undefined ? {} : { message }) };
}
