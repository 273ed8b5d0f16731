import type { LogLevel } from "./level.ts";
import type { LogRecord, Redacted, Sampled } from "./record.ts";

/** What each stage does with a record; the ones after `redact` are given nothing raw. */
export type Stages = {
  readonly gate: (level: LogLevel) => boolean;
  readonly sample: (record: LogRecord) => Sampled | undefined;
  readonly redact: (sampled: Sampled) => Redacted;
  readonly measure: (record: Redacted) => void;
  readonly aggregate: (record: Redacted) => void;
  readonly trace: (record: Redacted) => void;
  readonly write: (record: Redacted) => void;
};

export type StageName = keyof Stages;

export type Pipeline = {
  /** The gate alone, so that a call below the level costs a comparison. */
  readonly accepts: (level: LogLevel) => boolean;
  /** All other stages, for a record whose level was accepted. Never throws. */
  readonly run: (describe: () => LogRecord) => void;
};

/** Who is told of what the pipeline could not do. */
export type PipelineWatch = {
  readonly failed: (stage: StageName | "describe", error: unknown) => void;
  /** A log call made while another is being written (by a getter of its data, say): followed, it could recurse for ever. */
  readonly reentered: () => void;
};

/** gate → sample → redact → measure → aggregate → trace → write: the one place that knows the order. */
export function createPipeline(stages: Stages, watch: PipelineWatch): Pipeline {
  const outward = ["measure", "aggregate", "trace", "write"] as const;
  let running = false;

  /** A record that cannot be described or redacted goes no further; nothing raw may. */
  function prepare(describe: () => LogRecord): Redacted | undefined {
    let stage: StageName | "describe" = "describe";
    try {
      const record = describe();
      stage = "sample";
      const sampled = stages.sample(record);
      stage = "redact";
      return sampled === undefined ? undefined : stages.redact(sampled);
    } catch (error) {
      watch.failed(stage, error);
      return undefined;
    }
  }

  /** One failing stage does not keep a record from the others. */
  function pass(stage: (typeof outward)[number], record: Redacted): void {
    try {
      stages[stage](record);
    } catch (error) {
      watch.failed(stage, error);
    }
  }

  return {
    accepts: stages.gate,
    run(describe) {
      if (running) return watch.reentered();
      running = true;
      try {
        const record = prepare(describe);
        if (record !== undefined) for (const stage of outward) pass(stage, record);
      } finally {
        running = false;
      }
    },
  };
}
