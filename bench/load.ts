import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runNode } from "./child.ts";
import { defineBench, type Row } from "./define.ts";
import { freePort, prepare, start } from "./load/applications.ts";
import { startVendors, type Vendors } from "./load/vendors.ts";
import { median, ratio, rounded, sideBySide, spread } from "./measure.ts";
import { installPeers } from "./peers.ts";

const SECONDS = 6;
const DRIVE = fileURLToPath(new URL("load/drive.mjs", import.meta.url));
const COUNT = new URL("load/count.mjs", import.meta.url).href;

const VARIANTS = {
  legacy: "as it was, pino alone",
  migrated: "migrated, as it comes",
  redacting: "migrated, redaction, sampling and metrics on",
  vendors: "the same, with errors to Sentry and spans by OTLP",
  slow: "the same, the services answer after 2 s",
  down: "the same, the services are down",
} as const;
type Variant = keyof typeof VARIANTS;
const NAMES = Object.keys(VARIANTS) as readonly Variant[];

type Outcome = {
  readonly rate: number;
  readonly total: number;
  readonly p50: number;
  readonly p99: number;
  readonly peakMb: number;
  /** Processor time a request, in ms. */
  readonly cpuMs: number;
  /** Records that were counted and have no line. */
  readonly linesLost: number | undefined;
  /** Spans that ended, did not arrive, and were not said to be dropped. */
  readonly spansLost: number | undefined;
  readonly spansDropped: number | undefined;
};

type Live = {
  readonly records: { readonly total: number };
  readonly spans: Readonly<Record<string, number>>;
  readonly stages: { readonly dropped: Readonly<Record<string, number>> };
};

export default defineBench({
  name: "load",
  title: "The example application under load",
  packages: ["pino", "@sentry/node", "@opentelemetry/sdk-trace-node"],
  run: async ({ rounds, say }) => {
    installPeers(say);
    const folders = prepare();
    const models = await freePort();
    const model = await start(
      folders.legacy,
      ["scripts/model-server.ts", String(models)],
      { PORT: String(models) },
      {
        port: models,
        log: join(folders.legacy, "..", "models.log"),
      },
    );
    const outcomes = Object.fromEntries(NAMES.map((name) => [name, [] as Outcome[]])) as Record<
      Variant,
      Outcome[]
    >;
    const cases = Object.fromEntries(
      NAMES.map((name) => [
        name,
        async () => {
          const outcome = await once(name, name === "legacy" ? folders.legacy : folders.migrated, model.url);
          outcomes[name].push(outcome);
          return outcome.rate;
        },
      ]),
    ) as Record<Variant, () => Promise<number>>;
    const samples = await sideBySide(cases, { rounds: Math.min(rounds, 3), warmUp: 0, say });
    await model.end();
    const of = (name: Variant, read: (outcome: Outcome) => number | undefined): number =>
      median(outcomes[name].map((outcome) => read(outcome) ?? Number.NaN));
    const lost = (name: Variant, read: (outcome: Outcome) => number | undefined): string => {
      const values = outcomes[name].map(read);
      return values.includes(undefined) ? "–" : String(Math.max(...(values as number[])));
    };
    const rows: readonly Row[] = NAMES.map((name) => ({
      what: VARIANTS[name],
      measured: spread(samples[name], "requests/s"),
      more: [
        `${of(name, ({ p50 }) => p50)} ms`,
        `${of(name, ({ p99 }) => p99)} ms`,
        `${rounded(of(name, ({ cpuMs }) => cpuMs))} ms`,
        `${Math.round(of(name, ({ peakMb }) => peakMb))} MB`,
        lost(name, ({ linesLost }) => linesLost),
        lost(name, ({ spansLost }) => spansLost),
        lost(name, ({ spansDropped }) => spansDropped),
      ],
      figure: ratio(samples[name], samples.legacy),
    }));
    const costs = outcomes.migrated.map(
      ({ cpuMs }, round) => cpuMs - (outcomes.legacy[round]?.cpuMs ?? Number.NaN),
    );
    return [
      {
        caption: `10 connections for ${SECONDS} s each: nine chats with a tool and a model behind them, one whose model refuses`,
        columns: [
          "p50",
          "p99",
          "processor time a request",
          "peak memory",
          "lines lost",
          "spans lost",
          "spans dropped and counted",
        ],
        figures: "requests/s × legacy",
        rows,
        notes: [
          `The dual logger costs ${spread(costs, "ms")} of processor time a request, as it comes: some six records and the spans of five calls of the model. The application, its model server, the load and the services share the processors, so throughput falls by more than the application's own work grows.`,
          "Lost: counted by the logger, with no line or no span on the other side, and not said to be dropped. Lines go to a file.",
        ],
      },
    ];
  },
});

