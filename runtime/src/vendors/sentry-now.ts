import type { Event } from "@sentry/node";
import { type Letter, postNow } from "./post-now.ts";
import { createClient, HEADERS, type Sentry, type SentrySettings } from "./sentry-client.ts";

type Envelope = readonly [object, readonly (readonly [object, object])[]];

/** Sends events while the process is ending: the SDK makes their envelopes, a thread posts them. */
export function postEvents(
  sentry: Sentry,
  dsn: string,
  settings: SentrySettings,
  events: readonly Event[],
  patienceMs: number,
): readonly boolean[] {
  const letters: Letter[] = [];
  const transport = ({ url }: { readonly url: string }) => ({
    send(envelope: Envelope) {
      letters.push({ url, headers: HEADERS, body: serialize(envelope) });
      return Promise.resolve({});
    },
    flush: () => Promise.resolve(true),
  });
  const client = createClient(sentry, dsn, settings, transport);
  const environment = settings.errorAggregationEnvironment;
  for (const event of events) client.sendEvent({ environment, ...event });
  return letters.length === events.length ? postNow(letters, patienceMs) : [];
}

const serialize = ([headers, items]: Envelope): string =>
  [headers, ...items.flat()].map((part) => JSON.stringify(part)).join("\n");
