import type { Dialect, Role } from "../dialect.ts";
import { genericDialect } from "../tables/generic.ts";

/** What is known about a value in the file. */
export type Known =
  | { readonly kind: "value"; readonly dialect: Dialect; readonly roles: readonly Role[] }
  /** A method of a logger on its own: `const { warn } = console`. */
  | { readonly kind: "method"; readonly dialect: Dialect; readonly name: string }
  /** A module of the project, whose exports are followed when they are asked for. */
  | { readonly kind: "namespace"; readonly member: (name: string) => Known | undefined }
  /** Surely no logger: an array, a function of the file, a number. */
  | { readonly kind: "other" };

/**
 * What a module exports under a name (`default`, `*` for all), where that can be told from its own source. A cross-file
 * linker plugs in here; without one, imports of the project's own modules are judged by their names.
 */
export type FollowImport = (specifier: string, exported: string) => Known | undefined;

export const OTHER: Known = { kind: "other" };

export const known = (dialect: Dialect, ...roles: readonly Role[]): Known => ({
  kind: "value",
  dialect,
  roles,
});
export const logger = (dialect: Dialect): Known => known(dialect, "logger");
export const GENERIC_LOGGER: Known = logger(genericDialect);

export function can(value: Known | undefined, role: Role): value is Known & { kind: "value" } {
  return value?.kind === "value" && value.roles.includes(role);
}

/** What `value.name` is: a logger's method, or an export of a package. */
export function member(value: Known, name: string): Known | undefined {
  if (value.kind === "namespace") return value.member(name);
  if (value.kind !== "value") return undefined;
  const { dialect, roles } = value;
  if (roles.includes("module") || roles.includes("class")) {
    if (name === "default" && roles.includes("module")) return value;
    const exported = Object.hasOwn(dialect.exports, name) ? (dialect.exports[name] ?? []) : [];
    if (exported.length > 0) return known(dialect, ...exported);
  }
  return roles.includes("logger") && Object.hasOwn(dialect.levels, name)
    ? { kind: "method", dialect, name }
    : undefined;
}

/** What calling `value.name(…)` gives, where that is a logger. */
export function made(value: Known, name: string): Known | undefined {
  if (value.kind !== "value") return undefined;
  const { dialect, roles } = value;
  const makes =
    ((roles.includes("module") || roles.includes("class")) && dialect.factories.includes(name)) ||
    ((roles.includes("logger") || roles.includes("function")) && dialect.children.includes(name));
  return makes ? product(dialect) : undefined;
}

/** What a factory or constructor of the dialect gives. */
export function product(dialect: Dialect): Known {
  return known(dialect, "" in dialect.levels ? "function" : "logger");
}
