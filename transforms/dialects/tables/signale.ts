import { defineDialect } from "../dialect.ts";

/** `signale.success("m %s", a)`; timers are not log lines. */
export const signaleDialect = defineDialect({
  name: "signale",
  packages: ["signale"],
  exports: { default: ["logger", "module"], Signale: ["class"] },
  factories: [],
  children: ["scope"],
  levels: {
    debug: "debug",
    await: "info",
    complete: "info",
    fav: "info",
    info: "info",
    log: "info",
    note: "info",
    pause: "info",
    pending: "info",
    start: "info",
    star: "info",
    success: "info",
    wait: "info",
    watch: "info",
    warn: "warn",
    error: "error",
    fatal: "critical",
  },
  reads: { printf: "first", texts: "all" },
});
