import { fileURLToPath } from "node:url";
import { CLI, runNode, type Used } from "./child.ts";
import { type Corpus, openCorpus, PACKAGES, size } from "./corpus.ts";
import { type BenchOptions, defineBench, type Row, type Table } from "./define.ts";
import { median, ratio, rounded, sideBySide, spread } from "./measure.ts";

const PARSE = fileURLToPath(new URL("./codemod/parse.mjs", import.meta.url));

const migrate = (corpus: Corpus, ...options: readonly string[]): readonly string[] => [
  CLI,
  ...["--dry-run", "--format", "json", "--output", `${corpus.list}.report`],
  ...["--include-generated", "--no-verify", "--quiet", ...options],
  corpus.folder,
];

/** Runs a child, keeps what it used, and gives its milliseconds as the sample. */
function recorded(args: readonly string[], into: Used[]): () => Promise<number> {
  return async () => {
    const used = await runNode(args);
    into.push(used);
    return used.ms;
  };
}

async function speed(corpus: Corpus, { rounds, say }: BenchOptions): Promise<Table> {
  const used = { parse: [] as Used[], one: [] as Used[], two: [] as Used[] };
  const samples = await sideBySide(
    {
      parse: recorded([PARSE, corpus.list], used.parse),
      one: recorded(migrate(corpus, "--workers", "1"), used.one),
      two: recorded(migrate(corpus, "--workers", "2"), used.two),
    },
    { rounds, say },
  );
  const row = (name: keyof typeof samples, what: string, target?: Row["target"]): Row => ({
    what,
    measured: spread(samples[name], "s", 1 / 1000),
    more: [
      Math.round(corpus.lines / (median(samples[name]) / 1000)).toLocaleString("en"),
      `${rounded(median(used[name].map(({ cpuMs }) => cpuMs / 1000)))} s`,
      `${rounded(median(used[name].map(({ peakMb }) => peakMb)))} MB`,
    ],
    figure: ratio(samples[name], samples.parse),
    target,
  });
  return {
    caption: `Plan and apply, without the type gate: ${size(corpus)}`,
    columns: ["lines/s", "processor time", "peak memory"],
    figures: "× bare parse",
    rows: [
      row("parse", "bare parse and walk, one thread"),
      row("one", "migrate, 1 worker"),
      row("two", "migrate, 2 workers", { atMost: 1 }),
    ],
  };
}

export default defineBench({
  name: "codemod",
  title: "Codemod",
  packages: ["ts-morph", "jscodeshift", ...PACKAGES],
  run: async (options) => {
    const corpus = await openCorpus(options.corpus);
    try {
      return [await speed(corpus, options)];
    } finally {
      corpus.remove();
    }
  },
});
