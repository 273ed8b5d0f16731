/** Reads and plans files in a thread of its own, a task at a time, until it is ended. */
import { parentPort, workerData } from "node:worker_threads";
import { facts } from "../../transforms/facts.ts";
import type { FileOutcome } from "../../transforms/report.ts";
import { guarded } from "../guarded.ts";
import { linksOnDisk } from "../links.ts";
import { planFileFor } from "../plan-file.ts";
import { revertOne } from "../revert-one.ts";
import type { Answer, Job, Planned, Result, Task, ThreadData } from "./tasks.ts";

const { options, cwd } = workerData as ThreadData;
const planOne = guarded(planFileFor(options));
const links = linksOnDisk(options, cwd);

parentPort?.on("message", ({ id, jobs }: Task) => {
  parentPort?.postMessage({ id, results: jobs.map(work) } satisfies Answer);
});

function work(job: Job): Result {
  if (job.kind === "revert") {
    const { source: _, ...reverted } = revertOne(job.source);
    return { kind: "reverted", reverted };
  }
  if (job.kind !== "plan") return { kind: "facts", facts: facts(job.source) };
  return { kind: "planned", outcome: withoutSource(planOne(job.source, options, job.inCycle, links)) };
}

function withoutSource(outcome: FileOutcome): Planned {
  if (outcome.kind !== "changed" && outcome.kind !== "unchanged") return outcome as Planned;
  const { source: _, ...planned } = outcome;
  return planned as Planned;
}
