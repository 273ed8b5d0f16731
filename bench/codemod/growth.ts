import { size, withCorpus } from "../corpus.ts";
import type { BenchOptions, Table } from "../define.ts";
import { rounded } from "../measure.ts";
import { measureNode } from "../processes.ts";
import { migrate } from "./commands.ts";

const TIMES = 10;

/** What ten times the files cost. */
export async function growth(from: readonly string[] | undefined, options: BenchOptions): Promise<Table> {
  return withCorpus({ from, oneOf: 4 }, (small) =>
    withCorpus({ from, oneOf: 4, times: TIMES }, async (large) => {
      const measured = await measureNode(
        {
          small: migrate(small, "--no-verify", "--workers", "2"),
          large: migrate(large, "--no-verify", "--workers", "2"),
        },
        "small",
        options,
      );
      const perFile = measured.ratio("large", "small") / TIMES;
      return {
        caption: "How cost grows with the number of files, 2 workers",
        figures: "figure",
        columns: ["peak memory"],
        rows: [
          measured.row("small", size(small), {
            more: [`${Math.round(measured.peakMb("small"))} MB`],
            figure: undefined,
          }),
          measured.row("large", size(large), {
            more: [`${Math.round(measured.peakMb("large"))} MB`],
            figure: undefined,
          }),
          {
            what: `time of a file, of ${TIMES} × the files to 1 ×`,
            measured: "",
            figure: perFile,
            target: { atMost: 1.1 },
          },
          {
            what: `peak memory at ${Math.round(large.lines / 1000)} k lines`,
            measured: "",
            figure: measured.peakMb("large"),
            shown: `${Math.round(measured.peakMb("large"))} MB`,
            target: { atMost: 600 },
            unit: "MB",
          },
          {
            what: `peak memory of ${TIMES} × the files to 1 ×`,
            measured: "",
            figure: measured.peakMb("large") / measured.peakMb("small"),
            shown: `${rounded(measured.peakMb("large") / measured.peakMb("small"))} ×`,
          },
        ],
      };
    }),
  );
}
