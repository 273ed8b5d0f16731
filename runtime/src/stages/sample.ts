import type { LogRecord, Sampled } from "../record.ts";

/** Keeps every record: sampling is refused by the configuration of this version. */
export const sample = (record: LogRecord): Sampled | undefined => ({ record, rate: 1 });
