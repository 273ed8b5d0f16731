/** The type gate of the user's own transforms, in a thread of its own as that of our edits is. */
import { parentPort, workerData } from "node:worker_threads";
import { checkCodemods, type Rewritten } from "../../transforms/codemod-gate.ts";

parentPort?.postMessage(checkCodemods(workerData as readonly Rewritten[]));
