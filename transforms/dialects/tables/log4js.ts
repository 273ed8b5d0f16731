import { defineDialect } from "../dialect.ts";

/** `log4js.getLogger("rag").mark("m")`; formats as `console` does. */
export const log4jsDialect = defineDialect({
  name: "log4js",
  packages: ["log4js"],
  exports: { default: ["module"], getLogger: ["factory"], Logger: ["class"] },
  factories: ["getLogger"],
  children: [],
  levels: {
    trace: "debug",
    debug: "debug",
    info: "info",
    log: "info",
    mark: "info",
    warn: "warn",
    error: "error",
    fatal: "critical",
  },
  levelArgument: "log",
  reads: { printf: "first", texts: "all" },
});
