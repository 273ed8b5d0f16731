import { defineBench, type Row, type Table } from "./define.ts";
import { median, rounded } from "./measure.ts";
import { samplesOf } from "./runtime/scripts.ts";

/** The part of the samples that a start and an end are judged by. */
const PART = 0.2;
const MOST_GROWTH = 1.1;

/** How the last fifth stands to the second one: in the first the program warms up. */
function growth(what: string, unit: string, samples: readonly number[] = [], judged = true): Row {
  const part = Math.max(1, Math.floor(samples.length * PART));
  const early = median(samples.slice(part, 2 * part));
  const late = median(samples.slice(-part));
  return {
    what,
    measured: `${rounded(early)} → ${rounded(late)} ${unit}`,
    figure: late / early,
    target: judged ? { atMost: MOST_GROWTH } : undefined,
  };
}

export default defineBench({
  name: "soak",
  title: "Soak",
  onDemand: true,
  packages: [],
  async run({ minutes, say }): Promise<readonly Table[]> {
    say(`${minutes} minutes`);
    const samples = await samplesOf("soak.ts", String(minutes));
    const lost = samples.lost?.[0] ?? Number.NaN;
    return [
      {
        caption: `${minutes} minutes of requests with spans, redaction, sampling and errors`,
        figures: "growth",
        rows: [
          growth("heap in use, after a collection", "MB", samples.heapMb),
          growth("handles", "", samples.handles),
          growth("delay of the event loop, 99th percentile of each second", "ms", samples.delayMs, false),
          { what: "records written", measured: String(samples.records?.[0]) },
          {
            what: "lines lost, failures of the logger",
            measured: String(lost),
            figure: lost,
            shown: String(lost),
            unit: "",
            target: { atMost: 0 },
          },
        ],
        notes: ["Each second is a sample; the last fifth of them stands against the second one."],
      },
    ];
  },
});
