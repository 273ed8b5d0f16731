import { defineBench, type Row } from "./define.ts";
import { bias, splitRequests, withoutContext } from "./fleet/outcome.ts";
import { simulate } from "./fleet/simulate.ts";

const FLEET = { processes: 100, seconds: 20, rate: 0.1, thresholdQps: 50, requests: 5, seed: 7 } as const;

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

export default defineBench({
  name: "fleet",
  title: "Sampling in a fleet",
  packages: [],
  run: async ({ say }) => {
    say(`${FLEET.processes} processes for ${FLEET.seconds} s`);
    const outcome = await simulate(FLEET);
    const { offered, written, saidDropped } = outcome;
    const errors = offered.filter(({ isError }) => isError).length;
    const kept = written.filter(({ isRecalled }) => !isRecalled).length;
    const records = new Map<string, number>();
    for (const { id } of offered) records.set(id, (records.get(id) ?? 0) + 1);
    const isHot = (id: string): boolean => (records.get(id) ?? 0) >= 100;
    const all = bias(outcome, () => true);
    const cool = bias(outcome, (id) => !isHot(id));
    const unsaid = offered.length - kept - saidDropped;
    const rows: readonly Row[] = [
      { what: "records logged", measured: offered.length.toLocaleString("en") },
      {
        what: "lines written",
        measured: written.length.toLocaleString("en"),
        figure: written.length / offered.length,
        shown: percent(written.length, offered.length),
      },
      {
        what: "of them brought back for an error",
        measured: (written.length - kept).toLocaleString("en"),
        figure: (written.length - kept) / written.length,
        shown: percent(written.length - kept, written.length),
      },
      {
        what: "bias of the count after weighting, without hot ids",
        measured: `${records.size.toLocaleString("en")} requests`,
        figure: Math.abs(cool) * 100,
        shown: `${(cool * 100).toFixed(2)} %`,
        target: { atMost: 2 },
        unit: "%",
      },
      {
        what: "the same with hot ids, of 120 records each",
        measured: `${[...records.values()].filter((count) => count >= 100).length} of them`,
        figure: Math.abs(all) * 100,
        shown: `${(all * 100).toFixed(2)} %`,
      },
      {
        what: "requests that one process sampled and another dropped",
        measured: "",
        figure: splitRequests(outcome),
        shown: String(splitRequests(outcome)),
        target: { atMost: 0 },
        unit: "",
      },
      {
        what: "errors lost",
        measured: `${errors} errors`,
        figure: errors - written.filter(({ isError }) => isError).length,
        shown: String(errors - written.filter(({ isError }) => isError).length),
        target: { atMost: 0 },
        unit: "",
      },
      {
        what: "errors without the records before them",
        measured: `${errors} errors`,
        figure: withoutContext(outcome),
        shown: String(withoutContext(outcome)),
        target: { atMost: 0 },
        unit: "",
      },
      {
        what: "records dropped and not said",
        measured: saidDropped.toLocaleString("en"),
        figure: Math.abs(unsaid),
        shown: String(unsaid),
        target: { atMost: 0 },
        unit: "",
      },
    ];
    return [
      {
        caption: `${FLEET.processes} processes for ${FLEET.seconds} s at a rate of ${FLEET.rate} above ${FLEET.thresholdQps} records/s, with bursts of 12 times the requests`,
        figures: "figure",
        rows,
        notes: [
          "The processes share a clock and nothing else. A request logs in one to three of them; every 50th is a hot id, every 40th fails. The context of an error is what its own process logged about the request before: the last 50 records.",
        ],
      },
    ];
  },
});
