import type { LogCategory } from "../category.ts";
import { settle } from "./settle.ts";
import type { Tracer } from "./tracer.ts";

export type Traced = {
  readonly tracer: Tracer;
  readonly name: string;
  readonly category: LogCategory;
  /** Whether the promise it returns is new each time: an async function's is. */
  readonly isFresh: boolean;
};

/** Calls `fn` inside a span. Throws what it throws, returns what it returns (see `settle`). */
export function callInSpan(
  traced: Traced,
  fn: (...args: never[]) => unknown,
  self: unknown,
  args: readonly unknown[],
): unknown {
  const { tracer } = traced;
  const span = tracer.open(traced.name, traced.category);
  if (span === undefined) return Reflect.apply(fn, self, args as never[]);
  let value: unknown;
  try {
    value = tracer.within(span, fn, self, args);
  } catch (error) {
    tracer.end(span, "error", error);
    throw error;
  }
  try {
    return settle(value, tracer, span, traced.isFresh);
  } catch (error) {
    tracer.failed(error);
    tracer.end(span, "ok");
    return value;
  }
}
