import type { Clock } from "../clock.ts";
import type { Settings } from "../config/settings.ts";
import { currentFrame } from "../context.ts";
import { isErrorLevel, type LogLevel } from "../level.ts";
import type { LogRecord, Offer, Sampled } from "../record.ts";
import { type Bits56, keeps, randomnessOf, thresholdOf } from "./consistent.ts";
import { createDropSummary, levelOfSummary } from "./drop-summary.ts";
import { createFlightRecorder } from "./flight-recorder.ts";
import { createWindow } from "./window.ts";

/** What becomes of a record that is offered. */
export type Decision =
  /** Written, as one of `1 / rate`; `before` goes out first. */
  | { readonly kind: "keep"; readonly rate: number; readonly before: readonly Sampled[] }
  /** Not written, and nobody has to describe it; `before` is written anyway. */
  | { readonly kind: "drop"; readonly before: readonly Sampled[] }
  /** Not written unless its request fails. */
  | {
      readonly kind: "hold";
      readonly before: readonly Sampled[];
      readonly hold: (record: LogRecord) => void;
    };

export type Sampler = {
  readonly decide: (offer: Offer) => Decision;
  /** The summary of what was dropped and not said yet. */
  readonly rest: () => readonly Sampled[];
};

export type SamplingSettings = Pick<
  Settings,
  | "level"
  | "enableSampling"
  | "samplingRate"
  | "samplingThresholdQps"
  | "alwaysSampleErrors"
  | "alwaysSampleCategories"
  | "flightRecorderSize"
>;

export type SamplerParts = {
  readonly settings: () => SamplingSettings;
  readonly clock: Clock;
  readonly random: () => number;
  /** Is given a summary that no record came in time to bring along. */
  readonly say: (summary: Sampled) => void;
  readonly sampledOut: (level: LogLevel, count: number) => void;
};

const NONE: readonly Sampled[] = [];
const KEEP: Decision = { kind: "keep", rate: 1, before: NONE };
const DROP: Decision = { kind: "drop", before: NONE };

export function createSampler({ settings, clock, random, say, sampledOut }: SamplerParts): Sampler {
  const now = clock.coarse ?? clock.monotonic;
  const window = createWindow();
  const recorder = createFlightRecorder(() => settings().flightRecorderSize);
  const summary = createDropSummary((record) => say(asSummary(record)), {
    time: clock.now,
    level: () => levelOfSummary(settings().level),
  });
  const passes = createPasses(random);

  function decide(offer: Offer): Decision {
    const {
      enableSampling,
      samplingRate,
      samplingThresholdQps,
      alwaysSampleErrors,
      alwaysSampleCategories,
      flightRecorderSize,
    } = settings();
    if (!enableSampling) return KEEP;
    const time = now();
    const isOver = window.add(time) > samplingThresholdQps;
    const isError = isErrorLevel(offer.level);
    if (!isOver || (isError && alwaysSampleErrors) || alwaysSampleCategories.includes(offer.category)) {
      return keep(1, isError ? offer : undefined, time);
    }
    // Nobody asks whose record it is where none passes and none may come back.
    const id = samplingRate === 0 && flightRecorderSize === 0 ? undefined : idOf(offer);
    if (passes(id, samplingRate)) return keep(samplingRate, isError ? offer : undefined, time);
    return drop(offer, id, time);
  }

  function keep(rate: number, failing: Offer | undefined, time: number): Decision {
    const due = summary.due(time);
    const id = failing === undefined ? undefined : idOf(failing);
    const held = id === undefined ? [] : recorder.take(id);
    if (due === undefined && held.length === 0)
      return rate === 1 ? KEEP : { kind: "keep", rate, before: NONE };
    for (const record of held) sampledOut(record.level, -1);
    const replayed = held.map((record) => ({ record, rate: 1, origin: "replayed" }) as const);
    return { kind: "keep", rate, before: due === undefined ? replayed : [asSummary(due), ...replayed] };
  }

  function drop(offer: Offer, id: string | undefined, time: number): Decision {
    summary.add(offer.level, offer.category, time);
    sampledOut(offer.level, 1);
    const due = summary.due(time);
    const before = due === undefined ? NONE : [asSummary(due)];
    if (id === undefined || settings().flightRecorderSize === 0)
      return due === undefined ? DROP : { kind: "drop", before };
    return { kind: "hold", before, hold: (record) => recorder.hold(id, record) };
  }

  return {
    decide,
    rest() {
      const record = summary.rest();
      return record === undefined ? NONE : [asSummary(record)];
    },
  };
}

const asSummary = (record: LogRecord): Sampled => ({ record, rate: 1, origin: "summary" });

/** What ties a record to others: its correlation id, else its trace's. */
function idOf(offer: Offer): string | undefined {
  const { fields, defaults } = offer;
  const given = fields?.correlationId ?? defaults?.correlationId;
  if (given !== undefined) return String(given);
  const frame = currentFrame();
  const id = frame?.context?.correlationId ?? offer.traceId(frame);
  return id === undefined ? undefined : String(id);
}

/** Whether a record passes at a rate; the last id and rate are remembered, as a request's records come together. */
function createPasses(random: () => number): (id: string | undefined, rate: number) => boolean {
  let lastRate = Number.NaN;
  let threshold: Bits56 = thresholdOf(0);
  let lastId: string | undefined;
  let passed = false;
  return (id, rate) => {
    if (id === undefined) return random() < rate;
    if (id === lastId && rate === lastRate) return passed;
    if (rate !== lastRate) threshold = thresholdOf(rate);
    lastRate = rate;
    lastId = id;
    passed = keeps(randomnessOf(id), threshold);
    return passed;
  };
}
