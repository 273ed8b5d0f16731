import { createCore } from "../../runtime/src/core.ts";
import { type BackendLogger, LogCategory } from "../../runtime/src/index.ts";
import { createLogger } from "../../runtime/src/logger.ts";

export type Fleet = {
  readonly processes: number;
  readonly seconds: number;
  readonly rate: number;
  readonly thresholdQps: number;
  /** Requests a second and process when nothing happens. */
  readonly requests: number;
  readonly seed: number;
};

/** One line as a process wrote it, as far as the outcome is about it. */
export type Written = {
  readonly process: number;
  readonly id: string;
  readonly step: number;
  readonly isError: boolean;
  /** Records that it stands for. */
  readonly weight: number;
  readonly isRecalled: boolean;
};

export type Offered = {
  readonly process: number;
  readonly id: string;
  readonly step: number;
  readonly isError: boolean;
};

export type Outcome = {
  readonly offered: readonly Offered[];
  readonly written: readonly Written[];
  /** Of the lines that say how much was dropped. */
  readonly saidDropped: number;
};

/** Every fiftieth request is retried in a loop: one id with as many records. */
const HOT = { each: 50, records: 120 } as const;
/** Every 40th request ends in an error. */
const FAILING = 40;
/** In a burst a process has as many times its requests, for a second or two. */
const BURST = 12;

/** Runs all processes against one clock, second by second; the same seed gives the same run. */
export async function simulate(fleet: Fleet): Promise<Outcome> {
  const random = randomOf(fleet.seed);
  const written: Written[] = [];
  const offered: Offered[] = [];
  let saidDropped = 0;
  const clock = { now: 1_700_000_000_000 };
  const processes = Array.from({ length: fleet.processes }, (_, process): BackendLogger => {
    const logger = loggerOf(fleet, clock, randomOf(fleet.seed + process + 1), (line) => {
      const read = JSON.parse(line) as Line;
      if (read.component === "blog-runtime") saidDropped += read.data.sampledOut ?? 0;
      else written.push(writtenOf(read, process));
    });
    return logger;
  });
  let request = 0;
  for (let second = 0; second < fleet.seconds; second++) {
    const turns = processes.flatMap((_, process) => {
      const isBurst = (second * 7 + process * 13) % 10 === 0;
      return Array.from({ length: fleet.requests * (isBurst ? BURST : 1) }, () => process);
    });
    shuffle(turns, random);
    turns.forEach((process, turn) => {
      clock.now = 1_700_000_000_000 + second * 1_000 + Math.floor((turn / turns.length) * 1_000);
      serve(request++, process);
    });
  }
  for (const logger of processes) await logger.shutdown();
  return { offered, written, saidDropped };

  /** A request logs in one to three processes and may fail in the last one. */
  function serve(number: number, first: number): void {
    const id = `req-${fleet.seed}-${number}`;
    const hops = 1 + Math.floor(random() * 3);
    const failing = number % FAILING === 0;
    for (let hop = 0; hop < hops; hop++) {
      const process = (first + hop * 31) % fleet.processes;
      const steps = number % HOT.each === 0 && hop === 0 ? HOT.records : 2 + Math.floor(random() * 4);
      for (let step = 0; step < steps; step++) log(process, id, hop * 1_000 + step, false);
      if (failing && hop === hops - 1) log(process, id, hop * 1_000 + steps, true);
    }
  }

  function log(process: number, id: string, step: number, isError: boolean): void {
    offered.push({ process, id, step, isError });
    const logger = processes[process]!;
    const fields = { correlationId: id, data: { step } };
    if (isError) logger.error("failed", LogCategory.API_LAYER, "Fleet", fields);
    else logger.info("step", LogCategory.API_LAYER, "Fleet", fields);
  }
}

type Line = {
  readonly component: string;
  readonly level: number | string;
  readonly correlationId: string;
  readonly data: { readonly step: number; readonly sampledOut?: number };
  readonly sampleRate?: number;
  readonly flightRecorder?: boolean;
};

const writtenOf = (
  { correlationId, data, level, sampleRate, flightRecorder }: Line,
  process: number,
): Written => ({
  process,
  id: correlationId,
  step: data.step,
  isError: level === 50 || level === "error",
  weight: 1 / (sampleRate ?? 1),
  isRecalled: flightRecorder === true,
});

function loggerOf(
  { rate, thresholdQps }: Fleet,
  clock: { readonly now: number },
  random: () => number,
  write: (line: string) => void,
): BackendLogger {
  const now = (): number => clock.now;
  const logger = createLogger(createCore({ clock: { now, monotonic: now }, random, env: {} }));
  logger.configure({
    enableSampling: true,
    samplingRate: rate,
    samplingThresholdQps: thresholdQps,
    destination: { write },
    spanLog: "off",
  });
  return logger;
}

function randomOf(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function shuffle(values: unknown[], random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [values[i], values[other]] = [values[other], values[i]];
  }
}
