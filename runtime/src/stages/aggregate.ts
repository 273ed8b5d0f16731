import type { Aggregator } from "../aggregation/aggregator.ts";
import type { Redacted } from "../record.ts";

/** Takes errors to the service that collects them, and notes what came before; without one it does nothing. */
export const createAggregate =
  (aggregator: Aggregator | undefined): ((record: Redacted) => void) =>
  (record) =>
    aggregator?.take(record);
