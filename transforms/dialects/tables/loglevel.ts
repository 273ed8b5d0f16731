import { defineDialect } from "../dialect.ts";

/** A levelled `console`. */
export const loglevelDialect = defineDialect({
  name: "loglevel",
  packages: ["loglevel"],
  exports: { default: ["logger", "module"], Logger: ["class"] },
  factories: ["getLogger"],
  children: ["getLogger"],
  levels: {
    trace: "debug",
    debug: "debug",
    info: "info",
    log: "debug",
    warn: "warn",
    error: "error",
  },
  reads: { printf: "first", texts: "all" },
});
