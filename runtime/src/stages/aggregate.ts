import type { Redacted } from "../record.ts";

/** Sends nothing: error aggregation is refused by the configuration of this version. */
export function aggregate(_record: Redacted): void {}
