import { resolveSettings } from "../config.ts";
import type { SettingName, Settings } from "./settings.ts";

/*
 * Whether what one configuration opened may stay open under the next one.
 */

const AGGREGATION_SETTINGS = [
  "enableErrorAggregation",
  "errorAggregationService",
  "errorAggregationDsn",
  "errorAggregationEnvironment",
  "errorAggregationTracesSampleRate",
  "errorAggregationHandler",
  "errorAggregationClient",
] as const satisfies readonly (keyof Settings)[];

export const sameAggregation = (a: Settings, b: Settings): boolean =>
  AGGREGATION_SETTINGS.every((name) => a[name] === b[name]);

const OTEL_SETTINGS = Object.keys(resolveSettings([])).filter((name) =>
  /otel|opentelemetry/i.test(name),
) as SettingName[];

export const sameOtel = (a: Settings, b: Settings): boolean =>
  OTEL_SETTINGS.every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));

export function sameDestination(a: Settings, b: Settings): boolean {
  const [first, second] = [a.destination, b.destination];
  return (
    first === second || (isPath(first) && isPath(second) && JSON.stringify(first) === JSON.stringify(second))
  );
}

const isPath = (destination: Settings["destination"]): destination is { readonly path: string } =>
  typeof destination === "object" && "path" in destination && !("write" in destination);
