import type { Dialect } from "../dialect.ts";
import { bunyanDialect } from "./bunyan.ts";
import { consolaDialect } from "./consola.ts";
import { consoleDialect } from "./console.ts";
import { debugDialect } from "./debug.ts";
import { genericDialect } from "./generic.ts";
import { log4jsDialect } from "./log4js.ts";
import { loglevelDialect } from "./loglevel.ts";
import { nestDialect } from "./nest.ts";
import { pinoDialect } from "./pino.ts";
import { signaleDialect } from "./signale.ts";
import { tslogDialect } from "./tslog.ts";
import { winstonDialect } from "./winston.ts";

/** Every dialect that is built in. `custom.ts` makes those of the configuration. */
export const DIALECTS: readonly Dialect[] = [
  consoleDialect,
  pinoDialect,
  winstonDialect,
  bunyanDialect,
  log4jsDialect,
  loglevelDialect,
  debugDialect,
  tslogDialect,
  consolaDialect,
  nestDialect,
  signaleDialect,
  genericDialect,
];

/** The dialect of a package, by its name in an import. */
export const DIALECT_BY_PACKAGE: ReadonlyMap<string, Dialect> = new Map(
  DIALECTS.flatMap((dialect) => dialect.packages.map((name) => [name, dialect] as const)),
);
