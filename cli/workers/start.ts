import { Worker, type WorkerOptions } from "node:worker_threads";
import { isSource, ownUrl } from "../../transforms/own-root.ts";
import { COMPILE_CACHE } from "../compile-cache.ts";

/** Code that is nested thousands of levels deep is followed by recursion; what is not used is not taken. */
const STACK_MB = 64;

/**
 * Starts one of the entries of this folder in a thread of its own. From source, as in the tests, the thread gets
 * tsx first: it inherits no loader on Node 20.
 */
export function startWorker(
  name: "lint" | "migrate" | "type-gate" | "codemods" | "codemod-gate",
  given: WorkerOptions,
): Worker {
  const entry = ownUrl(isSource ? `cli/workers/${name}.ts` : `dist/cli/workers/${name}.js`).href;
  const load = `import(${JSON.stringify(entry)})`;
  const tsx = isSource ? JSON.stringify(import.meta.resolve("tsx/esm/api")) : undefined;
  const boot = tsx ? `import(${tsx}).then(({ register }) => { register(); return ${load}; })` : load;
  return new Worker(`require(${JSON.stringify(COMPILE_CACHE)}).keepCompiled(); ${boot};`, {
    ...given,
    resourceLimits: { stackSizeMb: STACK_MB, ...given.resourceLimits },
    eval: true,
    ...(isSource && { execArgv: [] }),
  });
}
