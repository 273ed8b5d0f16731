import type { Resource } from "@opentelemetry/resources";
import type { Settings } from "../config/settings.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { load } from "../require.ts";

type Resources = typeof import("@opentelemetry/resources");

/** Who sends: the SDK's own attributes, those of `OTEL_RESOURCE_ATTRIBUTES`, the settings'. The later win. */
export function resourceOf(settings: Settings, redactor: Redactor): Resource {
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = load(
    "@opentelemetry/resources",
  ) as Resources;
  const own: Record<string, string> = { "service.name": settings.otelServiceName };
  for (const [name, value] of Object.entries(settings.otelResourceAttributes)) {
    own[name] = redactor.text(value);
  }
  return defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes(own));
}
