import { availableParallelism } from "node:os";
import type { Source } from "../../transforms/model.ts";

/** Characters of source for which one more thread gains more than the start of its compiler costs. */
const WORTH_A_THREAD = 1_500_000;

/** How many threads some files are worth; below two the work is done without. */
export function worthwhile(sources: readonly Source[]): number {
  const size = sources.reduce((sum, { text }) => sum + text.length, 0);
  return Math.min(availableParallelism(), Math.floor(size / WORTH_A_THREAD));
}
