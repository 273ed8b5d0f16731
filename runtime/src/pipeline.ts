import type { LogLevel } from "./level.ts";
import type { LogRecord, Offer, Redacted, Sampled } from "./record.ts";
import type { Decision } from "./sampling/sampler.ts";

/** What each stage does with a record; the ones after `redact` are given nothing raw. */
export type Stages = {
  readonly gate: (level: LogLevel) => boolean;
  readonly sample: (offer: Offer) => Decision;
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
  /** All other stages, for a call whose level was accepted. Never throws. */
  readonly run: (offer: Offer) => void;
  /** The stages after sampling, for records that nobody logs right now. Never throws. */
  readonly write: (sampled: readonly Sampled[]) => void;
};

/** Who is told of what the pipeline could not do. */
export type PipelineWatch = {
  readonly failed: (stage: StageName | "describe", error: unknown) => void;
  /** A log call made while another is being written (by a getter of its data, say): followed, it could recurse for ever. */
  readonly reentered: () => void;
};

/** gate → sample → redact → measure → aggregate → trace → write: the one place that knows the order. */
export function createPipeline(stages: Stages, watch: PipelineWatch): Pipeline {
  const { gate, sample, redact, measure, aggregate, trace, write } = stages;
  let running = false;

  function run(offer: Offer): void {
    const decision = guard("sample", sample, offer);
    if (decision === undefined) return;
    for (const sampled of decision.before) follow(sampled);
    if (decision.kind === "drop") return;
    const record = guard("describe", describe, offer);
    if (record === undefined) return;
    if (decision.kind === "hold") guard("sample", decision.hold, record);
    else follow({ record, rate: decision.rate, origin: "logged" });
  }

  /** A record that cannot be redacted goes no further; one failing stage after it does not keep it from the others. */
  function follow(sampled: Sampled): void {
    const record = guard("redact", redact, sampled);
    if (record === undefined) return;
    guard("measure", measure, record);
    guard("aggregate", aggregate, record);
    guard("trace", trace, record);
    guard("write", write, record);
  }

  function guard<A, T>(stage: StageName | "describe", act: (given: A) => T, given: A): T | undefined {
    try {
      return act(given);
    } catch (error) {
      watch.failed(stage, error);
      return undefined;
    }
  }

  function alone<A>(act: (given: A) => void, given: A): void {
    if (running) {
      watch.reentered();
      return;
    }
    running = true;
    try {
      act(given);
    } finally {
      running = false;
    }
  }

  return {
    accepts: gate,
    run: (offer) => alone(run, offer),
    write: (sampled) => alone((all) => all.forEach(follow), sampled),
  };
}

const describe = (offer: Offer): LogRecord => offer.describe();
