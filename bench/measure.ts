/** One case: does its work once and gives the sample, in any unit; {@link timed} gives milliseconds. */
export type Case = () => number | Promise<number>;

/** Samples by case, one a round, so that the same index is the same moment of the machine. */
export type Samples<Name extends string> = Readonly<Record<Name, readonly number[]>>;

export type Rounds = {
  readonly rounds: number;
  /** Rounds before those that count. @default 1 */
  readonly warmUp?: number | undefined;
  readonly say?: ((text: string) => void) | undefined;
};

/**
 * Measures cases side by side: A B A B …, so that what else the machine does meets all of them alike.
 * Every other round goes backwards, so that none always runs behind the same one.
 */
export async function sideBySide<Name extends string>(
  cases: Readonly<Record<Name, Case>>,
  { rounds, warmUp = 1, say = () => {} }: Rounds,
): Promise<Samples<Name>> {
  const names = Object.keys(cases) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const sample = await cases[name]();
      if (round >= 0) samples[name].push(sample);
      say(`${round < 0 ? "warm-up" : `round ${round + 1}/${rounds}`}: ${name} ${rounded(sample)}`);
    }
  }
  return samples;
}

/** Milliseconds that something takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** How `a` stands to `b`: the median of the ratios of each round. Both have to be of one run. */
export function ratio(a: readonly number[], b: readonly number[]): number {
  return median(a.map((value, round) => value / (b[round] ?? Number.NaN)));
}

/** `2.31 (2.28–2.40) s`: the median, the least and the most of the samples. */
export function spread(values: readonly number[], unit: string, scale = 1): string {
  const scaled = values.map((value) => value * scale);
  const [least, most] = [Math.min(...scaled), Math.max(...scaled)];
  return `${rounded(median(scaled))} (${rounded(least)}–${rounded(most)}) ${unit}`;
}

/** Three significant digits. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 4));
}
