import ignore from "ignore";
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

/** `src/{a,b}.ts` → `src/a.ts`, `src/b.ts` */
function alternatives(glob: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(glob);
  if (!braces) return [glob];
  const [whole, inner = ""] = braces;
  return inner.split(",").flatMap((choice) => alternatives(glob.replace(whole, () => choice)));
}
