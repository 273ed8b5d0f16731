import type {
  Attributes,
  Context,
  ContextManager,
  MeterProvider,
  Span,
  Tracer,
  TracerProvider,
} from "@opentelemetry/api";
import type { LoggerProvider } from "@opentelemetry/api-logs";
import type { Json, SpanLink, SpanOutcome, TraceIds } from "../record.ts";
import { VERSION } from "../version.ts";

/**
 * The host's OpenTelemetry, reached where every 1.x copy of `@opentelemetry/api` registers itself.
 * Going by way of an imported copy would cost its load (as much as pino's) in programs without OpenTelemetry, and would
 * find nothing when that copy is newer than the host's: the API refuses a global of an older minor version.
 */
const GLOBAL = Symbol.for("opentelemetry.js.api.1");
const SPAN_KEY = Symbol.for("OpenTelemetry Context Key SPAN");
/** `SpanStatusCode.ERROR` of the API. */
const STATUS_ERROR = 2;
const NO_TRACE = "0".repeat(32);

const LOGS = Symbol.for("io.opentelemetry.js.api.logs");
/** `GLOBAL` version of the logs API. */
const LOGS_VERSION = 1;

type Global = {
  readonly trace?: TracerProvider;
  readonly context?: ContextManager;
  readonly metrics?: MeterProvider;
};

const host = (): Global | undefined => (globalThis as { [GLOBAL]?: Global })[GLOBAL];

/** The providers that the host has registered. */
export function hostProviders(): Pick<Global, "trace" | "metrics"> & { readonly logs?: LoggerProvider } {
  const { trace, metrics } = host() ?? {};
  const logs = (globalThis as { [LOGS]?: (version: number) => LoggerProvider })[LOGS]?.(LOGS_VERSION);
  return {
    ...(trace === undefined ? {} : { trace }),
    ...(metrics === undefined ? {} : { metrics }),
    ...(logs === undefined ? {} : { logs }),
  };
}

/** Whether the host has registered a tracer provider. */
export const isRegistered = (): boolean => host()?.trace !== undefined;

export const contextManager = (): ContextManager | undefined => host()?.context;

let tracerOf: { readonly provider: TracerProvider; readonly tracer: Tracer } | undefined;

function tracer(provider: TracerProvider): Tracer {
  if (tracerOf?.provider !== provider) {
    tracerOf = { provider, tracer: provider.getTracer("blog-runtime", VERSION) };
  }
  return tracerOf.tracer;
}

/** A span of the host's provider, and the context in which it is the active one. */
export type HostSpan = { readonly span: Span; readonly context: Context };

/** What a new span of the host's would be under. */
export type HostParent = {
  readonly context: Context;
  readonly span: Span | undefined;
  readonly ended: boolean;
};

/** The active context of the host; `fallback` is our parent's, for hosts that have no context manager. */
export function hostParent(fallback: Context | undefined): HostParent | undefined {
  const { trace: provider, context: manager } = host() ?? {};
  if (provider === undefined) return undefined;
  const context = manager?.active() ?? fallback ?? EMPTY_CONTEXT;
  const span = context.getValue(SPAN_KEY) as Span | undefined;
  return { context, span, ended: span !== undefined && hasEnded(span) };
}

/** Our own spans that the host does not sample: they are the API's empty ones, which do not know that they have ended. */
const endedUnsampled = new WeakSet<Span>();

/** The SDK's spans tell. Of a host's own span that is not sampled nobody knows: it counts as running. */
const hasEnded = (span: Span): boolean =>
  (span as { readonly ended?: unknown }).ended === true || endedUnsampled.has(span);

/** Starts a span under `parent`, or as a new root where there are `links` to an ended one (see `spans/lineage.ts`). */
export function startHostSpan(
  name: string,
  attributes: Attributes,
  { context, span: former }: HostParent,
  links: readonly SpanLink[],
): HostSpan | undefined {
  const provider = host()?.trace;
  if (provider === undefined) return undefined;
  const linked = links.length > 0 && former !== undefined ? [{ context: former.spanContext() }] : undefined;
  const options = linked === undefined ? { attributes } : { attributes, root: true, links: linked };
  const span = tracer(provider).startSpan(name, options, context);
  return { span, context: context.setValue(SPAN_KEY, span) };
}

const activeSpan = (): Span | undefined => host()?.context?.active().getValue(SPAN_KEY) as Span | undefined;

/** Ids of a span, unless they are those of the API's no-op one. */
export function idsOf(span: Span | undefined): TraceIds | undefined {
  const context = span?.spanContext();
  return context === undefined || context.traceId === NO_TRACE
    ? undefined
    : { traceId: context.traceId, spanId: context.spanId, traceFlags: context.traceFlags };
}

/** Ids of the span that the host considers active. */
export const activeIds = (): TraceIds | undefined => (isRegistered() ? idsOf(activeSpan()) : undefined);

/** An event on the host's active span. */
export function addEvent(name: string, attributes: Attributes): void {
  const span = isRegistered() ? activeSpan() : undefined;
  if (span?.isRecording()) span.addEvent(name, attributes);
}

/** Ends a span. `error` is the plain description of what was thrown, never the raw error. */
export function endHostSpan(span: Span, outcome: SpanOutcome, error: Json | undefined): void {
  if (outcome === "error") {
    const { type, message, stack } = (error ?? {}) as { readonly [key: string]: string | undefined };
    const described = { name: String(type), message: String(message) };
    span.recordException(stack === undefined ? described : { ...described, stack });
    span.setStatus({ code: STATUS_ERROR, message: described.message });
  }
  // Not an error: a stream may have been read in a way that its iterator does not show.
  if (outcome === "abandoned") span.setAttribute("blog.abandoned", true);
  if (!span.isRecording()) endedUnsampled.add(span);
  span.end();
}

/** A context for hosts that registered a provider without a context manager. */
class PlainContext implements Context {
  readonly #values: ReadonlyMap<symbol, unknown>;
  constructor(values: ReadonlyMap<symbol, unknown>) {
    this.#values = values;
  }
  getValue(key: symbol): unknown {
    return this.#values.get(key);
  }
  setValue(key: symbol, value: unknown): Context {
    return new PlainContext(new Map(this.#values).set(key, value));
  }
  deleteValue(key: symbol): Context {
    const values = new Map(this.#values);
    values.delete(key);
    return new PlainContext(values);
  }
}

export const EMPTY_CONTEXT: Context = new PlainContext(new Map());

/** A context whose active span has these ids. */
export const contextOf = ({ traceId, spanId, traceFlags }: TraceIds): Context =>
  EMPTY_CONTEXT.setValue(SPAN_KEY, { spanContext: () => ({ traceId, spanId, traceFlags }) });
