import type { Offer } from "../record.ts";
import type { Decision, Sampler } from "../sampling/sampler.ts";

/** Decides about a record before it is described, so that one sampled out costs next to nothing. */
export const createSample =
  (sampler: Sampler): ((offer: Offer) => Decision) =>
  (offer) =>
    sampler.decide(offer);
