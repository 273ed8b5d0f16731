import codemod from "./codemod.ts";
import type { Bench } from "./define.ts";
import fleet from "./fleet.ts";
import lint from "./lint.ts";
import load from "./load.ts";
import redaction from "./redaction.ts";
import runtime from "./runtime.ts";
import soak from "./soak.ts";

/** The sections of `docs/benchmarks.md`, in its order. */
export const BENCHES: readonly Bench[] = [codemod, runtime, lint, redaction, fleet, load, soak];
