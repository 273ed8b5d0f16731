import type { Recorder } from "../metrics/metrics.ts";
import type { Redacted } from "../record.ts";

/** Counts a record. Lines about finished spans and our own summaries are not records of the application. */
export function measure(record: Redacted, recorder: Recorder): void {
  if (record.span === undefined && record.origin !== "summary") recorder.record(record);
}
