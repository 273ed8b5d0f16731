// Property tests try the same values in every run, so that a run that failed can be looked at, and one that passed
// passes again. FUZZ_SEED tries others; `npm run fuzz` always does.
import { configureGlobal } from "fast-check";

configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20_261_126) });
