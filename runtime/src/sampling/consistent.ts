/**
 * Which ids are kept at which rate, decided alike by every process and by OpenTelemetry.
 *
 * This is OpenTelemetry's consistent probability sampling (OTEP 235, now in the specification as "TraceState:
 * Probability Sampling"): an id has a random value R of 56 bits, a rate p the rejection threshold
 * T = 2^56 − round(p · 2^56), and the id is kept where R ≥ T. R is the `rv` of the tracestate's `ot` entry where
 * there is one, else the least significant 56 bits of the trace id. Ids kept at a rate are kept at every higher one.
 */
export type Bits56 = {
  /** The upper 24 bits. */
  readonly high: number;
  /** The lower 32 bits. */
  readonly low: number;
};

const LOW = 2 ** 32;
const HIGH = 2 ** 24;
const TRACE_ID = /^[0-9a-f]{32}$/i;
const RANDOM_VALUE = /(?:^|;)rv:([0-9a-f]{14})(?:;|$)/;

/** T of a rate: 0 rejects every id, 1 none. */
export function thresholdOf(rate: number): Bits56 {
  const kept = Math.round(rate * HIGH * LOW);
  const keptLow = kept % LOW;
  return {
    high: HIGH - Math.floor(kept / LOW) - (keptLow > 0 ? 1 : 0),
    low: keptLow > 0 ? LOW - keptLow : 0,
  };
}

export const keeps = (randomness: Bits56, threshold: Bits56): boolean =>
  randomness.high > threshold.high || (randomness.high === threshold.high && randomness.low >= threshold.low);

/**
 * R of an id: a trace id has its own, other ids are hashed.
 * @param tracestate the `ot` entry that came with a trace id, if any
 */
export function randomnessOf(id: string, tracestate?: string): Bits56 {
  const explicit = tracestate === undefined ? undefined : RANDOM_VALUE.exec(tracestate)?.[1];
  if (explicit !== undefined) return fromHex(explicit);
  return id.length === 32 && TRACE_ID.test(id) ? fromHex(id.slice(18)) : hashOf(id);
}

const fromHex = (digits: string): Bits56 => ({
  high: Number.parseInt(digits.slice(0, 6), 16),
  low: Number.parseInt(digits.slice(6), 16),
});

/** cyrb53's two lanes of 32 bits with murmur's finish: the same in every process, and even for ids that are counted up. */
export function hashOf(id: string): Bits56 {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return { high: (a >>> 0) % HIGH, low: b >>> 0 };
}
