import type { Event, NodeClient, NodeOptions, Breadcrumb as SentryCrumb } from "@sentry/node";
import type { ErrorEvent } from "../aggregation/event.ts";
import type { Sent, Vendor } from "../aggregation/vendor.ts";
import { BlogConfigError, problems } from "../config/error.ts";
import type { Settings } from "../config/settings.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { loadPeer } from "./load-peer.ts";
import { asItIs, objectOf, sentryEventOf } from "./sentry-event.ts";
import { patientHttp } from "./sentry-http.ts";
import { type LimitHeaders, limitOf } from "./sentry-limits.ts";

/** Taken at load, before a test's fake timers can replace them. */
const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;

type Sentry = typeof import("@sentry/node");
type Contexts = NonNullable<Event["contexts"]>;
type Client = NonNullable<ReturnType<Sentry["getClient"]>>;

export type SentrySettings = Pick<
  Settings,
  "errorAggregationDsn" | "errorAggregationEnvironment" | "errorAggregationTracesSampleRate"
>;

const DSN = /^https?:\/\/[^\s:@/]+(?::[^\s@/]*)?@[^\s/]+\/(?:.*\/)?[^\s/]+$/;
/** The SDK's buffer holds 64, and says nothing of what does not fit. */
const CONCURRENCY = 30;
/** An event that the SDK has not let out by then was kept back by the application's `beforeSend`. */
const KEPT_BACK_MS = 2_000;
const SILENCE_MS = 15_000;

/**
 * Errors to Sentry: through the application's own set-up where it has one (and no other DSN is set), else through a
 * client beside it, which installs nothing: no integrations, no OpenTelemetry, no handlers.
 * @throws {BlogConfigError} when the package or a sound DSN is missing
 */
export function openSentry(settings: SentrySettings, redactor: Redactor): Vendor {
  const sentry = loadPeer("@sentry/node", "errorAggregationService") as Sentry;
  const dsn = settings.errorAggregationDsn ?? process.env.SENTRY_DSN;
  if (dsn !== undefined && !DSN.test(dsn)) {
    const allowed = "a Sentry DSN such as https://key@host/1";
    throw new BlogConfigError([
      problems.wrongValue("errorAggregationDsn", JSON.stringify(dsn), allowed, undefined),
    ]);
  }
  let own: NodeClient | undefined;
  const answers = new Map<string, Answer>();
  const watched = new WeakSet<Client>();

  function clientNow(): Client | undefined {
    const host = sentry.getClient();
    if (host !== undefined && host !== own && joins(host, dsn)) return host;
    if (dsn !== undefined) own ??= createClient(sentry, dsn, settings);
    return own;
  }

  function watch(client: Client): void {
    if (watched.has(client)) return;
    watched.add(client);
    client.on("beforeSendEvent", ({ event_id }) => answers.get(String(event_id))?.leaves());
    client.on("afterSendEvent", ({ event_id }, response) => answers.get(String(event_id))?.came(response));
  }

  async function send(event: ErrorEvent): Promise<Sent> {
    const client = clientNow();
    if (client === undefined) {
      return {
        kind: "retry",
        reason: "errorAggregationDsn is not set, and the application has not set up Sentry",
      };
    }
    watch(client);
    const { stackParser } = client.getOptions();
    const answer = createAnswer();
    answers.set(event.id, answer);
    try {
      client.captureEvent(
        sentryEventOf(event, stackParser),
        { event_id: event.id },
        scopeOf(sentry, event, redactor),
      );
      return await answer.result;
    } finally {
      answers.delete(event.id);
    }
  }

  return { name: "sentry", concurrency: CONCURRENCY, send, close: () => void own?.close(0) };
}

const joins = (host: Client, dsn: string | undefined): boolean => {
  const hostDsn = host.getOptions().dsn;
  return hostDsn !== undefined && (dsn === undefined || dsn === hostDsn);
};

function createClient(sentry: Sentry, dsn: string, settings: SentrySettings): NodeClient {
  const options = {
    dsn,
    environment: settings.errorAggregationEnvironment,
    tracesSampleRate: settings.errorAggregationTracesSampleRate,
    // Which errors are sent is decided before they are grouped.
    sampleRate: 1,
    integrations: [],
    stackParser: sentry.defaultStackParser,
    transport: sentry.makeNodeTransport,
    transportOptions: {
      headers: { "content-type": "application/x-sentry-envelope" },
      httpModule: patientHttp,
    },
    sendClientReports: false,
    enableRuntimeChannelInjection: false,
    enableOpenTelemetrySetup: false,
  };
  return new sentry.NodeClient(
    options as unknown as ConstructorParameters<Sentry["NodeClient"]>[0] & NodeOptions,
  );
}

/** A scope of the event's own: not that of whatever request runs while it is sent. */
function scopeOf(sentry: Sentry, { trace }: ErrorEvent, redactor: Redactor) {
  const scope = new sentry.Scope();
  if (trace !== undefined) {
    scope.setPropagationContext({
      traceId: trace.traceId,
      sampleRand: Math.random(),
      sampled: (trace.traceFlags & 1) === 1,
      propagationSpanId: trace.spanId,
    });
  }
  // What the application's own scopes and integrations add leaves with our event, so it is redacted with it.
  scope.addEventProcessor((event) => redactAdded(event, redactor));
  return scope;
}

/** What an event says of the SDK, the build and the trace; everything else is somebody's words. */
const KNOWN: readonly string[] = [
  "event_id",
  "timestamp",
  "platform",
  "level",
  "type",
  "release",
  "dist",
  "environment",
  "sdk",
  "debug_meta",
  "modules",
  "sdkProcessingMetadata",
];

function redactAdded(event: Event, redactor: Redactor): Event {
  const redacted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(event)) {
    if (value === undefined) continue;
    if (KNOWN.includes(key)) redacted[key] = value;
    else if (key === "breadcrumbs")
      redacted[key] = event.breadcrumbs?.map((one) => redactCrumb(one, redactor));
    else if (key === "contexts") redacted[key] = redactContexts(event.contexts ?? {}, redactor);
    else redacted[key] = redactor.copy(value);
  }
  return redacted as Event;
}

function redactContexts(contexts: Contexts, redactor: Redactor): Contexts {
  const { trace, ...others } = contexts;
  const redacted = Object.entries(others).map(([name, context]) => [
    redactor.name(name),
    asItIs(objectOf(redactor.copy(context, name) ?? null)),
  ]);
  return { ...Object.fromEntries(redacted), ...(trace === undefined ? {} : { trace }) };
}

function redactCrumb(crumb: SentryCrumb, redactor: Redactor): SentryCrumb {
  const { timestamp, data, ...words } = crumb;
  const redacted = redactor.copy(words) as SentryCrumb;
  return {
    ...redacted,
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(data === undefined ? {} : { data: asItIs(objectOf(redactor.copy(data, "data") ?? null)) }),
  };
}

type Answer = {
  readonly result: Promise<Sent>;
  readonly leaves: () => void;
  readonly came: (response: unknown) => void;
};

/** What becomes of one event, of which the SDK tells only by its hooks. */
function createAnswer(): Answer {
  const { promise, resolve } = deferred<Sent>();
  let timer = setTimer(
    () => resolve({ kind: "refused", reason: "kept back by the application's Sentry" }),
    KEPT_BACK_MS,
  ).unref();
  return {
    result: promise,
    leaves() {
      clearTimer(timer);
      timer = setTimer(() => resolve({ kind: "refused", reason: "no answer" }), SILENCE_MS).unref();
    },
    came(response) {
      clearTimer(timer);
      resolve(sentBy(response as Response));
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

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
