import { spawnSync } from "node:child_process";
import { CLI } from "../child.ts";
import type { BenchOptions, Row, Table } from "../define.ts";
import { median, ratio, sideBySide, spread, timed } from "../measure.ts";

/** Starts take little time, so there are many of them. */
const STARTS = 15;

/** What a person waits for `--help`. */
export async function startup({ say }: BenchOptions): Promise<Table> {
  const start =
    (...args: readonly string[]) =>
    () =>
      timed(() => spawnSync(process.execPath, args));
  const samples = await sideBySide(
    { node: start("-e", "0"), version: start(CLI, "--version"), help: start(CLI, "--help") },
    { rounds: STARTS, say },
  );
  const row = (name: "node" | "version" | "help", what: string, more: Partial<Row>): Row => ({
    what,
    measured: spread(samples[name], "ms"),
    figure: median(samples[name]),
    shown: `${Math.round(median(samples[name]))} ms`,
    more: [`${ratio(samples[name], samples.node).toFixed(2)} ×`],
    ...more,
  });
  const target = { target: { atMost: 100 }, unit: "ms" };
  return {
    caption: "Start",
    columns: ["× node"],
    figures: "median",
    rows: [row("node", "node -e 0", {}), row("version", "--version", target), row("help", "--help", target)],
  };
}
