/** `npm run fuzz` tries for longer, and from other seeds; tests always start at the same place. */
export const IS_LONG = process.env.npm_lifecycle_event === "fuzz";

const {
  FUZZ_SECONDS = IS_LONG ? "60" : "5",
  FUZZ_SEED = IS_LONG ? String(Math.trunc(Math.random() * 2 ** 31)) : "20261126",
} = process.env;

/** How long each property is tried, and where the randomness starts. */
export const SECONDS = Number(FUZZ_SECONDS);
export const SEED = Number(FUZZ_SEED);

export const parameters = {
  seed: SEED,
  numRuns: 1_000_000,
  interruptAfterTimeLimit: SECONDS * 1000,
  markInterruptAsFailure: false,
} as const;
