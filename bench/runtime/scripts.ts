import { fileURLToPath } from "node:url";
import { runNode } from "../child.ts";
import { median, ratio, rounded } from "../measure.ts";
import type { SliceSamples } from "./slices.ts";

/** Runs a script of this folder in a process of its own and reads the samples that it tells. */
export async function samplesOf(script: string, ...args: readonly string[]): Promise<SliceSamples> {
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url));
  const { stdout } = await runNode(["--expose-gc", "--import", "tsx", path, ...args]);
  return JSON.parse(stdout) as SliceSamples;
}

export const nanoseconds = (samples: readonly number[] = []): string => {
  const ns = median(samples);
  return ns < 10_000 ? `${rounded(ns)} ns` : ns < 1e7 ? `${rounded(ns / 1e3)} µs` : `${rounded(ns / 1e6)} ms`;
};

export const times = (samples: SliceSamples, what: string, base: string): number =>
  ratio(samples[what] ?? [], samples[base] ?? []);
