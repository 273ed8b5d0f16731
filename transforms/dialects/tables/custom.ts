import type { CustomDialect } from "../../model.ts";
import { type Dialect, defineDialect } from "../dialect.ts";

/** The dialect of a logger that the configuration describes. Its receivers are matched as written. */
export function customDialect(custom: CustomDialect): Dialect {
  return defineDialect({
    name: custom.name,
    packages: [],
    exports: {},
    factories: [],
    children: [],
    levels: custom.levels,
    reads: {
      printf: custom.arguments === undefined ? "after-object" : "no",
      texts: "all",
      ...(custom.arguments && custom.arguments.length > 0 ? { positions: custom.arguments } : {}),
    },
  });
}
