import codemod from "./codemod.ts";
import type { Bench } from "./define.ts";

/** The sections of `docs/benchmarks.md`, in its order. */
export const BENCHES: readonly Bench[] = [codemod];
