import type { Offer } from "../record.ts";
import { createSampler } from "../sampling/sampler.ts";
import { type Examine, pass, skip } from "./check.ts";

const CHECK = { id: "sampling", title: "Sampling" };
const SECONDS = 5;

/** A record of no request. */
const OFFER: Offer = {
  level: "info",
  category: "service_operations",
  fields: undefined,
  defaults: undefined,
  traceId: () => undefined,
  describe: () => {
    throw new Error("only what may come back after all is described");
  },
};

/** What would be kept at a given rate of records? Simulated with the real sampler and a clock of its own. */
export const sampling: Examine = ({ settings, rate }) => {
  if (!settings.enableSampling) return [skip(CHECK, "off (LOG_ENABLE_SAMPLING): everything is kept")];
  let ms = 0;
  const now = (): number => ms;
  const sampler = createSampler({
    settings: () => settings,
    clock: { now, monotonic: now },
    random: Math.random,
    say: () => {},
    sampledOut: () => {},
  });
  const total = Math.max(1, Math.round(rate * SECONDS));
  let kept = 0;
  for (let n = 0; n < total; n++) {
    ms = (n * 1000) / rate;
    const decision = sampler.decide(OFFER);
    if (decision.kind === "keep") kept++;
  }
  const share = ((100 * kept) / total).toFixed(1);
  return [
    pass(
      CHECK,
      `at ${rate} records/s ${share} % are kept, ${Math.round(kept / SECONDS)} records/s (above ${settings.samplingThresholdQps}/s: ${settings.samplingRate})`,
    ),
  ];
};
