import { createRequire } from "node:module";
import { isSource, ownPath } from "../transforms/own-root.ts";

/** The module that keeps compiled code between runs, for threads to load first. */
export const COMPILE_CACHE = ownPath(isSource ? "cli/compile-cache.cjs" : "dist/cli/compile-cache.cjs");

/** Keeps compiled code between runs, for all that is loaded from here on. */
export function keepCompiled(): void {
  (createRequire(import.meta.url)(COMPILE_CACHE) as { keepCompiled: () => void }).keepCompiled();
}
