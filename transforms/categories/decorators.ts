import type { CategoryName } from "../target.ts";

/** What a class or method decorator says. A bare `@Injectable()` says nothing. */
export const DECORATORS = {
  AGENT_OPERATIONS: "Agent",
  TOOL_OPERATIONS: "Tool Resource Prompt Mcp*",
  RAG_OPERATIONS: "",
  LLM_OPERATIONS: "",
  MEMORY_OPERATIONS: "",
  API_LAYER: "Controller RestController Get Post Put Delete Patch Resolver Route JsonController RPCMethod",
  DATABASE_LAYER: "Entity Table Schema EntityRepository ViewEntity",
  EXTERNAL_INTEGRATIONS: "",
  SECURITY_EVENTS: "~UseGuards",
  CONFIGURATION_MANAGEMENT: "",
  RESOURCE_MANAGEMENT: "",
  SYSTEM_HEALTH: "HealthCheck",
  ORCHESTRATION: "Cron Interval Processor Process Workflow OnQueueActive",
  COMMUNICATION: "WebSocketGateway SubscribeMessage OnEvent MessagePattern EventPattern EventSubscriber",
  SERVICE_OPERATIONS: "Module",
  PERFORMANCE: "",
  USER_INTERACTION: "Command",
  ERROR_TRACKING: "Catch",
} as const satisfies Record<CategoryName, string>;