async function once(name: Variant, folder: string, modelUrl: string): Promise<Outcome> {
  const isMigrated = name !== "legacy";
  const vendors =
    name === "vendors" || name === "slow" ? await startVendors(name === "slow" ? 2000 : 0) : undefined;
  const [port, metrics, closed] = [await freePort(), await freePort(), await freePort()];
  const lines = join(folder, "..", `${name}.log`);
  const running = await start(
    folder,
    [...(isMigrated ? ["--import", COUNT] : []), "src/main.ts"],
    {
      PORT: String(port),
      MODEL_BASE_URL: modelUrl,
      DATA_DIR: join(folder, "data"),
      RETRY_ATTEMPTS: "1",
      LOAD_METRICS_PORT: String(metrics),
      LOG_DESTINATION: lines,
      ...settingsOf(name, vendors?.url ?? `http://127.0.0.1:${closed}`),
    },
    { port, log: join(folder, "..", `${name}.err`) },
  );
  await drive(running.url, 1);
  const before = running.cpu();
  const driven = await drive(running.url, SECONDS);
  const cpuMs = ((running.cpu() - before) * 1000) / driven.total;
  const peakMb = running.peakMb();
  // What is on its way arrives, or is given up and counted.
  await wait(name === "slow" || name === "down" ? 8000 : isMigrated ? 3000 : 0);
  const live = isMigrated ? await liveOf(metrics) : undefined;
  const written = isMigrated && existsSync(lines) ? count(lines) : 0;
  const spansLost = live && name === "vendors" ? spansMissing(live, vendors) : undefined;
  const dropped = live && Object.entries(live.stages.dropped).filter(([reason]) => /span/.test(reason));
  await running.end();
  await vendors?.end();
  return {
    ...driven,
    peakMb,
    cpuMs,
    linesLost: live && live.records.total - written,
    spansLost,
    spansDropped: dropped?.reduce((sum, [, times]) => sum + times, 0),
  };
}

function settingsOf(name: Variant, vendors: string): Readonly<Record<string, string>> {
  if (name === "legacy" || name === "migrated") return {};
  const redacting = {
    LOG_ENABLE_PII_REDACTION: "true",
    LOG_ENABLE_SAMPLING: "true",
    LOG_SAMPLING_THRESHOLD_QPS: "1000000",
  };
  if (name === "redacting") return redacting;
  return {
    ...redacting,
    LOG_ENABLE_ERROR_AGGREGATION: "true",
    LOG_ERROR_AGGREGATION_DSN: `${vendors.replace("//", "//key@")}/1`,
    LOG_ENABLE_OPENTELEMETRY: "true",
    LOG_OTEL_EXPORTER_ENDPOINT: vendors,
    LOG_OTEL_EXPORTER_PROTOCOL: "http/json",
    LOG_OTEL_TRACE_SAMPLE_RATE: "1",
    LOG_OTEL_LOGS_ENABLED: "false",
    LOG_OTEL_METRICS_ENABLED: "false",
  };
}

async function drive(url: string, seconds: number): Promise<Pick<Outcome, "rate" | "total" | "p50" | "p99">> {
  const { stdout } = await runNode([DRIVE, url, String(seconds)], {});
  return JSON.parse(stdout) as Pick<Outcome, "rate" | "total" | "p50" | "p99">;
}

async function liveOf(port: number): Promise<Live> {
  const answer = await fetch(`http://127.0.0.1:${port}/live`);
  if (!answer.ok) throw new Error(`the metrics answer ${answer.status}`);
  return (await answer.json()) as Live;
}

/** Lines of the application's records: those of spans and our own summaries are counted elsewhere. */
const count = (file: string): number =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("{") && !line.includes('"spanName":')).length;

function spansMissing({ spans, stages }: Live, vendors: Vendors | undefined): number {
  const ended = Object.values(spans).reduce((sum, times) => sum + times, 0);
  const said = Object.entries(stages.dropped).reduce(
    (sum, [reason, times]) => sum + (/span/.test(reason) ? times : 0),
    0,
  );
  return ended - said - (vendors?.spans() ?? 0);
}
