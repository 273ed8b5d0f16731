import type { Remote } from "../http/traceparent.ts";
import type { SpanLink, TraceIds } from "../record.ts";
import { type HostParent, type hostEntry, idsOf } from "../vendors/otel.ts";
import { newSpanId } from "./ids.ts";
import { idsOfSpan, type LiveSpan, type Trace } from "./live-span.ts";

type HostEntry = ReturnType<typeof hostEntry>;

/** What a span takes from what it is started in. */
export type Lineage = {
  readonly trace: Trace;
  readonly parentSpanId: string | undefined;
  readonly links: readonly SpanLink[];
};

const NO_LINKS: readonly SpanLink[] = [];

/**
 * A span is the child of the active one, as long as that has not ended. Started later, it is the root of a trace of its
 * own, with a link to the former parent.
 *
 * The active span travels with the asynchronous context, and some contexts outlive their span: a server's listener, a
 * timer, an event handler or a queue's consumer runs for ever in the context of the function that set it up. As children,
 * all requests of a server whose start was traced would be one trace of one endless operation; as roots, each is its own,
 * and the link still tells where it was set up. OpenTelemetry's specification offers links for just this: work that is
 * started by a span and not part of it.
 */
export function lineageOf(parent: LiveSpan | undefined, host: HostParent | undefined): Lineage {
  const ids = idsOf(host?.span);
  if (host !== undefined && ids !== undefined) {
    return host.ended ? linkedTo(ids) : childOf(parent?.trace ?? { id: undefined }, ids.spanId);
  }
  if (parent === undefined) return childOf({ id: undefined }, undefined);
  if (parent.ended) return linkedTo(idsOfSpan(parent));
  parent.id ??= newSpanId();
  return childOf(parent.trace, parent.id);
}

/** The span of a request that came in: under its caller's, else a root, linked to where the server was set up. */
export function lineageOfEntry(
  remote: Remote,
  parent: LiveSpan | undefined,
  host: HostEntry | undefined,
): Lineage {
  const { state, baggage } = remote;
  const ids = host === undefined ? remote.ids : idsOf(host.span);
  if (ids !== undefined) {
    return childOf({ id: ids.traceId, flags: ids.traceFlags, state, baggage }, ids.spanId);
  }
  const former = idsOf(host?.former) ?? (parent === undefined ? undefined : idsOfSpan(parent));
  const root = childOf({ id: undefined, baggage }, undefined);
  return former === undefined ? root : { ...root, links: linkedTo(former).links };
}

const childOf = (trace: Trace, parentSpanId: string | undefined): Lineage => ({
  trace,
  parentSpanId,
  links: NO_LINKS,
});

const linkedTo = ({ traceId, spanId }: TraceIds): Lineage => ({
  trace: { id: undefined },
  parentSpanId: undefined,
  links: [{ traceId, spanId }],
});
