import { UserError } from "../errors.ts";
import { startWorker } from "../workers/start.ts";
import type { Codemod, Said, Step, StepResult } from "./model.ts";

/** A thread that has the transforms loaded and does one step at a time. */
export type Thread = {
  /** The result says so when the thread is dead; then a new one is needed. */
  readonly step: (step: Step) => Promise<StepResult & { readonly dead?: true }>;
  readonly end: () => Promise<void>;
};

/** Milliseconds for loading jscodeshift and the transforms. */
const LOAD_LIMIT = 60_000;

/** Starts a thread and waits until it is ready. @throws {UserError} when a transform cannot be loaded */
export async function startThread(codemods: readonly Codemod[]): Promise<Thread> {
  // What they print ends up in a report.
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const worker = startWorker("codemods", { workerData: codemods, env });
  let hear: (said: Said | { readonly kind: "dead"; readonly reason: string }) => void = () => {};
  let death: string | undefined;
  worker.on("message", (said: Said) => hear(said));
  worker.on("error", (error: NodeJS.ErrnoException) => {
    death = error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "took too much memory" : `died of ${error.message}`;
  });
  worker.on("exit", () => hear({ kind: "dead", reason: death ?? "ended the process that it ran in" }));

  type Heard = Parameters<typeof hear>[0] | { readonly kind: "late" };
  const heard = (limit: number): Promise<Heard> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ kind: "late" }), limit);
      hear = (said) => {
        clearTimeout(timer);
        hear = () => {};
        resolve(said);
      };
    });

  const end = async (): Promise<void> => void (await worker.terminate());
  const first = await heard(LOAD_LIMIT);
  if (first.kind !== "ready") {
    await end();
    throw cannotLoad(codemods, first);
  }

  return {
    end,
    step: async (step) => {
      const { name, timeLimit } = codemods[step.codemod]!;
      const answer = heard(timeLimit);
      worker.postMessage(step);
      const said = await answer;
      if (said.kind === "done") return said.result;
      await end();
      const failed = { kind: "failed", messages: [], dead: true } as const;
      if (said.kind !== "late")
        return {
          ...failed,
          code: "transform-ended",
          reason: `${name} ${"reason" in said ? said.reason : ""}`,
        };
      const reason = `${name} took more than ${timeLimit} ms; its \`timeLimit\` in the configuration can give it more`;
      return { ...failed, code: "transform-timeout", reason };
    },
  };
}

function cannotLoad(
  codemods: readonly Codemod[],
  said: { readonly kind: string; readonly codemod?: number; readonly reason?: string },
): UserError {
  const names =
    said.codemod === undefined ? codemods.map(({ name }) => name) : [codemods[said.codemod]!.name];
  const reason = said.kind === "late" ? `that took more than ${LOAD_LIMIT / 1000} s` : said.reason;
  return new UserError("transform", `${names.join(", ")}: ${reason}`);
}
