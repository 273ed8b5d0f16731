import { LEVEL_VALUES, type LevelSetting, type LogLevel } from "../level.ts";

/** Whether a level is written at all; asked before anything else is done for a call. */
export function createGate(level: LevelSetting): (level: LogLevel) => boolean {
  const threshold = LEVEL_VALUES[level];
  return (asked) => LEVEL_VALUES[asked] >= threshold;
}
