import type { Breadcrumb, Event, Exception, SeverityLevel } from "@sentry/node";
import type { ErrorEvent } from "../aggregation/event.ts";
import type { LogLevel } from "../level.ts";
import type { Json } from "../record.ts";

type StackParser = typeof import("@sentry/node").defaultStackParser;

const LEVELS = {
  debug: "debug",
  info: "info",
  warn: "warning",
  error: "error",
  critical: "fatal",
} as const satisfies Record<LogLevel, SeverityLevel>;

/** Errors of one event: the thrown one, its causes, and those of an AggregateError. */
const EXCEPTIONS = 20;
/** The SDK shows what is more than 3 levels deep as `[Object]`; ours is bounded already. */
const AS_IT_IS = Symbol.for("sentry.skipNormalization");

/** An error as Sentry's event. */
export function sentryEventOf(event: ErrorEvent, parseStack: StackParser): Event {
  const { context, trace } = event;
  const exceptions = exceptionsOf(event.error, parseStack);
  return {
    event_id: event.id,
    timestamp: event.time / 1000,
    platform: "node",
    logger: event.component,
    level: LEVELS[event.level],
    message: event.message,
    ...(exceptions.length > 0 ? { exception: { values: exceptions } } : {}),
    tags: tagsOf(event),
    contexts: {
      ...(trace === undefined ? {} : { trace: { trace_id: trace.traceId, span_id: trace.spanId } }),
      ...asContext("data", event.data),
      ...asContext("performance", event.performance),
      ...asContext("log context", context),
      ...asContext("error properties", ownOf(event.error)),
      ...asContext("occurrences", occurrencesOf(event)),
    },
    ...(typeof context?.userId === "string" ? { user: { id: context.userId } } : {}),
    fingerprint: [...event.fingerprint],
    breadcrumbs: event.breadcrumbs.map(
      ({ time, message, category, level, data }): Breadcrumb => ({
        type: "default",
        timestamp: time / 1000,
        message,
        category,
        level: LEVELS[level],
        ...(data === undefined ? {} : { data: asItIs(objectOf(data)) }),
      }),
    ),
  };
}

const tagsOf = (event: ErrorEvent): Record<string, string> => ({
  category: event.category,
  component: event.component,
  level: event.level,
  ...(event.correlationId === undefined ? {} : { correlationId: String(event.correlationId) }),
  ...(event.occurrences > 1 ? { occurrences: String(event.occurrences) } : {}),
  ...(event.reference === undefined ? {} : { sameErrorAs: event.reference }),
});

function occurrencesOf({ occurrences, time, lastTime, sightings, reference }: ErrorEvent): Json | undefined {
  if (occurrences === 1 && sightings.length === 0 && reference === undefined) return undefined;
  return {
    count: occurrences,
    first: new Date(time).toISOString(),
    last: new Date(lastTime).toISOString(),
    ...(sightings.length === 0
      ? {}
      : {
          alsoLogged: sightings.map(({ component, category, message }) => ({ component, category, message })),
        }),
    ...(reference === undefined ? {} : { sameErrorAs: reference }),
  };
}

function asContext(name: string, value: Json | undefined): Record<string, Record<string, unknown>> {
  if (value === undefined) return {};
  return { [name]: asItIs(objectOf(value)) };
}

export function asItIs(value: JsonObject): Record<string, unknown> {
  return Object.defineProperty({ ...value }, AS_IT_IS, { value: true });
}

export type JsonObject = { readonly [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const objectOf = (value: Json): JsonObject => (isObject(value) ? value : { value });

const DESCRIBED = ["type", "message", "stack", "cause", "errors"];

/** `code`, `status` and what else an error carries. */
function ownOf(error: Json | undefined): JsonObject | undefined {
  if (!isObject(error)) return undefined;
  const own = Object.entries(error).filter(([key]) => !DESCRIBED.includes(key));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

/** Sentry wants the innermost cause first and the thrown error last. */
function exceptionsOf(error: Json | undefined, parseStack: StackParser): Exception[] {
  const found: Exception[] = [];
  const visit = (value: Json | undefined, source: string, parent: number | undefined): void => {
    if (value === undefined || found.length >= EXCEPTIONS) return;
    const id = found.length;
    const described: JsonObject = isObject(value) ? value : { type: typeof value, message: value };
    found.push(exceptionOf(described, parseStack, { source, id, parent }));
    visit(described.cause, "cause", id);
    if (Array.isArray(described.errors)) {
      described.errors.forEach((one: Json, i) => void visit(one, `errors[${i}]`, id));
    }
  };
  visit(error, "error", undefined);
  return found.reverse();
}

function exceptionOf(
  { type, message, stack, errors }: JsonObject,
  parseStack: StackParser,
  place: { readonly source: string; readonly id: number; readonly parent: number | undefined },
): Exception {
  const frames = typeof stack === "string" ? parseStack(stack) : [];
  return {
    type: String(type ?? "Error"),
    value: typeof message === "string" ? message : JSON.stringify(message ?? ""),
    ...(frames.length > 0 ? { stacktrace: { frames } } : {}),
    mechanism: {
      type: place.parent === undefined ? "generic" : "chained",
      handled: true,
      exception_id: place.id,
      ...(place.parent === undefined ? {} : { parent_id: place.parent, source: place.source }),
      ...(Array.isArray(errors) ? { is_exception_group: true } : {}),
    },
  };
}
