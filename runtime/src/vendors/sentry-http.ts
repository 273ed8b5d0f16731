import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";

/** Taken at load, before a test's fake timers can replace it. */
const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;
/** A server that says nothing for so long is taken for absent. */
const SILENCE_MS = 10_000;
/** What is being sent keeps a process that is done alive for so long. */
const HOLD_MS = 2_000;

type Respond = (response: IncomingMessage) => void;

/** node:http for the SDK's transport, which of itself would wait, and keep the process, for ever. */
export const patientHttp = {
  request(options: RequestOptions | string | URL, respond?: Respond | RequestOptions): ClientRequest {
    const { protocol } = options as RequestOptions;
    const send = protocol === "https:" ? https.request : http.request;
    const request = send(options as RequestOptions, respond as Respond);
    const silence = setTimer(() => request.destroy(new Error("no answer")), SILENCE_MS).unref();
    request.once("close", () => clearTimer(silence));
    request.once("socket", (socket) => void setTimer(() => socket.unref(), HOLD_MS).unref());
    return request;
  },
};
