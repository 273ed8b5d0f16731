import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts one of the entries of this folder in a thread of its own. From source, as in the tests, the thread gets
 * tsx first: it inherits no loader on Node 20.
 */
export function startWorker(
  name: "lint" | "migrate" | "type-gate" | "codemods" | "codemod-gate",
  options: WorkerOptions,
): Worker {
  if (import.meta.url.endsWith(".js")) return new Worker(new URL(`./${name}.js`, import.meta.url), options);
  const entry = JSON.stringify(new URL(`./${name}.ts`, import.meta.url).href);
  const tsx = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const boot = `import(${tsx}).then(({ register }) => { register(); return import(${entry}); })`;
  return new Worker(boot, { ...options, eval: true, execArgv: [] });
}
