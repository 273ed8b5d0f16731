import { availableParallelism } from "node:os";
import ignore from "ignore";
import { alternatives } from "../../transforms/discover/braces.ts";
import type { Source } from "../../transforms/model.ts";
import type { Codemod, Message, StepFailure, StepResult } from "./model.ts";
import { startThread, type Thread } from "./thread.ts";

/** What one transform did with one file. */
export type Done = {
  readonly codemod: Codemod;
  readonly messages: readonly Message[];
} & (
  | { readonly kind: "changed"; readonly before: string; readonly after: string }
  | { readonly kind: "failed"; readonly code: StepFailure; readonly reason: string }
  | { readonly kind: "unchanged" }
);

/** One file behind all transforms; `text` is the one that came with it where none changed it. */
export type Ran = { readonly text: string; readonly steps: readonly Done[] };

export type Runner = {
  /** Runs the transforms over each file, in their order; one that fails is passed over, and the file goes on. */
  readonly run: (
    sources: readonly Source[],
    wanted?: (codemod: Codemod, source: Source) => boolean,
  ) => Promise<ReadonlyMap<string, Ran>>;
};

/** Files for which one more thread is worth its start, in which jscodeshift is loaded. */
const WORTH_A_THREAD = 60;

/** Runs transforms in threads of their own, as many as the work is worth. @throws {UserError} when one cannot be loaded */
export function openRunner(codemods: readonly Codemod[], workers: number | undefined): Runner {
  const matchers = codemods.map(matcherOf);

  const file = async (source: Source, wanted: (codemod: Codemod) => boolean, hold: Held): Promise<Ran> => {
    const steps: Done[] = [];
    let { text } = source;
    for (const [n, codemod] of codemods.entries()) {
      if (!matchers[n]!(source.relativePath) || !wanted(codemod)) continue;
      hold.thread ??= await startThread(codemods);
      const result = await hold.thread.step({ codemod: n, path: source.relativePath, text });
      if (result.dead) hold.thread = undefined;
      steps.push(doneOf(codemod, text, result));
      if (result.kind === "changed") text = result.text;
    }
    return { text, steps };
  };

  return {
    run: async (sources, wanted = () => true) => {
      const ran = new Map<string, Ran>();
      let next = 0;
      const work = async (): Promise<void> => {
        const hold: Held = { thread: undefined };
        try {
          for (let source = sources[next++]; source; source = sources[next++]) {
            const asked = source;
            ran.set(asked.path, await file(asked, (codemod) => wanted(codemod, asked), hold));
          }
        } finally {
          await hold.thread?.end();
        }
      };
      const threads = workers ?? Math.min(availableParallelism(), Math.ceil(sources.length / WORTH_A_THREAD));
      await Promise.all(Array.from({ length: threads }, work));
      return ran;
    },
  };
}

type Held = { thread: Thread | undefined };

function doneOf(codemod: Codemod, before: string, result: StepResult): Done {
  const { messages } = result;
  switch (result.kind) {
    case "changed":
      return { kind: "changed", codemod, messages, before, after: result.text };
    case "failed":
      return { kind: "failed", codemod, messages, code: result.code, reason: result.reason };
    case "unchanged":
      return { kind: "unchanged", codemod, messages };
    default:
      return result satisfies never;
  }
}

function matcherOf({ files }: Codemod): (relativePath: string) => boolean {
  if (files === undefined) return () => true;
  const matcher = ignore().add(alternatives(files));
  return (path) => ignore.isPathValid(path) && matcher.ignores(path);
}
