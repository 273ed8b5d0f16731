import { type Corpus, size } from "../corpus.ts";
import type { BenchOptions, Row, Table } from "../define.ts";
import { median } from "../measure.ts";
import { measureNode } from "../processes.ts";
import { migrate, parse } from "./commands.ts";

/** The whole run but for the type gate, against a bare parse of the same files. */
export async function speed(corpus: Corpus, options: BenchOptions): Promise<Table> {
  const measured = await measureNode(
    {
      parse: parse(corpus),
      one: migrate(corpus, "--no-verify", "--workers", "1"),
      two: migrate(corpus, "--no-verify", "--workers", "2"),
    },
    "parse",
    options,
  );
  const row = (name: "parse" | "one" | "two", what: string, target?: Row["target"]): Row => {
    const seconds = median(measured.samples[name]) / 1000;
    return measured.row(name, what, {
      more: [
        Math.round(corpus.files.length / seconds).toLocaleString("en"),
        Math.round(corpus.lines / seconds).toLocaleString("en"),
        measured.cpu(name),
        `${Math.round(measured.peakMb(name))} MB`,
      ],
      target,
    });
  };
  return {
    caption: `Plan, apply and verify, without the type gate: ${size(corpus)}`,
    columns: ["files/s", "lines/s", "processor time", "peak memory"],
    figures: "× bare parse",
    rows: [
      row("parse", "bare parse and walk, one thread"),
      row("one", "migrate, 1 worker"),
      row("two", "migrate, 2 workers", { atMost: 1 }),
    ],
    notes: [
      "Each from the start of its process to its end. The bare parse uses the same compiler, sets parents, visits each node and keeps nothing.",
    ],
  };
}
