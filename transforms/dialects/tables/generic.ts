import { ts } from "../../syntax/ts.ts";
import { defineDialect } from "../dialect.ts";
import { USUAL_LEVELS } from "./levels.ts";

/**
 * Loggers known by name alone: `logger`, `this.log`, `req.log`, `ctx.logger`, what a relative module exports under
 * such a name. The shape of the arguments says what they are, so that either order of message and data works.
 */
export const genericDialect = defineDialect({
  name: "generic",
  packages: [],
  exports: {},
  factories: [],
  children: ["child", "extend", "withContext", "getSubLogger", "scope", "withTag"],
  levels: USUAL_LEVELS,
  levelArgument: "log",
  reads: { printf: "after-object", texts: "all" },
});

/** Receivers that are loggers by name: `logger`, `_log`, `requestLogger`, `LOG`. Not `changelog`, `blogger`, `logs`. */
export function isLoggerName(name: string): boolean {
  return /^[_$]*(?:log|Log|LOG|LOGGER|logger|Logger|[a-z]\w*Logger|[a-z]\w*Log|[A-Z]\w*Logger|[A-Z_]+_LOGGER)\d*[_$]*$/.test(
    name,
  );
}

/** How many members of a class or object are called like a logger's: two make it one, one leaves it to its name. */
export function levelMethods(members: readonly ts.NamedDeclaration[]): number {
  const names = members.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : ""));
  return names.filter((name) => Object.hasOwn(USUAL_LEVELS, name)).length;
}

/** Type names of loggers: `Logger`, `ILogger`, `AppLogger`, `LoggerService`, `FastifyBaseLogger`. */
export function isLoggerTypeName(name: string): boolean {
  return /^(?:I?Log|\w*Logger(?:Service|Instance|Interface|Like|Port|Type)?)$/.test(name);
}

/** Functions that make loggers by name: `getLogger`, `createChildLogger`, `loggerFor`, `useLogger`, `makeLog`. */
export function isLoggerFactoryName(name: string): boolean {
  return /^(?:(?:get|create|make|build|new|child|use|init|setup|with)\w*Log(?:ger)?\w{0,8}|loggerFor|logFor|logger)$/.test(
    name,
  );
}
