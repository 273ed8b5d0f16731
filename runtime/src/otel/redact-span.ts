import type { Attributes, AttributeValue } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-node";
import type { Json } from "../record.ts";
import type { Redactor } from "../redaction/redactor.ts";

/** A span as it may leave the process: other instrumentations' too, which have not been through our pipeline. */
export function redactSpan(span: ReadableSpan, redactor: Redactor): ReadableSpan {
  const { message } = span.status;
  const properties: { readonly [key in keyof ReadableSpan]?: ReadableSpan[key] } = {
    name: redactor.name(span.name),
    attributes: redactAttributes(span.attributes, redactor),
    events: span.events.map((event) => ({
      ...event,
      name: redactor.name(event.name),
      ...(event.attributes === undefined ? {} : { attributes: redactAttributes(event.attributes, redactor) }),
    })),
    links: span.links.map((link) =>
      link.attributes === undefined
        ? link
        : { ...link, attributes: redactAttributes(link.attributes, redactor) },
    ),
    status: message === undefined ? span.status : { ...span.status, message: redactor.text(message) },
  };
  return Object.create(
    span,
    Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, { value, enumerable: true }])),
  ) as ReadableSpan;
}

export function redactAttributes(attributes: Attributes, redactor: Redactor): Attributes {
  const copied = redactor.copy(attributes, "attributes");
  const redacted: Attributes = {};
  for (const [name, value] of Object.entries((copied ?? {}) as Record<string, Json>)) {
    redacted[name] = value as AttributeValue;
  }
  return redacted;
}
