import type { Event, Breadcrumb as SentryCrumb } from "@sentry/node";
import type { Redactor } from "../redaction/redactor.ts";
import { asItIs, objectOf } from "./sentry-event.ts";

type Contexts = NonNullable<Event["contexts"]>;

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

/** What the application's own scopes and integrations add leaves with our event, so it is redacted with it. */
export function redactEvent(event: Event, redactor: Redactor): Event {
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
