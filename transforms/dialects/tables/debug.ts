import { defineDialect } from "../dialect.ts";

/** `const log = createDebug("rag"); log("loaded %d", n)`: the logger is a function. */
export const debugDialect = defineDialect({
  name: "debug",
  packages: ["debug"],
  exports: { default: ["factory"], debug: ["factory"], Debugger: ["function"], IDebugger: ["function"] },
  factories: [],
  children: ["extend"],
  levels: { "": "debug" },
  reads: { printf: "first", texts: "all" },
});
