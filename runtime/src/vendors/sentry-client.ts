import type { NodeClient, NodeOptions } from "@sentry/node";
import type { Settings } from "../config/settings.ts";
import { patientHttp } from "./patient-http.ts";

export type Sentry = typeof import("@sentry/node");
export type Client = NonNullable<ReturnType<Sentry["getClient"]>>;

export type SentrySettings = Pick<
  Settings,
  "errorAggregationDsn" | "errorAggregationEnvironment" | "errorAggregationTracesSampleRate"
>;

/** A client beside the application's: it installs nothing, no integrations, no handlers, no OpenTelemetry. */
export function createClient(
  sentry: Sentry,
  dsn: string,
  settings: SentrySettings,
  transport: unknown = sentry.makeNodeTransport,
): NodeClient {
  const options = {
    dsn,
    environment: settings.errorAggregationEnvironment,
    tracesSampleRate: settings.errorAggregationTracesSampleRate,
    // Which errors are sent is decided before they are grouped.
    sampleRate: 1,
    integrations: [],
    stackParser: sentry.defaultStackParser,
    transport,
    transportOptions: { headers: HEADERS, httpModule: patientHttp },
    sendClientReports: false,
    enableRuntimeChannelInjection: false,
    enableOpenTelemetrySetup: false,
  };
  return new sentry.NodeClient(
    options as unknown as ConstructorParameters<Sentry["NodeClient"]>[0] & NodeOptions,
  );
}

/** Sentry's sidecar Spotlight reads nothing else. */
export const HEADERS = { "content-type": "application/x-sentry-envelope" } as const;
