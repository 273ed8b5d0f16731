import { writeSync } from "node:fs";
import { hostname } from "node:os";
import { LogCategory } from "./category.ts";
import type { InternalFailure } from "./config/settings.ts";
import { LEVEL_VALUES } from "./level.ts";

/** How failures of the logger itself are told: each kind once, and never by way of the logger. */
export type Troubles = {
  readonly report: (failure: InternalFailure) => void;
  readonly listen: (listener: ((failure: InternalFailure) => void) | undefined) => void;
};

/** Kinds that are remembered as told. */
const KINDS = 200;

type Surroundings = {
  readonly count: (where: string) => void;
  /** What failed may say what it failed on: its words go out like anything else. */
  readonly redact: (text: string) => string;
};

export function createTroubles({ count, redact }: Surroundings): Troubles {
  const told = new Set<string>();
  let listener: ((failure: InternalFailure) => void) | undefined;
  let telling = false;
  return {
    report(failure) {
      count(failure.where);
      const kind = `${failure.where}: ${failure.message}`;
      if (telling || told.has(kind) || told.size >= KINDS) return;
      told.add(kind);
      telling = true;
      try {
        (listener ?? tellOnStderr)({ ...failure, message: redacted(failure.message) });
        // blog-ignore-next-line err/swallowed-catch -- the failure of a listener is not ours to raise or to tell
      } catch {
        // Whoever listens is the application's: its failure is not ours to raise.
      } finally {
        telling = false;
      }
    },
    listen(next) {
      listener = next;
    },
  };

  function redacted(message: string): string {
    try {
      return redact(message);
      // blog-ignore-next-line err/swallowed-catch -- telling it could leak what could not be redacted
    } catch {
      return "(its message could not be redacted)";
    }
  }
}

/** One line as pino would write it; straight to the descriptor, as the logger's own destination may be what failed. */
function tellOnStderr({ where, message }: InternalFailure): void {
  const line = {
    level: LEVEL_VALUES.error,
    time: Date.now(),
    pid: process.pid,
    hostname: hostname(),
    category: where === "configuration" ? LogCategory.CONFIGURATION_MANAGEMENT : LogCategory.SYSTEM_HEALTH,
    component: "blog-runtime",
    msg: where === "configuration" ? message : `blog-runtime failed in ${where}: ${message}`,
  };
  writeSync(2, `${JSON.stringify(line)}\n`);
}
