import type { ContextManager } from "@opentelemetry/api";
import { registry } from "../registry.ts";
import { contextManager, EMPTY_CONTEXT } from "../vendors/otel.ts";

/** The key by which every SDK knows that what it does here is its own doing. */
const SUPPRESS = Symbol.for("OpenTelemetry SDK Context Key SUPPRESS_TRACING");

/** Runs an export outside of whatever request asked for it, and untraced: its calls are nobody's work. */
export function quietly<T>(run: () => T): T {
  const manager: ContextManager | undefined = contextManager();
  const suppressed = EMPTY_CONTEXT.setValue(SUPPRESS, true);
  return registry.storage.run({ context: undefined, span: undefined }, () =>
    manager === undefined ? run() : manager.with(suppressed, run),
  );
}
