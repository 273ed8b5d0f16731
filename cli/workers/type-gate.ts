/** The type gate in a thread of its own: a project that is too big for its memory must not take the run along. */
import { parentPort, workerData } from "node:worker_threads";
import type { FileOutcome } from "../../transforms/report.ts";
import { checkTypes } from "../../transforms/type-gate.ts";

parentPort?.postMessage(checkTypes(workerData as readonly FileOutcome[]));
