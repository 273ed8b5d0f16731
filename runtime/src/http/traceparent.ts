import type { TraceIds } from "../record.ts";

/** What a caller says of the trace that it is in: W3C Trace Context and Baggage. */
export type Remote = {
  readonly ids: TraceIds | undefined;
  /** Vendors' notes, passed on as they are. */
  readonly state: string | undefined;
  readonly baggage: string | undefined;
};

const PATTERN = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
/** Longer headers are not passed on: the specifications ask for no more. In characters. */
const LONGEST_STATE = 512;
const LONGEST_BAGGAGE = 8192;

/** `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`, or one of a later version; else `undefined`. */
export function parseTraceparent(header: string | undefined): TraceIds | undefined {
  const match = header === undefined ? null : PATTERN.exec(header.trim());
  if (match === null) return undefined;
  const [, version = "", traceId = "", spanId = "", flags = "", more] = match;
  if (version === "ff" || (version === "00" && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 };
}

export const formatTraceparent = ({ traceId, spanId, traceFlags }: TraceIds): string =>
  `00-${traceId}-${spanId}-${(traceFlags & 0xff).toString(16).padStart(2, "0")}`;

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export function readRemote(headers: Headers): Remote {
  const ids = parseTraceparent(headerOf(headers, "traceparent"));
  return {
    ids,
    state: ids === undefined ? undefined : bounded(headerOf(headers, "tracestate"), LONGEST_STATE),
    baggage: bounded(headerOf(headers, "baggage"), LONGEST_BAGGAGE),
  };
}

/** A header by its name in lower case, as node:http has them; several of one name as the one they stand for. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : Array.isArray(value) ? value.join(",") : undefined;
}

const bounded = (text: string | undefined, longest: number): string | undefined =>
  text === undefined || text === "" || text.length > longest ? undefined : text;
