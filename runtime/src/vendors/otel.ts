import type {
  Attributes,
  Context,
  ContextManager,
  MeterProvider,
  Span,
  TextMapPropagator,
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
  readonly propagation?: TextMapPropagator;
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

/** `SpanKind` of the API: of work within, of a request that is handled, and of one that is made. */
export const INTERNAL = 0;
export const SERVER = 1;
export const CLIENT = 2;

/**
 * What the span of an incoming request is under: the span that an instrumentation of the host's has opened for it, else
 * the caller's. `former` is the span in whose context the server happens to run.
 */
export function hostEntry(
  remote: TraceIds | undefined,
  headers: object,
): HostParent & { readonly former: Span | undefined } {
  const { context: manager, propagation } = host() ?? {};
  const active = manager?.active();
  const span = active?.getValue(SPAN_KEY) as (Span & { readonly kind?: unknown }) | undefined;
  if (active !== undefined && span?.kind === SERVER && !hasEnded(span)) {
    return { context: active, span, ended: false, former: undefined };
  }
  const context =
    propagation?.extract(EMPTY_CONTEXT, headers, GETTER) ??
    (remote === undefined ? EMPTY_CONTEXT : contextOf(remote));
  return { context, span: context.getValue(SPAN_KEY) as Span | undefined, ended: false, former: span };
}

const GETTER = {
  get: (carrier: object, key: string) => (carrier as Record<string, string | string[]>)[key],
  keys: (carrier: object) => Object.keys(carrier),
};

/** Headers of the host's propagator for what is active; `undefined` where it has none. */
export function hostHeaders(): Record<string, string> | undefined {
  const { context: manager, propagation, trace } = host() ?? {};
  if (manager === undefined || propagation === undefined || trace === undefined) return undefined;
  const headers: Record<string, string> = {};
  propagation.inject(manager.active(), headers, {
    set(carrier, key, value) {
      carrier[key] = value;
    },
  });
  return headers;
}

/** Our own spans that the host does not sample: they are the API's empty ones, which do not know that they have ended. */
const endedUnsampled = new WeakSet<Span>();

/** The SDK's spans tell. Of a host's own span that is not sampled nobody knows: it counts as running. */
const hasEnded = (span: Span): boolean =>
  (span as { readonly ended?: unknown }).ended === true || endedUnsampled.has(span);

/** Starts a span under `parent`, or as a new root where there are `links` to an ended one (see `spans/lineage.ts`). */
export function startHostSpan(
  name: string,
  { attributes, kind, links }: { attributes: Attributes; kind: number; links: readonly SpanLink[] },
  { context }: HostParent,
): HostSpan | undefined {
  const provider = host()?.trace;
  if (provider === undefined) return undefined;
  const options =
    links.length === 0
      ? { attributes, kind }
      : {
          attributes,
          kind,
          root: true,
          links: links.map((link) => ({ context: { ...link, traceFlags: 1 } })),
        };
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
  EMPTY_CONTEXT.setValue(SPAN_KEY, {
    spanContext: () => ({ traceId, spanId, traceFlags, isRemote: true }),
    isRecording: () => false,
  });
