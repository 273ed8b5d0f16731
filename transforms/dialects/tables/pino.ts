import { defineDialect } from "../dialect.ts";

/** `log.info({ a }, "m")`, `log.error(err, "m")`, `log.info("m %s", a)`; bindings of children stay with the legacy line. */
export const pinoDialect = defineDialect({
  name: "pino",
  packages: ["pino", "pino-http", "nestjs-pino"],
  exports: {
    default: ["factory", "module"],
    pino: ["factory", "module"],
    Logger: ["class"],
    PinoLogger: ["class"],
    BaseLogger: ["class"],
  },
  factories: ["pino", "default"],
  children: ["child"],
  levels: {
    trace: "debug",
    debug: "debug",
    info: "info",
    warn: "warn",
    error: "error",
    fatal: "critical",
  },
  reads: { printf: "after-object", texts: "first" },
});
