import { LEVEL_VALUES } from "../level.ts";
import type { Redacted } from "../record.ts";
import { addEvent } from "../vendors/otel.ts";

/** Puts warnings and errors on the active span of the host's OpenTelemetry, as events; without one it does nothing. */
export function trace(record: Redacted): void {
  if (record.span !== undefined || LEVEL_VALUES[record.level] < LEVEL_VALUES.warn) return;
  addEvent("log", {
    "log.level": record.level,
    "log.message": record.message,
    "blog.category": record.category,
    "blog.component": record.component,
  });
}
