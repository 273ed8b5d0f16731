import { totalmem } from "node:os";
import type { Objections, Rewritten } from "../transforms/codemod-gate.ts";
import { isSource } from "../transforms/own-root.ts";
import type { FileOutcome } from "../transforms/report.ts";
import type { TypeGate } from "../transforms/type-gate.ts";
import { UserError } from "./errors.ts";
import { startWorker } from "./workers/start.ts";

/** Heap that the checker may take, in MB: more than Node's default, which big projects exceed, but not all there is. */
const HEAP_MB = Math.max(2048, Math.floor((totalmem() / 2 ** 20) * 0.6));

/** Checks types in a worker thread. @throws when the check cannot be made, with what would help */
export async function checkTypesApart(outcomes: readonly FileOutcome[]): Promise<TypeGate> {
  // A thread of Node 20 loads no TypeScript.
  if (isSource) return (await import("../transforms/type-gate.ts")).checkTypes(outcomes);
  return apart("type-gate", outcomes);
}

/** Files whose change by the user's own transforms adds a diagnostic, and which one. @throws as {@link checkTypesApart} */
export async function objectionsTo(files: readonly Rewritten[]): Promise<Objections> {
  if (files.length === 0) return new Map();
  try {
    if (isSource) return (await import("../transforms/codemod-gate.ts")).checkCodemods(files);
    return await apart("codemod-gate", files);
  } catch (error) {
    throw new UserError("type-gate", (error as Error).message);
  }
}

function apart<T>(name: "type-gate" | "codemod-gate", workerData: unknown): Promise<T> {
  const worker = startWorker(name, { workerData, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? new Error(`it took more than ${HEAP_MB} MB of memory`)
          : error,
      );
    });
    worker.once("exit", (code) => reject(new Error(`its thread ended with ${code}`)));
  });
}
