import { defineDialect } from "../dialect.ts";

/** `consola.success("m")`; `box` and `prompt` are for people at a terminal. */
export const consolaDialect = defineDialect({
  name: "consola",
  packages: ["consola", "consola/basic", "consola/core"],
  exports: {
    default: ["logger", "module"],
    consola: ["logger", "module"],
    createConsola: ["factory"],
    ConsolaInstance: ["class"],
  },
  factories: ["create", "createConsola"],
  children: ["withTag", "withDefaults", "withScope", "create"],
  levels: {
    silent: "debug",
    trace: "debug",
    verbose: "debug",
    debug: "debug",
    info: "info",
    log: "info",
    start: "info",
    ready: "info",
    success: "info",
    fail: "error",
    warn: "warn",
    error: "error",
    fatal: "critical",
  },
  reads: { printf: "first", texts: "all" },
});
