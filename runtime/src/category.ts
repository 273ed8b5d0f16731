/** What a record or span is about. Values are what is written in a line's `category`. */
export const LogCategory = {
  AGENT_OPERATIONS: "agent_operations",
  TOOL_OPERATIONS: "tool_operations",
  RAG_OPERATIONS: "rag_operations",
  LLM_OPERATIONS: "llm_operations",
  MEMORY_OPERATIONS: "memory_operations",
  API_LAYER: "api_layer",
  DATABASE_LAYER: "database_layer",
  EXTERNAL_INTEGRATIONS: "external_integrations",
  SECURITY_EVENTS: "security_events",
  CONFIGURATION_MANAGEMENT: "configuration_management",
  RESOURCE_MANAGEMENT: "resource_management",
  SYSTEM_HEALTH: "system_health",
  ORCHESTRATION: "orchestration",
  COMMUNICATION: "communication",
  SERVICE_OPERATIONS: "service_operations",
  PERFORMANCE: "performance",
  USER_INTERACTION: "user_interaction",
  ERROR_TRACKING: "error_tracking",
} as const;

export type LogCategory = (typeof LogCategory)[keyof typeof LogCategory];

export const LOG_CATEGORIES: readonly LogCategory[] = Object.values(LogCategory);
