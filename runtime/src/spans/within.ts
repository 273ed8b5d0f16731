import { currentFrame, type Frame } from "../context.ts";
import { registry } from "../registry.ts";
import { contextManager } from "../vendors/otel.ts";
import type { LiveSpan } from "./live-span.ts";

/**
 * Calls nested in one another, on one stack, that get a span. Deeper ones are made straight: a recursion that just fitted
 * the stack must still fit, and a span takes several frames.
 */
const DEEPEST = 100;
let depth = 0;

export const isTooDeep = (): boolean => depth >= DEEPEST;

/** Calls `fn` with the span active, ours and the host's; throws what it throws. */
export function within<T>(
  span: LiveSpan,
  fn: (...args: never[]) => T,
  self: unknown,
  args: readonly unknown[],
): T {
  const manager = span.host === undefined ? undefined : contextManager();
  depth += 1;
  try {
    // No closures here: each would be a frame in the stack of every error, which shows ten.
    if (span.host !== undefined && manager !== undefined) {
      // The host's context says what is active; our frame, with the ids of `withContext`, stays the outer one.
      return manager.with(
        span.host.context,
        Reflect.apply<unknown, never[], T>,
        undefined,
        fn,
        self,
        args as never[],
      );
    }
    const frame: Frame = { context: currentFrame()?.context, span };
    return registry.storage.run(frame, Reflect.apply<unknown, never[], T>, fn, self, args as never[]);
  } finally {
    depth -= 1;
  }
}
