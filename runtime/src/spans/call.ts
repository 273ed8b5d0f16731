import type { LogCategory } from "../category.ts";
import { settle } from "./settle.ts";
import type { Tracer } from "./tracer.ts";
import { isTooDeep, within } from "./within.ts";

export type Traced = {
  readonly tracer: Tracer;
  readonly name: string;
  readonly category: LogCategory;
  /** Whether the promise it returns is new each time: an async function's is. */
  readonly isFresh: boolean;
};

type Caller = (fn: (...args: never[]) => unknown, self: unknown, args: readonly unknown[]) => unknown;

/** Calls a function inside a span. Throws what it throws, returns what it returns (see `settle`). Fits a proxy's `apply`. */
export function callerOf({ tracer, name, category, isFresh }: Traced): Caller {
  return (fn, self, args) => {
    const span = isTooDeep() ? skip(tracer) : tracer.open(name, category);
    if (span === undefined) return Reflect.apply(fn, self, args as never[]);
    tracer.called(span, self, args);
    let value: unknown;
    try {
      value = within(span, fn, self, args);
    } catch (error) {
      tracer.end(span, "error", error);
      throw error;
    }
    try {
      return settle(value, tracer, span, isFresh);
    } catch (error) {
      tracer.failed(error);
      tracer.end(span, "ok");
      return value;
    }
  };
}

function skip(tracer: Tracer): undefined {
  tracer.untraced("nested too deep");
}
