import { randomBytes } from "node:crypto";
import type { Breadcrumb } from "../breadcrumbs.ts";
import type { LogCategory } from "../category.ts";
import type { LogLevel } from "../level.ts";
import type { Json, Redacted, TraceIds } from "../record.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { weigh } from "./waiting.ts";

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
    error: reference === undefined ? boundedError(record.err) : briefly(record.err),
    data: bounded(record.data),
    performance: bounded(record.performance),
    context: record.context,
    correlationId: record.correlationId,
    trace: record.trace,
    breadcrumbs: boundedCrumbs(breadcrumbs),
    fingerprint: fingerprintOf(record),
    occurrences: 1,
    lastTime: time,
    sightings: [],
    reference,
  };
}

/** Services take 1 MB at most, and refuse all of what is larger: the error itself goes first. In UTF-16 units about. */
const LARGEST = 300_000;
const SHORT = 10_000;
const CUT = "[cut: too large to send]";

/** `undefined` where nothing is there to be cut. */
const bounded = <T extends Json | undefined>(value: T): T | typeof CUT =>
  value === undefined || weigh(value) <= LARGEST / 2 ? value : CUT;

const boundedError = (error: Json | undefined): Json | undefined =>
  error === undefined || weigh(error) <= LARGEST ? error : shortened(error);

/** The last first, as far as they fit. */
function boundedCrumbs(crumbs: readonly Breadcrumb[]): readonly Breadcrumb[] {
  let weight = 0;
  const fitting = crumbs.findLastIndex((crumb) => {
    weight += weigh(crumb);
    return weight > LARGEST / 2;
  });
  return fitting === -1 ? crumbs : crumbs.slice(fitting + 1);
}

/** What is left of an error of which most has to go: what it is, and where it was made. */
function shortened(error: Json): Json {
  const { type, message, stack } = describedIn(error);
  const calls = typeof stack === "string" ? stack.search(/\n\s+at /) : -1;
  return plain({
    type,
    message: typeof message === "string" ? `${message.slice(0, SHORT)}${CUT}` : CUT,
    stack: calls < 0 ? undefined : `${CUT}${String(stack).slice(calls, calls + SHORT)}`,
  });
}

/** What names an error that is described elsewhere. */
function briefly(error: Json | undefined): Json | undefined {
  if (!isObject(error)) return error;
  const { type, message } = describedIn(error);
  return plain({ type, message });
}

type Described = { readonly type?: Json; readonly message?: Json; readonly stack?: Json };

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const describedIn = (error: Json): Described => (isObject(error) ? error : { message: error });

/** Without what is not there. */
const plain = (described: { readonly [key: string]: Json | undefined }): Json =>
  Object.fromEntries(
    Object.entries(described).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
