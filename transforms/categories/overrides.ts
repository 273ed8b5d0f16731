import ignore from "ignore";
import { alternatives } from "../discover/braces.ts";
import type { MigrateOptions } from "../model.ts";
import type { CategoryName } from "../target.ts";

type Override = MigrateOptions["categories"][number];

/** The first configured glob (gitignore syntax, with `{a,b}`) that a relative path matches. */
export function overrideOf(
  relativePath: string,
  overrides: readonly Override[],
): { readonly files: string; readonly category: CategoryName } | undefined {
  if (overrides.length === 0 || !ignore.isPathValid(relativePath)) return undefined;
  return overrides.find(({ files }) => ignore().add(alternatives(files)).ignores(relativePath));
}
