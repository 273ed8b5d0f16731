import type { LogLevel } from "../../target.ts";

/** Level names that most loggers share. */
export const USUAL_LEVELS = {
  silly: "debug",
  trace: "debug",
  debug: "debug",
  verbose: "debug",
  http: "info",
  info: "info",
  notice: "info",
  log: "info",
  success: "info",
  warn: "warn",
  warning: "warn",
  error: "error",
  fatal: "critical",
  critical: "critical",
} as const satisfies Record<string, LogLevel>;

/** Numbers as pino and bunyan count them. */
export const NUMERIC_LEVELS: readonly LogLevel[] = ["debug", "debug", "info", "warn", "error", "critical"];
