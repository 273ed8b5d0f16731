import type { BackendLogger } from "./api.ts";
import type { LineDestination, LoggingConfig } from "./config/settings.ts";
import { configureLogging, createLogger } from "./index.ts";
import type { FinishedSpan } from "./record.ts";

/** A line, parsed. */
export type CapturedLine = {
  readonly level: number;
  readonly time: number;
  readonly msg: string;
  readonly category: string;
  readonly component: string;
  readonly [key: string]: unknown;
};

/** Keeps what is written, for a test to look at. Give it as `destination`. */
export type MemoryDestination = LineDestination & {
  /** Lines as written, each with its line end. */
  readonly lines: readonly string[];
  /** The same, parsed; lines about finished spans included where `spanLog` lets them through. */
  readonly records: readonly CapturedLine[];
  /** Spans in the order they ended. */
  readonly spans: readonly FinishedSpan[];
  readonly clear: () => void;
};

export function memoryDestination(): MemoryDestination {
  // Live arrays, not getters, so that `const { records } = …` sees what comes later.
  const lines: string[] = [];
  const records: CapturedLine[] = [];
  const spans: FinishedSpan[] = [];
  return {
    lines,
    records,
    spans,
    write(line) {
      lines.push(line);
      records.push(JSON.parse(line) as CapturedLine);
    },
    span(span) {
      spans.push(span);
    },
    clear() {
      lines.length = 0;
      records.length = 0;
      spans.length = 0;
    },
  };
}

/** A logger that writes to memory. */
export type TestLogger = MemoryDestination & { readonly logger: BackendLogger };

/**
 * A separate logger that writes to memory; all levels, no lines about spans.
 * @example const { logger, records } = createTestLogger();
 */
export function createTestLogger(config: LoggingConfig = {}): TestLogger {
  const memory = memoryDestination();
  const logger = createLogger({ level: "debug", spanLog: "off", ...config, destination: memory });
  return Object.defineProperty(memory, "logger", { value: logger, enumerable: true }) as TestLogger;
}

/** What the process's one logger writes, until `restore()`, goes to memory. */
export function captureLogs(
  config: LoggingConfig = {},
): MemoryDestination & { readonly restore: () => void } {
  const memory = memoryDestination();
  const set = { level: "debug", spanLog: "off", ...config, destination: memory } as const;
  configureLogging(set);
  const unset = Object.fromEntries(Object.keys(set).map((key) => [key, undefined]));
  return Object.assign(memory, { restore: () => configureLogging(unset) });
}
