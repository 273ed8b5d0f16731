import type { Attributes } from "@opentelemetry/api";
import type { LogCategory } from "../category.ts";
import type { Clock } from "../clock.ts";
import type { SpanMode } from "../config/settings.ts";
import { currentFrame } from "../context.ts";
import type { Remote } from "../http/traceparent.ts";
import type { FinishedSpan, Json, SpanOutcome } from "../record.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { genAiAttributes, genAiRow } from "../vendors/genai.ts";
import {
  CLIENT,
  endHostSpan,
  hostEntry,
  hostParent,
  INTERNAL,
  isRegistered,
  SERVER,
  startHostSpan,
} from "../vendors/otel.ts";
import { lineageOf, lineageOfEntry } from "./lineage.ts";
import { idsOfSpan, type LiveSpan } from "./live-span.ts";
import { attributesOf, type Meaning, meaningOf, noteCall, noteValue, saysNothing } from "./meaning.ts";

/** A request that came in, with what it says of its caller. */
export type Entry = { readonly remote: Remote; readonly headers: object };

/** Starts and ends spans; nothing of it throws. */
export type Tracer = {
  /** `undefined` where spans are off. */
  readonly open: (
    name: string,
    category: LogCategory,
    attributes?: unknown,
    entry?: Entry,
  ) => LiveSpan | undefined;
  /** Notes what a call is given, where its span has a GenAI meaning. */
  readonly called: (span: LiveSpan, self: unknown, args: readonly unknown[]) => void;
  /** Notes a value that a call gave, at once or as one of a stream; likewise. */
  readonly saw: (span: LiveSpan, value: unknown) => void;
  /** The first end counts. */
  readonly end: (span: LiveSpan, outcome: SpanOutcome, thrown?: unknown) => void;
  /** A failure of the tracing itself. */
  readonly failed: (error: unknown) => void;
  /** A function that was named but is not traced. */
  readonly untraced: (reason: string) => void;
  /** What names, attributes and errors pass before anybody is given them. */
  readonly redactor: () => Redactor;
};

export type TracerParts = {
  readonly redactor: () => Redactor;
  readonly clock: Clock;
  readonly mode: () => SpanMode;
  /** Whether prompts and answers become attributes. */
  readonly keepsContent: () => boolean;
  readonly measure: (span: LiveSpan, durationMs: number, outcome: SpanOutcome) => void;
  /** Whether anybody wants to see a finished span. */
  readonly watched: () => boolean;
  readonly finished: (span: FinishedSpan) => void;
  readonly failed: (error: unknown) => void;
  readonly untraced: (reason: string) => void;
};

export function createTracer(parts: TracerParts): Tracer {
  const { clock } = parts;

  function start(
    name: string,
    category: LogCategory,
    attributes: unknown,
    entry: Entry | undefined,
  ): LiveSpan | undefined {
    const mode = parts.mode();
    const joinsHost = mode !== "off" && isRegistered();
    if (mode === "off" || (mode === "otel" && !joinsHost)) return undefined;
    const frame = currentFrame();
    const parent = frame?.span;
    const { outer, lineage } = under(parent, joinsHost, entry);
    const { trace, parentSpanId, links } = lineage;
    const own = attributes === undefined ? undefined : copyAttributes(attributes, parts.redactor());
    return {
      name,
      category,
      trace,
      parentSpanId,
      links,
      host:
        outer === undefined
          ? undefined
          : startHostSpan(
              name,
              {
                attributes: hostAttributes(name, category, own),
                kind: entry !== undefined ? SERVER : genAiRow(category)?.callsModel ? CLIENT : INTERNAL,
                links,
              },
              outer,
            ),
      attributes: own ?? {},
      meaning: meaningOf(category, frame?.context, parts.keepsContent()),
      id: undefined,
      ended: false,
      started: clock.monotonic(),
    };
  }

  function finish(span: LiveSpan, outcome: SpanOutcome, thrown: unknown): void {
    const durationMs = clock.monotonic() - span.started;
    parts.measure(span, durationMs, outcome);
    const watched = parts.watched();
    const error =
      outcome === "error" && (watched || span.host !== undefined)
        ? parts.redactor().thrown(thrown)
        : undefined;
    if (span.meaning !== undefined && (watched || span.host !== undefined))
      tellMeaning(span, span.meaning, parts.redactor());
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
    open(name, category, attributes, entry) {
      try {
        return start(parts.redactor().name(String(name)), category, attributes, entry);
      } catch (error) {
        parts.failed(error);
        return undefined;
      }
    },
    called(span, self, args) {
      if (span.meaning === undefined || span.ended) return;
      try {
        noteCall(span.meaning, self, args);
      } catch (error) {
        parts.failed(error);
      }
    },
    saw(span, value) {
      if (span.meaning === undefined || span.ended) return;
      try {
        noteValue(span.meaning, value);
      } catch (error) {
        parts.failed(error);
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
    redactor: parts.redactor,
  };
}

/** What a span starts under: the active span, or for a request its caller. */
function under(parent: LiveSpan | undefined, joinsHost: boolean, entry: Entry | undefined) {
  if (entry === undefined) {
    const outer = joinsHost ? hostParent(parent?.host?.context) : undefined;
    return { outer, lineage: lineageOf(parent, outer) };
  }
  const outer = joinsHost ? hostEntry(entry.remote.ids, entry.headers) : undefined;
  return { outer, lineage: lineageOfEntry(entry.remote, parent, outer) };
}

/** Attributes set by hand win. */
function tellMeaning(span: LiveSpan, meaning: Meaning, redactor: Redactor): void {
  if (saysNothing(meaning)) return;
  const told = attributesOf(meaning, genAiAttributes(span.category, span.name));
  for (const [name, value] of Object.entries(copyAttributes(told, redactor))) {
    if (name in span.attributes) continue;
    span.attributes[name] = value;
    span.host?.span.setAttribute(name, Array.isArray(value) ? (value as string[]) : hostAttribute(value));
  }
}

function copyAttributes(attributes: unknown, redactor: Redactor): Record<string, Json> {
  const copied = redactor.copy(attributes, "attributes");
  return isObject(copied) ? { ...copied } : {};
}

/** By the attributes of the name, which are remembered; the SDK copies what it is given. */
const common = new WeakMap<object, Map<string, Attributes>>();

function commonAttributes(name: string, category: LogCategory): Attributes {
  const byName = genAiAttributes(category, name);
  const known = common.get(byName)?.get(category);
  if (known !== undefined) return known;
  const made = Object.freeze({ "blog.category": category, ...byName });
  const byCategory = common.get(byName) ?? new Map<string, Attributes>();
  common.set(byName, byCategory.set(category, made));
  return made;
}

function hostAttributes(
  name: string,
  category: LogCategory,
  own: Readonly<Record<string, Json>> | undefined,
): Attributes {
  if (own === undefined) return commonAttributes(name, category);
  const attributes: Attributes = { ...commonAttributes(name, category) };
  for (const [key, value] of Object.entries(own)) attributes[key] = hostAttribute(value);
  return attributes;
}

/** OpenTelemetry takes primitives; anything deeper goes as JSON text. */
const hostAttribute = (value: Json): string | number | boolean =>
  typeof value === "object" ? JSON.stringify(value) : value;

const isObject = (json: Json | undefined): json is { readonly [key: string]: Json } =>
  typeof json === "object" && json !== null && !Array.isArray(json);
