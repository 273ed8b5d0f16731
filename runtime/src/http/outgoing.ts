import { currentFrame, currentIds } from "../context.ts";
import { hostHeaders } from "../vendors/otel.ts";
import { CORRELATION_HEADER } from "./correlation.ts";
import { formatTraceparent } from "./traceparent.ts";

/**
 * Headers with those added that let the other side go on with this trace: `traceparent`, `tracestate`, `baggage` and
 * `x-correlation-id`. What is there already stays. Never throws.
 * @example await fetch(url, { headers: outgoingHeaders({ accept: "application/json" }) });
 */
export function outgoingHeaders(
  headers: Readonly<Record<string, string>> = {},
  correlationHeader = CORRELATION_HEADER,
): Record<string, string> {
  try {
    const trace = hostHeaders() ?? ownHeaders();
    const correlationId = currentFrame()?.context?.correlationId;
    const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
    const added = {
      ...trace,
      ...(correlationId === undefined ? {} : { [correlationHeader]: correlationId }),
    };
    return {
      ...Object.fromEntries(Object.entries(added).filter(([name]) => !given.has(name.toLowerCase()))),
      ...headers,
    };
    // blog-ignore-next-line err/swallowed-catch -- the request goes out without a trace, never not at all
  } catch {
    return { ...headers };
  }
}

/** Of our own spans, where no propagator is registered. */
function ownHeaders(): Record<string, string> {
  const ids = currentIds();
  const { state, baggage } = currentFrame()?.span?.trace ?? {};
  return {
    ...(ids === undefined ? {} : { traceparent: formatTraceparent(ids) }),
    ...(ids === undefined || state === undefined ? {} : { tracestate: state }),
    ...(baggage === undefined ? {} : { baggage }),
  };
}
