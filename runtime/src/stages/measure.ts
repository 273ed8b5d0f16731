import type { Recorder } from "../metrics/metrics.ts";
import type { Redacted } from "../record.ts";

/** Counts a record. Lines about finished spans are not records of the application: the span was measured when it ended. */
export function measure(record: Redacted, recorder: Recorder): void {
  if (record.span === undefined) recorder.record(record);
}
