import type { Worker } from "node:worker_threads";
import type { Answer, Job, Result, Task } from "./tasks.ts";

export type Pool = {
  /** Does jobs; the results are in their order, whatever thread comes first. */
  readonly run: (jobs: readonly Job[], at?: (done: number) => void) => Promise<readonly Result[]>;
  readonly end: () => Promise<void>;
};

/** Characters of source in a task: some tens of milliseconds of work. */
const TASK_SIZE = 200_000;
/** Tasks that a thread has at a time: behind the one at work the next one waits. */
const AHEAD = 2;
/** Threads that may die one after the other without a single answer: then it is not the files. */
const PATIENCE = 4;

type Waiting = Task & { readonly done: (results: readonly Result[]) => void };
type Thread = { readonly worker: Worker; readonly tasks: Waiting[] };

/** Keeps threads at work. They start at once, and load the compiler while the caller does something else. */
export function createPool(size: number, start: () => Worker): Pool {
  const queue: Waiting[] = [];
  const threads = new Set<Thread>();
  let ended = false;
  let ids = 0;
  let deaths = 0;

  const open = (): void => {
    const thread: Thread = { worker: start(), tasks: [] };
    let reason: string | undefined;
    threads.add(thread);
    thread.worker.on("message", ({ id, results }: Answer) => {
      deaths = 0;
      const place = thread.tasks.findIndex((task) => task.id === id);
      const [task] = thread.tasks.splice(place, 1);
      task?.done(results);
      feed(thread);
    });
    thread.worker.on("error", (error: NodeJS.ErrnoException) => {
      reason = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "it took too much memory" : error.message;
    });
    thread.worker.on("exit", (code) => {
      threads.delete(thread);
      if (!ended) bury(thread, reason ?? `it ended with ${code}`);
    });
    feed(thread);
  };

  const feed = ({ worker, tasks }: Thread): void => {
    while (tasks.length < AHEAD) {
      const task = queue.shift();
      if (!task) return;
      tasks.push(task);
      worker.postMessage({ id: task.id, jobs: task.jobs } satisfies Task);
    }
  };

  /** A dead thread was at work on its first task, which is done again file by file to see which one it was. */
  const bury = ({ tasks: [first, ...rest] }: Thread, reason: string): void => {
    queue.unshift(...rest);
    if (first && first.jobs.length > 1) queue.unshift(...oneByOne(first));
    else first?.done([{ kind: "dead", reason }]);
    if (++deaths >= PATIENCE)
      for (const { jobs, done } of queue.splice(0)) done(jobs.map(() => ({ kind: "dead", reason })));
    if (queue.length > 0) open();
  };

  const oneByOne = ({ jobs, done }: Waiting): readonly Waiting[] => {
    const all: Result[] = new Array(jobs.length);
    let left = jobs.length;
    return jobs.map((job, n) => ({
      id: ids++,
      jobs: [job],
      done: (results) => {
        all[n] = results[0]!;
        if (--left === 0) done(all);
      },
    }));
  };

  for (let n = 0; n < size; n++) open();
  return {
    run: async (jobs, at = () => {}) => {
      let count = 0;
      const add = (task: readonly Job[]): Promise<readonly Result[]> =>
        new Promise((resolve) => {
          const done: Waiting["done"] = (results) => {
            count += results.length;
            at(count);
            resolve(results);
          };
          queue.push({ id: ids++, jobs: task, done });
        });
      const results = Promise.all(inTasks(jobs).map(add));
      if (threads.size === 0 && queue.length > 0) open();
      for (const thread of threads) feed(thread);
      return (await results).flat();
    },
    end: async () => {
      ended = true;
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}

function inTasks(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const tasks: Job[][] = [];
  let size = TASK_SIZE;
  for (const job of jobs) {
    if (size >= TASK_SIZE) {
      tasks.push([]);
      size = 0;
    }
    tasks.at(-1)?.push(job);
    size += job.source.text.length;
  }
  return tasks;
}
