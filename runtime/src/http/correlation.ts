import { randomUUID } from "node:crypto";
import { type Headers, headerOf } from "./traceparent.ts";

export const CORRELATION_HEADER = "x-correlation-id";

/** What an id may look like: it is written into lines and headers, so no line ends and nothing endless. */
const SOUND = /^[\w.:/+=@-]{1,128}$/;

/** The caller's id for the request, or a new one. */
export function correlationIdOf(headers: Headers, header: string): string {
  const given = headerOf(headers, header)?.trim();
  return given !== undefined && SOUND.test(given) ? given : randomUUID();
}
