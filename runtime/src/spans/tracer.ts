import type { Attributes } from "@opentelemetry/api";
import type { LogCategory } from "../category.ts";
import type { Clock } from "../clock.ts";
import type { SpanMode } from "../config/settings.ts";
import { currentFrame } from "../context.ts";
import type { FinishedSpan, Json, SpanOutcome } from "../record.ts";
import { copy, copyThrown } from "../redaction/copy.ts";
import { genAiAttributes } from "../vendors/genai.ts";
import { endHostSpan, hostParent, isRegistered, startHostSpan } from "../vendors/otel.ts";
import { lineageOf } from "./lineage.ts";
import { idsOfSpan, type LiveSpan } from "./live-span.ts";

/** Starts and ends spans; nothing of it throws. */
export type Tracer = {
  /** `undefined` where spans are off. */
  readonly open: (name: string, category: LogCategory, attributes?: unknown) => LiveSpan | undefined;
  /** The first end counts. */
  readonly end: (span: LiveSpan, outcome: SpanOutcome, thrown?: unknown) => void;
  /** A failure of the tracing itself. */
  readonly failed: (error: unknown) => void;
  /** A function that was named but is not traced. */
  readonly untraced: (reason: string) => void;
};

export type TracerParts = {
  readonly clock: Clock;
  readonly mode: () => SpanMode;
  readonly measure: (name: string, durationMs: number, outcome: SpanOutcome) => void;
  /** Whether anybody wants to see a finished span. */
  readonly watched: () => boolean;
  readonly finished: (span: FinishedSpan) => void;
  readonly failed: (error: unknown) => void;
  readonly untraced: (reason: string) => void;
};

export function createTracer(parts: TracerParts): Tracer {
  const { clock } = parts;

  function start(name: string, category: LogCategory, attributes: unknown): LiveSpan | undefined {
    const mode = parts.mode();
    const joinsHost = mode !== "off" && isRegistered();
    if (mode === "off" || (mode === "otel" && !joinsHost)) return undefined;
    const parent = currentFrame()?.span;
    const outer = joinsHost ? hostParent(parent?.host?.context) : undefined;
    const { trace, parentSpanId, links } = lineageOf(parent, outer);
    const own = attributes === undefined ? {} : copyAttributes(attributes);
    return {
      name,
      category,
      trace,
      parentSpanId,
      links,
      host:
        outer === undefined
          ? undefined
          : startHostSpan(name, hostAttributes(name, category, own), outer, links),
      attributes: own,
      id: undefined,
      ended: false,
      started: clock.monotonic(),
    };
  }

  function finish(span: LiveSpan, outcome: SpanOutcome, thrown: unknown): void {
    const durationMs = clock.monotonic() - span.started;
    parts.measure(span.name, durationMs, outcome);
    const watched = parts.watched();
    const error =
      outcome === "error" && (watched || span.host !== undefined) ? copyThrown(thrown) : undefined;
    if (span.host !== undefined) endHostSpan(span.host.span, outcome, error);
    if (watched) parts.finished(describe(span, outcome, error, durationMs));
  }

  function describe(
    span: LiveSpan,
    outcome: SpanOutcome,
    error: Json | undefined,
    durationMs: number,
  ): FinishedSpan {
    const { traceId, spanId, traceFlags } = idsOfSpan(span);
    const { name, category, parentSpanId, links } = span;
    const attributes = { ...genAiAttributes(category, name), ...span.attributes };
    const startTime = clock.now() - durationMs;
    return {
      name,
      category,
      traceId,
      traceFlags,
      spanId,
      parentSpanId,
      links,
      startTime,
      durationMs,
      outcome,
      error,
      attributes,
    };
  }

  return {
    open(name, category, attributes) {
      try {
        return start(String(name), category, attributes);
      } catch (error) {
        parts.failed(error);
        return undefined;
      }
    },
    end(span, outcome, thrown) {
      if (span.ended) return;
      span.ended = true;
      try {
        finish(span, outcome, thrown);
      } catch (error) {
        parts.failed(error);
      }
    },
    failed: parts.failed,
    untraced: parts.untraced,
  };
}

function copyAttributes(attributes: unknown): Record<string, Json> {
  const copied = copy(attributes);
  return isObject(copied) ? { ...copied } : {};
}

function hostAttributes(
  name: string,
  category: LogCategory,
  own: Readonly<Record<string, Json>>,
): Attributes {
  const attributes: Attributes = { "blog.category": category, ...genAiAttributes(category, name) };
  for (const [key, value] of Object.entries(own)) attributes[key] = hostAttribute(value);
  return attributes;
}

/** OpenTelemetry takes primitives; anything deeper goes as JSON text. */
const hostAttribute = (value: Json): string | number | boolean =>
  typeof value === "object" ? JSON.stringify(value) : value;

const isObject = (json: Json | undefined): json is { readonly [key: string]: Json } =>
  typeof json === "object" && json !== null && !Array.isArray(json);
