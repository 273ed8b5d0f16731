/** Lints files in a thread of its own, a task at a time, until it is ended. What they import it parses itself. */
import { parentPort, workerData } from "node:worker_threads";
import { createDisk } from "../disk.ts";
import { lintOne } from "../lint/lint-one.ts";
import { openLinter } from "../lint/open.ts";
import type { Answer, Job, LintData, Result, Task } from "./tasks.ts";

const { options, cwd, all } = workerData as LintData;
const linter = await openLinter(createDisk(all, cwd), options);

parentPort?.on("message", ({ id, jobs }: Task) => {
  parentPort?.postMessage({ id, results: jobs.map(work) } satisfies Answer);
});

function work({ source }: Job): Result {
  const { findings, consulted } = lintOne(linter, source);
  const { source: _, ...found } = findings;
  return { kind: "linted", found, consulted };
}
