/** Answers the transforms that jscodeshift runs, a file at a time; they wait until `answered` is set. */
import { type MessagePort, workerData } from "node:worker_threads";
import type { Answer, Request } from "../jscodeshift/messages.ts";

const { port, answered } = workerData as { readonly port: MessagePort; readonly answered: Int32Array };

port.on("message", (request: Request) => {
  void respond(request).then((answer) => {
    port.postMessage(answer);
    Atomics.store(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
});

/** The engine is loaded in here, so that a failure to load is an answer too. */
async function respond(request: Request): Promise<Answer> {
  try {
    const { answer } = await import("../jscodeshift/answer.ts");
    return await answer(request);
  } catch (error) {
    return { error: (error as Error).message, messages: [], counts: [] };
  }
}
