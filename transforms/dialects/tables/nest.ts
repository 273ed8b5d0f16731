import { defineDialect } from "../dialect.ts";

/** `new Logger(Service.name).error("m", err.stack, "Context")`, and `Logger`'s static methods. */
export const nestDialect = defineDialect({
  name: "nest",
  packages: ["@nestjs/common"],
  exports: {
    Logger: ["class", "logger"],
    ConsoleLogger: ["class"],
    LoggerService: ["class"],
  },
  factories: [],
  children: [],
  levels: {
    verbose: "debug",
    debug: "debug",
    log: "info",
    warn: "warn",
    error: "error",
    fatal: "critical",
  },
  reads: { printf: "no", texts: "first", context: true },
});
