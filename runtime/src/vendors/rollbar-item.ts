import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { ErrorEvent } from "../aggregation/event.ts";
import { framesOf } from "../aggregation/frames.ts";
import type { LogLevel } from "../level.ts";
import type { Json } from "../record.ts";

/** What Rollbar takes: `data` of its item, see https://docs.rollbar.com/reference/create-item. */
export type Payload = Record<string, unknown>;

const LEVELS = {
  debug: "debug",
  info: "info",
  warn: "warning",
  error: "error",
  critical: "critical",
} as const satisfies Record<LogLevel, string>;

const EXCEPTIONS = 20;

/** An error as Rollbar's item. */
export function rollbarItemOf(event: ErrorEvent): Payload {
  const { context } = event;
  return {
    timestamp: Math.round(event.time / 1000),
    level: LEVELS[event.level],
    platform: "node",
    language: "javascript",
    framework: "node-js",
    title: event.message.slice(0, 255),
    context: event.component,
    fingerprint: createHash("sha1").update(JSON.stringify(event.fingerprint)).digest("hex"),
    server: { host: hostname(), pid: process.pid },
    body: { ...bodyOf(event), telemetry: telemetryOf(event) },
    custom: customOf(event),
    ...(typeof context?.userId === "string" ? { person: { id: context.userId } } : {}),
  };
}

/** What has no place of its own in an item. */
export function customOf(event: ErrorEvent): Payload {
  const { trace, context } = event;
  return {
    category: event.category,
    component: event.component,
    level: event.level,
    message: event.message,
    correlationId: event.correlationId,
    data: event.data,
    performance: event.performance,
    context,
    trace_id: trace?.traceId,
    span_id: trace?.spanId,
    occurrences: event.occurrences,
    lastTime: new Date(event.lastTime).toISOString(),
    alsoLogged: event.sightings,
    sameErrorAs: event.reference,
  };
}

function bodyOf(event: ErrorEvent): Payload {
  const chain = chainOf(event.error);
  return chain.length > 0 ? { trace_chain: chain } : { message: { body: event.message } };
}

/** The thrown error first, then its causes, then those of an AggregateError. */
function chainOf(error: Json | undefined): readonly Payload[] {
  const chain: Payload[] = [];
  const visit = (value: Json | undefined): void => {
    if (value === undefined || chain.length >= EXCEPTIONS) return;
    const described = isObject(value) ? value : { type: typeof value, message: value };
    const { type, message, stack, cause, errors } = described as { readonly [key: string]: Json };
    const text = typeof message === "string" ? message : JSON.stringify(message ?? "");
    const frames = framesOf(stack).map(({ method, filename, line, column }) => ({
      method: method ?? "<anonymous>",
      filename,
      lineno: line,
      colno: column,
    }));
    chain.push({ exception: { class: String(type ?? "Error"), message: text }, frames: frames.reverse() });
    visit(cause);
    if (Array.isArray(errors)) errors.forEach((one: Json) => void visit(one));
  };
  visit(error);
  return chain;
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const telemetryOf = (event: ErrorEvent): readonly Payload[] =>
  event.breadcrumbs.map(({ time, level, category, message, data }) => ({
    level: LEVELS[level],
    type: "log",
    source: "server",
    timestamp_ms: time,
    body: { message, category, data },
  }));
