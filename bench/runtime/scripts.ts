import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { runNode } from "../child.ts";
import { median, ratio, rounded } from "../measure.ts";
import type { SliceSamples } from "./slices.ts";

const BUILT = fileURLToPath(new URL("../../node_modules/.cache/bench/", import.meta.url));

/**
 * Runs a script of this folder in a process of its own and reads the samples that it tells. It is compiled before: a
 * loader that compiles as it goes names every closure when it is made, which slows some code down to a quarter.
 */
export async function samplesOf(script: string, ...args: readonly string[]): Promise<SliceSamples> {
  const { stdout } = await runNode(["--expose-gc", await compiled(script), ...args]);
  return JSON.parse(stdout) as SliceSamples;
}

export async function compiled(script: string): Promise<string> {
  const outfile = join(BUILT, `${basename(script, ".ts")}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`./${script}`, import.meta.url))],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
  });
  return outfile;
}

export const nanoseconds = (samples: readonly number[] = []): string => {
  const ns = median(samples);
  return ns < 10_000 ? `${rounded(ns)} ns` : ns < 1e7 ? `${rounded(ns / 1e3)} µs` : `${rounded(ns / 1e6)} ms`;
};

export const times = (samples: SliceSamples, what: string, base: string): number =>
  ratio(samples[what] ?? [], samples[base] ?? []);
