import type { ErrorEvent } from "../aggregation/event.ts";
import type { Sent, Vendor } from "../aggregation/vendor.ts";
import { BlogConfigError, problems } from "../config/error.ts";
import type { Settings } from "../config/settings.ts";
import { loadPeer } from "./load-peer.ts";
import { postNow } from "./post-now.ts";
import { type HostRollbar, openHostRollbar } from "./rollbar-host.ts";
import { type Payload, rollbarItemOf } from "./rollbar-item.ts";
import { type RollbarPost, rollbarTransport } from "./rollbar-transport.ts";

/** Taken at load, before a test's fake timers can replace them. */
const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;

export type RollbarSettings = Pick<
  Settings,
  "errorAggregationDsn" | "errorAggregationEnvironment" | "errorAggregationClient"
>;

type RollbarClient = {
  readonly log: (message: string, custom: object, callback: (error: unknown) => void) => void;
  /** The SDK's inside, which 2.26 and 3 have alike. */
  readonly client: { readonly queue: { readonly api: { transport: unknown } } };
};
type RollbarSdk = new (options: object) => RollbarClient;

const CONCURRENCY = 10;
const SILENCE_MS = 15_000;
const ENDPOINT = "https://api.rollbar.com/api/1/item/";

/**
 * Errors to Rollbar: through the application's own instance where `errorAggregationClient` gives it, else through one of
 * our own from a copy of the SDK of our own, which handles nothing, instruments nothing and shares no settings.
 * @throws {BlogConfigError} when the package or the access token is missing
 */
export function openRollbar(settings: RollbarSettings): Vendor {
  const host = settings.errorAggregationClient as HostRollbar | undefined;
  return host === undefined ? openOwn(settings) : openHostRollbar(host);
}

function openOwn(settings: RollbarSettings): Vendor {
  const loaded = loadPeer("rollbar", "errorAggregationService", "afresh");
  const { default: Sdk = loaded } = loaded as { readonly default?: unknown };
  const { accessToken, endpoint = ENDPOINT } = placeOf(settings.errorAggregationDsn);
  const environment = settings.errorAggregationEnvironment;
  const underway = new Map<string, Underway>();
  const post: RollbarPost = {
    url: endpoint,
    accessToken,
    answered: (id, sent) => underway.get(id)?.settle(sent),
  };
  const transform = (payload: Payload): void => takeOver(payload, underway);
  const client = createClient(Sdk as RollbarSdk, { accessToken, endpoint, environment, transform }, post);

  const send = (event: ErrorEvent): Promise<Sent> =>
    new Promise((resolve) => {
      const settle = (sent: Sent): void => {
        clearTimer(silence);
        underway.delete(event.id);
        resolve(sent);
      };
      const silence = setTimer(() => settle({ kind: "retry", reason: "no answer" }), SILENCE_MS).unref();
      underway.set(event.id, { event, settle });
      client.log(event.message, { [ID]: event.id }, (error) =>
        settle({
          kind: "refused",
          reason: `kept back by the SDK${error instanceof Error ? `: ${error.message}` : ""}`,
        }),
      );
    });

  return {
    name: "rollbar",
    concurrency: CONCURRENCY,
    send,
    sendNow: (events, patienceMs) =>
      postNow(
        events.map((event) => ({
          url: endpoint,
          headers: { "content-type": "application/json", "x-rollbar-access-token": accessToken },
          body: JSON.stringify({
            data: {
              environment,
              notifier: { name: "blog-runtime" },
              uuid: event.id,
              ...rollbarItemOf(event),
            },
          }),
        })),
        patienceMs,
      ),
    close: () => {},
  };
}

function createClient(Sdk: RollbarSdk, place: object, post: RollbarPost): RollbarClient {
  const client = new Sdk({
    ...place,
    captureUncaught: false,
    captureUnhandledRejections: false,
    autoInstrument: false,
    includeItemsInTelemetry: false,
    ignoreDuplicateErrors: false,
    nodeSourceMaps: false,
    itemsPerMinute: 0,
    // The SDK prints refusals on the console.
    logLevel: "disable",
    verbose: false,
  });
  // The SDK's own waits for an answer for ever, keeps the process for it, and tells no status.
  client.client.queue.api.transport = rollbarTransport(post);
  return client;
}

type Underway = { readonly event: ErrorEvent; readonly settle: (sent: Sent) => void };

/** The SDK makes objects of the arrays that it is given: it is given no more than the event's id. */
const ID = "blogRuntimeEvent";

/** `https://TOKEN@host/path` or a token. */
function placeOf(dsn: string | undefined): { readonly accessToken: string; readonly endpoint?: string } {
  if (dsn === undefined) throw wrongDsn("not set");
  if (!/^https?:/.test(dsn)) return { accessToken: dsn };
  const url = URL.canParse(dsn) ? new URL(dsn) : undefined;
  if (url === undefined || url.username === "") throw wrongDsn("a URL without one");
  const accessToken = decodeURIComponent(url.username);
  const path = url.pathname === "/" ? "/api/1/item/" : url.pathname;
  return { accessToken, endpoint: `${url.protocol}//${url.host}${path}` };
}

const wrongDsn = (is: string): BlogConfigError =>
  new BlogConfigError([
    problems.wrongValue(
      "errorAggregationDsn",
      is,
      "a Rollbar access token, or https://TOKEN@host/api/1/item/",
      undefined,
    ),
  ]);

/** The SDK's payload would name the process's arguments and quote source files; ours has what was redacted. */
function takeOver(payload: Payload, underway: ReadonlyMap<string, Underway>): void {
  const id = (payload.custom as { readonly [ID]?: string } | undefined)?.[ID];
  const event = id === undefined ? undefined : underway.get(id)?.event;
  if (event === undefined) return;
  const keep = { environment: payload.environment, notifier: payload.notifier, uuid: event.id };
  for (const key of Object.keys(payload)) delete payload[key];
  Object.assign(payload, keep, rollbarItemOf(event));
}
