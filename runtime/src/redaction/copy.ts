import type { Json } from "../record.ts";
import { encode, NOTHING, type Redaction } from "./encode.ts";
import { isError } from "./error.ts";
import type { Key } from "./key.ts";
import { type JsonText, quote } from "./quote.ts";

/** A plain, acyclic, bounded copy of any value; `undefined` where JSON has nothing. See `encode`. */
export const copy = (value: unknown, redaction?: Redaction, key?: Key): Json | undefined =>
  decode(encode(value, redaction, key));

/** What an encoded value is, as a value again. */
export const decode = (json: JsonText): Json | undefined =>
  json === NOTHING ? undefined : (JSON.parse(json) as Json);

/** `encode` of something thrown: always an object with `type` and `message`. */
export function encodeThrown(thrown: unknown, redaction: Redaction): JsonText {
  const json = encode(thrown, redaction);
  if (isError(thrown)) return json;
  const type = quote(thrown === null ? "null" : typeof thrown);
  if (json.startsWith("{") || json.startsWith("["))
    return `{"type":${type},"message":"Thrown: an object","value":${json}}` as JsonText;
  const message = json.startsWith('"') ? json : quote(`Thrown: ${json === NOTHING ? "undefined" : json}`);
  return `{"type":${type},"message":${message}}` as JsonText;
}
