import { appendFileSync } from "node:fs";
import { runNode, type Used } from "../child.ts";
import { parse } from "../codemod/commands.ts";
import { type Corpus, size } from "../corpus.ts";
import type { BenchOptions, Row, Table } from "../define.ts";
import { median, ratio, sideBySide, spread } from "../measure.ts";
import { lint } from "./commands.ts";

const FINDINGS = { codes: [0, 1] };

/** Cold, from the cache, and with one file changed since, against a bare parse of the same files. */
export async function speed(corpus: Corpus, options: BenchOptions): Promise<Table> {
  const cold: Used[] = [];
  const cached = lint(corpus, "--cache", `${corpus.list}.cache`);
  await runNode(cached, FINDINGS);
  const samples = await sideBySide(
    {
      parse: async () => (await runNode(parse(corpus))).ms,
      cold: async () => {
        const used = await runNode(lint(corpus, "--workers", "2"), FINDINGS);
        cold.push(used);
        return used.ms;
      },
      warm: async () => (await runNode(cached, FINDINGS)).ms,
      changed: async () => {
        appendFileSync(corpus.files[corpus.files.length >> 1] ?? "", "\n// changed\n");
        return (await runNode(cached, FINDINGS)).ms;
      },
    },
    options,
  );
  const row = (name: keyof typeof samples, what: string, target?: Row["target"]): Row => ({
    what,
    measured: spread(samples[name], "s", 1 / 1000),
    figure: ratio(samples[name], samples.parse),
    target,
  });
  const more = samples.changed.map((ms, round) => ms - (samples.warm[round] ?? Number.NaN));
  const peak = median(cold.map(({ peakMb }) => peakMb));
  return {
    caption: `Speed: ${size(corpus)}`,
    figures: "× bare parse",
    rows: [
      row("parse", "bare parse and walk, one thread"),
      row("cold", "lint, 2 workers", { atMost: 1.3 }),
      row("warm", "lint --cache, nothing changed", { atMost: 0.15 }),
      row("changed", "lint --cache, one file changed"),
      {
        what: "what the changed file costs",
        measured: spread(more, "ms"),
        figure: median(more),
        shown: `${Math.round(median(more))} ms`,
        target: { atMost: 150 },
        unit: "ms",
      },
      {
        what: "peak memory, cold",
        measured: "",
        figure: peak,
        shown: `${Math.round(peak)} MB`,
        target: { atMost: 600 },
        unit: "MB",
      },
    ],
    notes: [
      "What a changed file costs has the load of the compiler in it, which the cache otherwise spares.",
    ],
  };
}
