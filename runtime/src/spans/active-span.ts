import type { LogCategory } from "../category.ts";
import type { Json } from "../record.ts";
import type { LiveSpan } from "./live-span.ts";
import type { Tracer } from "./tracer.ts";
import { fail, finish, watch } from "./watch.ts";
import { within } from "./within.ts";

/** A span that its caller ends. Nothing of it throws but `run`, which throws what its function throws. */
export type ActiveSpan = {
  /** Ends it as succeeded, unless it has ended. */
  end(): void;
  /** Ends it as failed with what was thrown, unless it has ended. */
  fail(error: unknown): void;
  /** Calls `fn` with this span as the active one; does not end it. */
  run<T>(fn: () => T): T;
  /** Adds an attribute; any value, copied. */
  setAttribute(name: string, value: unknown): void;
};

/** Starts a span under the active one. It is not active itself, as it has no function to be active in: see `run`. */
export function startSpan(
  tracer: Tracer,
  name: string,
  category: LogCategory,
  attributes?: unknown,
): ActiveSpan {
  const span = tracer.open(name, category, attributes);
  if (span === undefined) return OFF;
  const active: ActiveSpan = {
    end: () => finish(seen),
    fail: (error) => fail(seen, error),
    run: (fn) => within(span, fn, undefined, []),
    setAttribute: (key, value) => setAttribute(tracer, span, key, value),
  };
  const { watch: seen } = watch(active, tracer, span);
  return active;
}

/** Names a span by what has become known of it. */
export function renameSpan(tracer: Tracer, span: LiveSpan, name: string): void {
  span.name = tracer.redactor().name(name);
  span.host?.span.updateName(span.name);
}

export function setAttribute(tracer: Tracer, span: LiveSpan, name: string, value: unknown): void {
  try {
    const redactor = tracer.redactor();
    const redacted = redactor.copy({ [String(name)]: value }, "attributes");
    const [[key, copied] = [redactor.name(String(name)), null as Json]] = Object.entries(redacted ?? {});
    span.attributes[key] = copied;
    span.host?.span.setAttribute(key, typeof copied === "object" ? JSON.stringify(copied) : copied);
  } catch (error) {
    tracer.failed(error);
  }
}

const OFF: ActiveSpan = { end: () => {}, fail: () => {}, run: (fn) => fn(), setAttribute: () => {} };
