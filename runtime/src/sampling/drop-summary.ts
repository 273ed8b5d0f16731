import { LogCategory } from "../category.ts";
import { atExit } from "../exit.ts";
import { LEVEL_VALUES, type LevelSetting, type LogLevel } from "../level.ts";
import { createTally } from "../metrics/tally.ts";
import type { LogRecord } from "../record.ts";

/** Taken at load, before a test's fake timers can replace it. */
const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;
const PERIOD_MS = 1000;
/** Told apart in a summary. */
const CATEGORIES = 50;

/** Says what was sampled out, in one line a second while there is something to say. */
export type DropSummary = {
  readonly add: (level: LogLevel, category: string, now: number) => void;
  /** The line that is due; `now` in milliseconds that only grow. */
  readonly due: (now: number) => LogRecord | undefined;
  /** The line about what was not said yet. */
  readonly rest: () => LogRecord | undefined;
};

/** @param say is given the line that no record came in time to bring along */
export function createDropSummary(
  say: (summary: LogRecord) => void,
  describe: { readonly time: () => number; readonly level: () => LogLevel },
): DropSummary {
  let total = 0;
  let since = 0;
  let byLevel: Partial<Record<LogLevel, number>> = {};
  let byCategory = createTally(CATEGORIES);
  let stopWaiting: (() => void) | undefined;

  function wait(): void {
    const timer = setTimer(sayRest, PERIOD_MS).unref();
    const cancelExit = atExit(sayRest);
    stopWaiting = () => {
      clearTimer(timer);
      cancelExit();
    };
  }

  function sayRest(): void {
    const summary = rest();
    if (summary !== undefined) say(summary);
  }

  function rest(): LogRecord | undefined {
    stopWaiting?.();
    stopWaiting = undefined;
    if (total === 0) return undefined;
    const data = { sampledOut: total, byLevel, byCategory: byCategory.counts() };
    const noun = total === 1 ? "record was" : "records were";
    const summary = {
      ...SUMMARY,
      time: describe.time(),
      level: describe.level(),
      message: `${total} ${noun} sampled out`,
      data,
    };
    total = 0;
    byLevel = {};
    byCategory = createTally(CATEGORIES);
    return summary;
  }

  return {
    add(level, category, now) {
      if (total === 0) {
        since = now;
        wait();
      }
      total += 1;
      byLevel[level] = (byLevel[level] ?? 0) + 1;
      byCategory.add(category);
    },
    due: (now) => (total > 0 && now - since >= PERIOD_MS ? rest() : undefined),
    rest,
  };
}

const SUMMARY = {
  category: LogCategory.SYSTEM_HEALTH,
  component: "blog-runtime",
  messageTemplate: "%d records were sampled out",
  error: undefined,
  correlationId: undefined,
  performance: undefined,
  context: undefined,
  trace: undefined,
  span: undefined,
} as const;

/** A summary is no less severe than what is written at all. */
export const levelOfSummary = (least: LevelSetting): LogLevel =>
  least !== "silent" && LEVEL_VALUES[least] > LEVEL_VALUES.info ? least : "info";
