import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export type Start = {
  /** Processor time of the import and the line, all threads: a busy machine's waits are not in it. */
  readonly ms: number;
  /** Resident, after one line. */
  readonly mb: number;
};

const NULL = JSON.stringify("/dev/null");
const OTEL =
  "enableOpentelemetry: true, otelExporterProtocol: 'http', otelExporterEndpoint: 'http://127.0.0.1:9'";
const ours = (config: string): string =>
  `const { createLogger } = await import("blog-runtime"); const log = createLogger({ destination: { path: ${NULL} }, ${config} }); log.info("m", "api_layer", "X"); log.getMetrics();`;

/** Programs that load a logger and write one line with it. */
export const PROGRAMS = {
  nothing: "",
  pino: `const { pino } = await import("pino"); pino(pino.destination({ dest: ${NULL}, sync: true })).info("m");`,
  winston: `const { default: winston } = await import("winston"); winston.createLogger({ transports: [new winston.transports.File({ filename: ${NULL} })] }).info("m");`,
  logTape: `await import("@logtape/logtape"); await import("@logtape/redaction");`,
  evlog: `await import("evlog");`,
  ours: ours(""),
  redaction: ours("enablePiiRedaction: true"),
  sampling: ours("enableSampling: true"),
  otel: ours(OTEL),
  sentry: ours("enableErrorAggregation: true, errorAggregationDsn: 'http://k@127.0.0.1:9/1'"),
  rollbar: ours(
    "enableErrorAggregation: true, errorAggregationService: 'rollbar', errorAggregationDsn: 'token'",
  ),
} as const;

/** Runs a program in a process of its own. */
export function startOf(program: string): Start {
  const source = `const started = process.cpuUsage(); ${program}; const { user, system } = process.cpuUsage(started); console.log((user + system) / 1000, process.memoryUsage().rss / 1048576); process.exit(0);`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", source], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const [ms, mb] = stdout.trim().split(" ").map(Number);
  if (status !== 0 || ms === undefined || mb === undefined) throw new Error(`${source}\n${stderr}`);
  return { ms, mb };
}
