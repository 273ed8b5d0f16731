/** The names of `blog-runtime` that added code uses. A test compares them with the runtime's exports. */
export const RUNTIME_PACKAGE = "blog-runtime";

export const RUNTIME_EXPORTS = {
  getLogger: "getLogger",
  category: "LogCategory",
  /** The ready logger, imported as it is by modules of an import cycle. */
  logger: "backendLogger",
} as const;

export const LOG_LEVELS = ["debug", "info", "warn", "error", "critical"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const LOGGER_METHODS = {
  span: "span",
  traced: "traced",
  traceMethods: "traceMethods",
} as const;

export const CATEGORIES = [
  "AGENT_OPERATIONS",
  "TOOL_OPERATIONS",
  "RAG_OPERATIONS",
  "LLM_OPERATIONS",
  "MEMORY_OPERATIONS",
  "API_LAYER",
  "DATABASE_LAYER",
  "EXTERNAL_INTEGRATIONS",
  "SECURITY_EVENTS",
  "CONFIGURATION_MANAGEMENT",
  "RESOURCE_MANAGEMENT",
  "SYSTEM_HEALTH",
  "ORCHESTRATION",
  "COMMUNICATION",
  "SERVICE_OPERATIONS",
  "PERFORMANCE",
  "USER_INTERACTION",
  "ERROR_TRACKING",
] as const;
export type CategoryName = (typeof CATEGORIES)[number];

/** First choice of each local name; the error binding is one that only this tool writes. */
export const LOCAL_NAMES = {
  logger: "backendLogger",
  getLogger: "getLogger",
  category: "LogCategory",
  error: "backendError",
} as const;

/** Ends the message of each line that `lint --fix` adds with the project's own logger. */
export const FIX_MARK = " (handled here)";

/** Whether a text may have anything added in it, as far as a look tells that costs no parse. */
export const mayHaveAdded = (text: string): boolean =>
  text.includes(RUNTIME_PACKAGE) || text.includes(FIX_MARK);
