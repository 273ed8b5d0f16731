import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { ErrorEvent } from "../aggregation/event.ts";
import { framesOf } from "../aggregation/frames.ts";
import type { Sent, Vendor } from "../aggregation/vendor.ts";
import { BlogConfigError, problems } from "../config/error.ts";
import type { Settings } from "../config/settings.ts";
import type { LogLevel } from "../level.ts";
import type { Json } from "../record.ts";
import { loadPeer } from "./load-peer.ts";

/** Taken at load, before a test's fake timers can replace them. */
const { setTimeout: setTimer } = globalThis;

export type RollbarSettings = Pick<Settings, "errorAggregationDsn" | "errorAggregationEnvironment">;

type RollbarClient = {
  readonly log: (
    message: string,
    custom: object,
    callback: (error: unknown, response?: unknown) => void,
  ) => void;
};
type Rollbar = new (options: object) => RollbarClient;
type Payload = Record<string, unknown>;

const LEVELS = {
  debug: "debug",
  info: "info",
  warn: "warning",
  error: "error",
  critical: "critical",
} as const satisfies Record<LogLevel, string>;

const CONCURRENCY = 10;
const SILENCE_MS = 15_000;
const EXCEPTIONS = 20;
/** What Rollbar says of an item that no repetition makes better. */
const HOPELESS = /access token|invalid|malformed|too large|unprocessable/i;

/**
 * Errors to Rollbar, through its SDK with everything off that watches the process.
 * The DSN is the project's access token, or `https://TOKEN@host/api/1/item/` for a server of one's own.
 * @throws {BlogConfigError} when the package or the token is missing
 */
export function openRollbar(settings: RollbarSettings): Vendor {
  const loaded = loadPeer("rollbar", "errorAggregationService") as Rollbar & { readonly default?: Rollbar };
  const RollbarSdk = loaded.default ?? loaded;
  const client = new RollbarSdk({
    ...placeOf(settings.errorAggregationDsn),
    environment: settings.errorAggregationEnvironment,
    captureUncaught: false,
    captureUnhandledRejections: false,
    autoInstrument: false,
    includeItemsInTelemetry: false,
    ignoreDuplicateErrors: false,
    nodeSourceMaps: false,
    itemsPerMinute: 0,
    // Sent again by us, at our pace.
    retryInterval: 0,
    // The SDK prints refusals on the console.
    logLevel: "disable",
    verbose: false,
    transform: takeOver,
  });

  const send = (event: ErrorEvent): Promise<Sent> =>
    new Promise((resolve) => {
      setTimer(() => resolve({ kind: "refused", reason: "no answer" }), SILENCE_MS).unref();
      client.log(event.message, { [EVENT]: event }, (error, response) => resolve(sentBy(error, response)));
    });

  return { name: "rollbar", concurrency: CONCURRENCY, send, close: () => {} };
}

const EVENT = "blogRuntimeEvent";

/** `https://TOKEN@host/path` or a token. */
function placeOf(dsn: string | undefined): { readonly accessToken: string; readonly endpoint?: string } {
  const allowed = "a Rollbar access token, or https://TOKEN@host/api/1/item/";
  if (dsn === undefined) {
    throw new BlogConfigError([problems.wrongValue("errorAggregationDsn", "not set", allowed, undefined)]);
  }
  if (!/^https?:/.test(dsn)) return { accessToken: dsn };
  const url = URL.canParse(dsn) ? new URL(dsn) : undefined;
  if (url === undefined || url.username === "") {
    throw new BlogConfigError([
      problems.wrongValue("errorAggregationDsn", "a URL without one", allowed, undefined),
    ]);
  }
  const accessToken = decodeURIComponent(url.username);
  const path = url.pathname === "/" ? "/api/1/item/" : url.pathname;
  return { accessToken, endpoint: `${url.protocol}//${url.host}${path}` };
}

/** The SDK's payload would name the process's arguments and quote source files; ours has what was redacted. */
function takeOver(payload: Payload): void {
  const event = (payload.custom as { readonly [EVENT]?: ErrorEvent } | undefined)?.[EVENT];
  if (event === undefined) return;
  const keep = { environment: payload.environment, notifier: payload.notifier, uuid: event.id };
  for (const key of Object.keys(payload)) delete payload[key];
  Object.assign(payload, keep, rollbarItemOf(event));
}

/** An error as Rollbar's item. */
export function rollbarItemOf(event: ErrorEvent): Payload {
  const { context, trace } = event;
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
    custom: {
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
    },
    ...(typeof context?.userId === "string" ? { person: { id: context.userId } } : {}),
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

function sentBy(error: unknown, response: unknown): Sent {
  if (error === null || error === undefined) {
    return response === null || response === undefined
      ? { kind: "refused", reason: "kept back by the SDK" }
      : { kind: "sent" };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return HOPELESS.test(reason) ? { kind: "refused", reason } : { kind: "retry", reason };
}
