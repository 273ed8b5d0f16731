/** From the least to the most severe. */
export const LOG_LEVELS = ["debug", "info", "warn", "error", "critical"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What `level` of the configuration may be: `silent` writes nothing. */
export const LEVEL_SETTINGS = [...LOG_LEVELS, "silent"] as const;
export type LevelSetting = (typeof LEVEL_SETTINGS)[number];

/** pino's numbers, so that its tools read our lines; `critical` is pino's `fatal`. */
export const LEVEL_VALUES = {
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  critical: 60,
  silent: Number.POSITIVE_INFINITY,
} as const satisfies Record<LevelSetting, number>;

/** Whether a record of this level is about something that went wrong. */
export const isErrorLevel = (level: LogLevel): boolean => LEVEL_VALUES[level] >= LEVEL_VALUES.error;
