const { npm_lifecycle_event: script } = process.env;
const {
  FUZZ_SECONDS = script === "fuzz" ? "60" : "5",
  FUZZ_SEED = script === "fuzz" ? String(Math.trunc(Math.random() * 2 ** 31)) : "20261126",
} = process.env;

/** How long each property is tried, and where the randomness starts: tests always at the same place, `npm run fuzz` at others and for longer. */
export const SECONDS = Number(FUZZ_SECONDS);
export const SEED = Number(FUZZ_SEED);

export const parameters = {
  seed: SEED,
  numRuns: 1_000_000,
  interruptAfterTimeLimit: SECONDS * 1000,
  markInterruptAsFailure: false,
} as const;
