import { type BenchOptions, defineBench, type Row, type Table } from "./define.ts";
import { median, rounded } from "./measure.ts";
import { nanoseconds, samplesOf, times } from "./runtime/scripts.ts";
import { installSize } from "./runtime/size.ts";
import { PROGRAMS, type Start, startOf } from "./runtime/start.ts";

const SIZES = [0, 1024, 16_384] as const;
const ROUNDS_OF_STARTS = 3;

const RECORDS = {
  plain: "blog-runtime, as it comes (metrics on)",
  whole: "blog-runtime, redaction and sampling on, nothing personal in it",
  personal: "the same, three items in it",
  dropped: "blog-runtime, a record sampled out",
  winston: "winston, JSON",
  logTapeJson: "LogTape, JSON lines",
  logTapeFields: "LogTape, redaction by field",
  logTapePatterns: "LogTape, redaction by four patterns",
  evlog: "evlog, its redaction on",
} as const;

const TARGETS: Partial<Record<keyof typeof RECORDS, number>> = { whole: 1.3, personal: 1.5, dropped: 0.03 };

async function records(size: number): Promise<Table> {
  const samples = await samplesOf("records.ts", String(size));
  const names = Object.keys(RECORDS) as (keyof typeof RECORDS)[];
  const rows = names.map((name): Row => {
    const atMost = TARGETS[name];
    return {
      what: RECORDS[name],
      measured: nanoseconds(samples[name]),
      figure: times(samples, name, "pino"),
      target: atMost === undefined ? undefined : { atMost },
    };
  });
  const text = size === 0 ? "five fields" : `five fields, one of them a text of ${size / 1024} KB`;
  return {
    caption: `One record to the null device: ${text}`,
    rows: [{ what: "pino, bare, synchronous", measured: nanoseconds(samples.pino), figure: 1 }, ...rows],
  };
}

async function parts(): Promise<Table> {
  const redaction = await samplesOf("redaction.ts");
  const histogram = await samplesOf("histogram.ts");
  const spans = await samplesOf("spans.ts");
  const worst = (redaction.worst?.[0] ?? Number.NaN) / 1e6;
  const record = median(histogram.record ?? []);
  const read = median(histogram.read ?? []) / 1e3;
  return {
    caption: "Parts",
    figures: "figure",
    rows: [
      {
        what: "16 KB prompt with 20 items, against five regular expressions",
        measured: nanoseconds(redaction.redact),
        figure: times(redaction, "expressions", "redact"),
        target: { atLeast: 5 },
      },
      ...inUnits("worst of some 1,600 attacks of 16 KB", worst, "ms", 1),
      ...inUnits("a duration recorded", record, "ns", 40),
      ...inUnits("its percentiles read", read, "µs", 5),
      {
        what: "`span()` over `startActiveSpan` and `end` of the SDK",
        measured: nanoseconds(spans.span),
        figure: times(spans, "span", "bare"),
        target: { atMost: 1.2 },
      },
      {
        what: "the same in a GenAI category",
        measured: nanoseconds(spans.genAi),
        figure: times(spans, "genAi", "bare"),
      },
      { what: "`span()` without an SDK", measured: nanoseconds(spans.alone) },
    ],
    notes: [
      "The five expressions find less: no secrets, IPv6 or labels, and no check of sums, prefixes or context. Attacks are timed by the least of 60 runs.",
    ],
  };
}

const inUnits = (what: string, figure: number, unit: string, atMost: number): readonly Row[] => [
  {
    what,
    measured: `${rounded(figure)} ${unit}`,
    figure,
    shown: `${rounded(figure)} ${unit}`,
    unit,
    target: { atMost },
  },
];

const OTEL = ["sdk-trace-node", "sdk-metrics", "sdk-logs", "resources"].map(
  (name) => `@opentelemetry/${name}`,
);
const EXPORTERS = ["trace", "metrics", "logs"].map((name) => `@opentelemetry/exporter-${name}-otlp-proto`);

const STARTS = [
  { what: "pino", program: "pino", packages: ["pino"] },
  { what: "winston", program: "winston", packages: ["winston"] },
  {
    what: "LogTape with redaction",
    program: "logTape",
    packages: ["@logtape/logtape", "@logtape/redaction"],
  },
  { what: "evlog", program: "evlog", packages: ["evlog"] },
  { what: "blog-runtime", program: "ours", packages: ["blog-runtime"] },
  { what: "with redaction", program: "redaction", packages: ["blog-runtime"] },
  { what: "with sampling", program: "sampling", packages: ["blog-runtime"] },
  { what: "with OpenTelemetry (HTTP)", program: "otel", packages: ["blog-runtime", ...OTEL, ...EXPORTERS] },
  { what: "with Sentry", program: "sentry", packages: ["blog-runtime", "@sentry/node"] },
  { what: "with Rollbar", program: "rollbar", packages: ["blog-runtime", "rollbar"] },
] as const satisfies readonly {
  readonly what: string;
  readonly program: keyof typeof PROGRAMS;
  readonly packages: readonly string[];
}[];

function starts({ rounds, say }: BenchOptions): Table {
  const all = STARTS.map(() => [] as Start[]);
  for (let round = 0; round < rounds * ROUNDS_OF_STARTS; round++) {
    for (const [n, { program }] of STARTS.entries()) all[n]?.push(startOf(PROGRAMS[program]));
    say(`starts: round ${round + 1}`);
  }
  const ms = all.map((samples) => median(samples.map((sample) => sample.ms)));
  const mb = all.map((samples) => median(samples.map((sample) => sample.mb)));
  const over = (values: readonly number[], n: number): string => rounded((values[n] ?? 0) - (values[0] ?? 0));
  return {
    caption: "A process that loads a logger and writes one line: processor time, memory, installed size",
    columns: ["ms over pino", "MB resident over pino"],
    figures: "MB installed",
    rows: STARTS.map(({ what, packages }, n) => ({
      what,
      measured: `${rounded(ms[n] ?? Number.NaN)} ms`,
      more: [over(ms, n), over(mb, n)],
      figure: installSize(...packages),
      shown: rounded(installSize(...packages)),
    })),
    notes: [
      "Targets: at most 15 ms and 10 MB over pino with the vendors off. LogTape and evlog are loaded only. A vendor that is asked for is loaded when the logger is configured; the others cost nothing.",
    ],
  };
}

async function run(options: BenchOptions): Promise<readonly Table[]> {
  const tables: Table[] = [];
  for (const size of SIZES) {
    options.say(`records of ${size} more characters`);
    tables.push(await records(size));
  }
  return [...tables, await parts(), starts(options)];
}

export default defineBench({
  name: "runtime",
  title: "Runtime",
  packages: [
    "pino",
    "winston",
    "@logtape/logtape",
    "@logtape/redaction",
    "evlog",
    "@opentelemetry/sdk-trace-node",
  ],
  run,
});
