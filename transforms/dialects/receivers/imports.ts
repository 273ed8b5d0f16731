import { ts } from "../../syntax/ts.ts";
import type { Role } from "../dialect.ts";
import { genericDialect, isLoggerFactoryName, isLoggerName, isLoggerTypeName } from "../tables/generic.ts";
import { DIALECT_BY_PACKAGE } from "../tables/index.ts";
import { type FollowImport, type Known, known } from "./known.ts";

/** What is imported as `exported` (`default`, `*` for the namespace) from `specifier` under the name `local`. */
export function imported(
  specifier: string,
  exported: string,
  local: string,
  follow: FollowImport,
): Known | undefined {
  const dialect = DIALECT_BY_PACKAGE.get(specifier);
  if (!dialect) return follow(specifier, exported) ?? byName(exported === "default" ? local : exported);
  if (exported !== "*" && exported !== "default") {
    const roles = dialect.exports[exported];
    return roles && known(dialect, ...roles);
  }
  const roles: readonly Role[] = dialect.exports.default ?? [];
  return known(dialect, ...(exported === "*" ? [...roles, "module" as const] : roles));
}

/** `import { logger } from "../lib"`, `import { createLogger } from "@acme/logging"`, `import { Logger } from "./logger"`. */
function byName(name: string): Known | undefined {
  const roles: Role[] = [];
  if (isLoggerName(name)) roles.push("logger");
  if (isLoggerTypeName(name)) roles.push("class");
  if (isLoggerFactoryName(name)) roles.push("factory");
  return roles.length > 0 ? known(genericDialect, ...roles) : undefined;
}

/** The specifier of `require("x")` and of `await import("x")`. */
export function requiredModule(node: ts.Expression): string | undefined {
  const call = ts.isAwaitExpression(node) ? node.expression : node;
  if (!ts.isCallExpression(call)) return undefined;
  const [specifier] = call.arguments;
  const { expression: callee } = call;
  const loads =
    (ts.isIdentifier(callee) && callee.text === "require") || callee.kind === ts.SyntaxKind.ImportKeyword;
  return loads && specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
}
