import type { Event } from "@sentry/node";
import type { ErrorEvent } from "../aggregation/event.ts";
import type { Sent, Vendor } from "../aggregation/vendor.ts";
import { BlogConfigError, problems } from "../config/error.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { loadPeer } from "./load-peer.ts";
import { type Answer, createAnswer } from "./sentry-answer.ts";
import { type Client, createClient, type Sentry, type SentrySettings } from "./sentry-client.ts";
import { sentryEventOf } from "./sentry-event.ts";
import { postEvents } from "./sentry-now.ts";
import { redactEvent } from "./sentry-redact.ts";

type Scope = InstanceType<Sentry["Scope"]>;
/** The application's scopes where an error was logged: its user, tags and breadcrumbs of that request. */
type Place = { readonly current: Scope; readonly isolation: Scope };

const DSN = /^https?:\/\/[^\s:@/]+(?::[^\s@/]*)?@[^\s/]+\/(?:.*\/)?[^\s/]+$/;
/** The SDK's buffer holds 64, and says nothing of what does not fit. */
const CONCURRENCY = 30;

/**
 * Errors to Sentry: through the application's own set-up where it has one (and no other DSN is set), whenever it is
 * made, else through a client beside it.
 * @throws {BlogConfigError} when the package or a sound DSN is missing
 */
export function openSentry(settings: SentrySettings, redactor: Redactor): Vendor {
  const sentry = loadPeer("@sentry/node", "errorAggregationService") as Sentry;
  const dsn = soundDsn(settings.errorAggregationDsn ?? process.env.SENTRY_DSN);
  const answers = new Map<string, Answer>();
  const watched = new WeakSet<Client>();
  let own: Client | undefined;

  function hostClient(): Client | undefined {
    const host = sentry.getClient();
    return host !== undefined && host !== own && joins(host, dsn) ? host : undefined;
  }

  function clientNow(): Client | undefined {
    const host = hostClient();
    if (host === undefined && dsn !== undefined) own ??= createClient(sentry, dsn, settings);
    return host ?? own;
  }

  function watch(client: Client): void {
    if (watched.has(client)) return;
    watched.add(client);
    client.on("beforeSendEvent", ({ event_id }) => answers.get(String(event_id))?.leaves());
    client.on("afterSendEvent", ({ event_id }, response) => answers.get(String(event_id))?.came(response));
  }

  const eventOf = (event: ErrorEvent): Event => sentryEventOf(event, sentry.defaultStackParser);

  async function send(event: ErrorEvent, place: unknown): Promise<Sent> {
    const client = clientNow();
    if (client === undefined) return { kind: "retry", reason: NOWHERE };
    watch(client);
    const answer = createAnswer();
    answers.set(event.id, answer);
    try {
      const { current, isolation } = placeIn(
        sentry,
        client === own ? undefined : (place as Place | undefined),
      );
      const capturedSpanIsolationScope = isolation;
      client.captureEvent(
        { ...eventOf(event), sdkProcessingMetadata: { capturedSpanIsolationScope } },
        { event_id: event.id },
        scopeOf(current, event, redactor),
      );
      return await answer.result;
    } finally {
      answers.delete(event.id);
    }
  }

  return {
    name: "sentry",
    concurrency: CONCURRENCY,
    place: () =>
      hostClient() === undefined
        ? undefined
        : { current: sentry.getCurrentScope().clone(), isolation: sentry.getIsolationScope().clone() },
    send,
    // The application's own set-up is not by-passed: its `beforeSend` may take its time.
    sendNow: (events, patienceMs) =>
      dsn === undefined || hostClient() !== undefined
        ? undefined
        : postEvents(
            sentry,
            dsn,
            settings,
            events.map((event) => redactEvent(eventOf(event), redactor)),
            patienceMs,
          ),
    close: () => void own?.close(0),
  };
}

const NOWHERE = "errorAggregationDsn is not set, and the application has not set up Sentry";

function soundDsn(dsn: string | undefined): string | undefined {
  if (dsn === undefined || DSN.test(dsn)) return dsn;
  const allowed = "a Sentry DSN such as https://key@host/1";
  throw new BlogConfigError([
    problems.wrongValue("errorAggregationDsn", JSON.stringify(dsn), allowed, undefined),
  ]);
}

const joins = (host: Client, dsn: string | undefined): boolean => {
  const hostDsn = host.getOptions().dsn;
  return hostDsn !== undefined && (dsn === undefined || dsn === hostDsn);
};

const placeIn = (sentry: Sentry, place: Place | undefined): Place =>
  place ?? { current: new sentry.Scope(), isolation: new sentry.Scope() };

function scopeOf(current: Scope, { trace }: ErrorEvent, redactor: Redactor): Scope {
  const scope = current.clone();
  if (trace !== undefined) {
    scope.setPropagationContext({
      traceId: trace.traceId,
      sampleRand: Math.random(),
      sampled: (trace.traceFlags & 1) === 1,
      propagationSpanId: trace.spanId,
    });
  }
  scope.addEventProcessor((event) => redactEvent(event, redactor));
  return scope;
}
