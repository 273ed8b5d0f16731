export type Slices = {
  readonly rounds: number;
  /** Rounds before those that count, for the compiler. */
  readonly warmUp: number;
};

/** Shorter than the turn that a busy system gives a process: most slices run through. */
const SLICE_NS = 200_000;

/** Nanoseconds per call, one sample a slice; the same index of two cases is the same moment of the machine. */
export type SliceSamples = Readonly<Record<string, readonly number[]>>;

/**
 * Calls each case for a fifth of a millisecond, then the next one, and so on: a busy machine's pauses fall into few of
 * the slices, and the median is of the others.
 */
export function sliceBySlice(
  cases: Readonly<Record<string, () => unknown>>,
  { rounds, warmUp }: Slices,
): SliceSamples {
  const names = Object.keys(cases);
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  const calls = Object.fromEntries(names.map((name) => [name, 1]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const took = timed(cases[name]!, calls[name]!);
      if (round >= 0) samples[name]!.push(took);
      else calls[name] = Math.max(1, Math.round((calls[name]! + SLICE_NS / took) / 2));
    }
  }
  return samples;
}

/** Nanoseconds per call. */
function timed(run: () => unknown, calls: number): number {
  const started = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) run();
  return Number(process.hrtime.bigint() - started) / calls;
}

/** Hands samples to the process that started this one. */
export const tell = (samples: SliceSamples): void => console.log(JSON.stringify(samples));
