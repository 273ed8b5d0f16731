import { PACKAGES, withCorpus } from "./corpus.ts";
import { type BenchOptions, defineBench, type Table } from "./define.ts";
import { peers } from "./lint/peers.ts";
import { speed } from "./lint/speed.ts";
import { installPeers } from "./peers.ts";

/** One file of so many for the peers: they take long. */
const PART = 6;

async function run(options: BenchOptions): Promise<readonly Table[]> {
  installPeers(options.say);
  const from = options.corpus === undefined ? undefined : [options.corpus];
  const few = { ...options, rounds: Math.min(options.rounds, 3), warmUp: 0 };
  return [
    await withCorpus({ from }, (corpus) => speed(corpus, options)),
    await withCorpus({ from, oneOf: PART }, (corpus) => peers(corpus, few)),
  ];
}

export default defineBench({
  name: "lint",
  title: "Lint",
  packages: [
    ...PACKAGES,
    "ts-morph",
    "eslint",
    "typescript-eslint",
    "eslint-plugin-sonarjs",
    "oxlint",
    "oxlint-tsgolint",
  ],
  run,
});
