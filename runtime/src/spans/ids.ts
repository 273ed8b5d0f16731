import { randomFillSync } from "node:crypto";

/** Random bytes are drawn in bulk: one draw per id costs several times the rest of a span. */
const POOL = 4096;
let pool: Buffer | undefined;
let used = POOL;

function randomHex(bytes: number): string {
  if (pool === undefined || used + bytes > POOL) {
    pool = randomFillSync(pool ?? Buffer.allocUnsafeSlow(POOL));
    used = 0;
  }
  used += bytes;
  const hex = pool.toString("hex", used - bytes, used);
  // W3C: an id of zeros is invalid.
  return /^0+$/.test(hex) ? randomHex(bytes) : hex;
}

/** 32 hex digits, as in W3C `traceparent`. */
export const newTraceId = (): string => randomHex(16);
/** 16 hex digits. */
export const newSpanId = (): string => randomHex(8);
