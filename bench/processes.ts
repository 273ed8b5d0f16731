import { type ChildOptions, runNode, type Used } from "./child.ts";
import type { BenchOptions, Row } from "./define.ts";
import { median, ratio, rounded, type Samples, sideBySide, spread } from "./measure.ts";

type Command = readonly string[];

/** What some commands took, measured side by side, each in a process of its own. */
export type Measured<Name extends string> = {
  readonly samples: Samples<Name>;
  /** `1.23 s` of processor time, of all threads but not of child processes. */
  readonly cpu: (name: Name) => string;
  readonly cpuSeconds: (name: Name) => number;
  /** Most memory resident, in MB. */
  readonly peakMb: (name: Name) => number;
  readonly row: (name: Name, what: string, more?: Partial<Row>) => Row;
  readonly ratio: (name: Name, to: Name) => number;
};

/** Measures commands side by side; a row is compared with `base`. */
export async function measureNode<Name extends string>(
  commands: Readonly<Record<Name, Command>>,
  base: NoInfer<Name>,
  options: BenchOptions & ChildOptions,
): Promise<Measured<Name>> {
  const names = Object.keys(commands) as Name[];
  const used = Object.fromEntries(names.map((name) => [name, [] as Used[]])) as unknown as Record<
    Name,
    Used[]
  >;
  const cases = Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        const one = await runNode(commands[name], options);
        used[name].push(one);
        return one.ms;
      },
    ]),
  ) as Record<Name, () => Promise<number>>;
  const samples = await sideBySide(cases, options);
  const of = (name: Name, key: "cpuMs" | "peakMb"): number => median(used[name].map((one) => one[key]));
  const cpuSeconds = (name: Name): number => of(name, "cpuMs") / 1000;
  return {
    samples,
    cpu: (name) => `${rounded(cpuSeconds(name))} s`,
    cpuSeconds,
    peakMb: (name) => of(name, "peakMb"),
    ratio: (name, to) => ratio(samples[name], samples[to]),
    row: (name, what, more = {}) => ({
      what,
      measured: spread(samples[name], "s", 1 / 1000),
      figure: ratio(samples[name], samples[base]),
      ...more,
    }),
  };
}
