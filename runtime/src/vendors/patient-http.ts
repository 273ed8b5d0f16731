import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";

/** Taken at load, before a test's fake timers can replace it. */
const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;
/** A server that says nothing for so long is taken for absent. */
const SILENCE_MS = 10_000;
/** So is one that cannot be connected to, which alone would keep a process that is done alive. */
const CONNECT_MS = 5_000;

type Respond = (response: IncomingMessage) => void;

/** node:http for the SDKs' transports, which of themselves would wait, and keep the process, for ever. */
export const patientHttp = {
  request(options: RequestOptions | string | URL, respond?: Respond | RequestOptions): ClientRequest {
    const { protocol } = options as RequestOptions;
    const send = protocol === "https:" ? https.request : http.request;
    const request = send(options as RequestOptions, respond as Respond);
    const limit = (ms: number) => setTimer(() => request.destroy(new Error("no answer")), ms).unref();
    const timers = [limit(SILENCE_MS)];
    request.once("close", () => timers.forEach(clearTimer));
    request.once("socket", (socket) => {
      // What waits is sent when the process runs out of work: see `end.ts`.
      socket.unref();
      if (!socket.connecting) return;
      const connecting = limit(CONNECT_MS);
      timers.push(connecting);
      socket.once("connect", () => clearTimer(connecting));
    });
    return request;
  },
};
