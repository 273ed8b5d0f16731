import type { LoggingConfig } from "../config/settings.ts";

/** Settings of a logger that writes nowhere, sends nothing of its own accord, and tells its troubles to a list. */
export const quiet = (told: string[]): LoggingConfig => ({
  level: "debug",
  destination: { write: () => {} },
  enableSampling: false,
  enableErrorAggregation: false,
  enableOpentelemetry: false,
  onInternalError: ({ message }) => void told.push(message),
});
