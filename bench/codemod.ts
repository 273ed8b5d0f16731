import { join } from "node:path";
import { gate } from "./codemod/gate.ts";
import { growth } from "./codemod/growth.ts";
import { peers, wrapping } from "./codemod/peers.ts";
import { speed } from "./codemod/speed.ts";
import { startup } from "./codemod/startup.ts";
import { MODULES, PACKAGES, withCorpus } from "./corpus.ts";
import { type BenchOptions, defineBench, type Table } from "./define.ts";
import { installPeers } from "./peers.ts";

/** One file of so many for the peers: they take long. */
const PART = 2;

const isModule = (path: string): boolean => path.endsWith(".mjs");

async function run(options: BenchOptions): Promise<readonly Table[]> {
  installPeers(options.say);
  const from = options.corpus === undefined ? undefined : [options.corpus];
  const few = { ...options, rounds: Math.min(options.rounds, 3), warmUp: 0 };
  return [
    await withCorpus({ from }, (corpus) => speed(corpus, options)),
    await withCorpus({ from, oneOf: PART }, (corpus) => peers(corpus, few)),
    await withCorpus({ from: [join(MODULES, "openai")], wanted: isModule }, (corpus) =>
      wrapping(corpus, few),
    ),
    await growth(from, few),
    await gate({ ...few, rounds: Math.min(options.rounds, 2) }),
    await startup(options),
  ];
}

export default defineBench({
  name: "codemod",
  title: "Codemod",
  packages: [...PACKAGES, "ts-morph", "jscodeshift", "@ast-grep/napi", "@apm-js-collab/code-transformer"],
  run,
});
