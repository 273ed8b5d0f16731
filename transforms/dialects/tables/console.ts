import { defineDialect } from "../dialect.ts";

/**
 * Not log lines, so neither found nor declined: `time*`, `count*`, `group*`, `clear`, `profile*`, and `console.log()`
 * without arguments (a blank line). `assert` is found and declined: it logs only when its condition fails.
 */
export const consoleDialect = defineDialect({
  name: "console",
  packages: ["console", "node:console"],
  exports: { default: ["logger", "module"], Console: ["class"] },
  factories: [],
  children: [],
  levels: {
    log: "info",
    info: "info",
    dir: "info",
    table: "info",
    debug: "debug",
    trace: "debug",
    warn: "warn",
    error: "error",
    exception: "error",
    assert: "error",
  },
  reads: { printf: "first", texts: "all" },
});
