import { defineDialect } from "../dialect.ts";

/** `log.info({ a }, "m %s", b)`, `log.error(err, "m")`. */
export const bunyanDialect = defineDialect({
  name: "bunyan",
  packages: ["bunyan"],
  exports: { default: ["module", "class"], createLogger: ["factory"] },
  factories: ["createLogger"],
  children: ["child"],
  levels: {
    trace: "debug",
    debug: "debug",
    info: "info",
    warn: "warn",
    error: "error",
    fatal: "critical",
  },
  reads: { printf: "after-object", texts: "all" },
});
