import { dirname } from "node:path";
import ignore from "ignore";
import { alternatives } from "./braces.ts";

/** Whether a path argument is a pattern that the shell left to us, as on Windows or in quotes. */
export const isGlob = (path: string): boolean => /[*?{[]/.test(path);

/** The deepest folder without a pattern: `src/agents/*.ts` → `src/agents`. */
export function globBase(glob: string): string {
  return isGlob(glob) ? globBase(dirname(glob)) : glob;
}

/** Matches relative paths with forward slashes against a glob with `*`, `**`, `?`, `[a-z]` and `{a,b}`. */
export function globMatcher(glob: string): (relativePath: string) => boolean {
  const anchored = alternatives(glob.replace(/^\.\//, "")).map((choice) => `/${choice}`);
  const matcher = ignore({ ignorecase: false }).add(anchored);
  return (path) => ignore.isPathValid(path) && matcher.ignores(path);
}
