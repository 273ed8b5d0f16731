import { defineDialect } from "../dialect.ts";

/**
 * npm, syslog and cli levels; `logger.log("warn", …)` and `logger.log({ level: "warn", … })` with a constant level.
 * `profile` is found and declined: it logs at its second call only. `startTimer` is no log line.
 */
export const winstonDialect = defineDialect({
  name: "winston",
  packages: ["winston"],
  exports: {
    default: ["logger", "module"],
    Logger: ["class"],
    createLogger: ["factory"],
    loggers: ["module"],
    Container: ["class"],
  },
  factories: ["createLogger", "get", "add"],
  children: ["child"],
  levels: {
    silly: "debug",
    debug: "debug",
    verbose: "debug",
    input: "debug",
    prompt: "debug",
    data: "debug",
    help: "info",
    http: "info",
    info: "info",
    notice: "info",
    log: "info",
    profile: "info",
    warn: "warn",
    warning: "warn",
    error: "error",
    crit: "critical",
    alert: "critical",
    emerg: "critical",
  },
  levelArgument: "log",
  reads: { printf: "after-object", texts: "first" },
});
