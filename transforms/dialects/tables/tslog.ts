import { defineDialect } from "../dialect.ts";

/** `new Logger({ name }).silly("m", value)`. Its `log(id, name, …)` has a level of its own making: not listed. */
export const tslogDialect = defineDialect({
  name: "tslog",
  packages: ["tslog"],
  exports: { default: ["module"], Logger: ["class"], BaseLogger: ["class"], ILogObj: [] },
  factories: [],
  children: ["getSubLogger", "getChildLogger"],
  levels: {
    silly: "debug",
    trace: "debug",
    debug: "debug",
    info: "info",
    warn: "warn",
    error: "error",
    fatal: "critical",
  },
  reads: { printf: "first", texts: "all" },
});
