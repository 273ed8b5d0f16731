import { createRequire } from "node:module";

/**
 * Loads a package or file when it is first needed, synchronously.
 * The CommonJS build replaces this module by one that uses its own `require` (scripts/build.mjs).
 */
export const load: NodeJS.Require = createRequire(import.meta.url);
