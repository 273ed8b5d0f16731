import { Worker, type WorkerOptions } from "node:worker_threads";
import { isSource, ownUrl } from "../../transforms/own-root.ts";

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
  const options = { ...given, resourceLimits: { stackSizeMb: STACK_MB, ...given.resourceLimits } };
  if (!isSource) return new Worker(ownUrl(`dist/cli/workers/${name}.js`), options);
  const entry = JSON.stringify(ownUrl(`cli/workers/${name}.ts`).href);
  const tsx = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const boot = `import(${tsx}).then(({ register }) => { register(); return import(${entry}); })`;
  return new Worker(boot, { ...options, eval: true, execArgv: [] });
}
