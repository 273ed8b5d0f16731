import { LEVEL_VALUES } from "../level.ts";
import type { Redacted } from "../record.ts";
import { addEvent } from "../vendors/otel.ts";

/** Hands records to OpenTelemetry's logs where they go there, and puts warnings and errors on its active span, as events. */
export function createTrace(log: ((record: Redacted) => void) | undefined): (record: Redacted) => void {
  return (record) => {
    if (record.span !== undefined) return;
    log?.(record);
    onSpan(record);
  };
}

function onSpan(record: Redacted): void {
  if (LEVEL_VALUES[record.level] < LEVEL_VALUES.warn) return;
  addEvent("log", {
    "log.level": record.level,
    "log.message": record.message,
    "blog.category": record.category,
    "blog.component": record.component,
  });
}
