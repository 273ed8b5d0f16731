import { LogCategory } from "../category.ts";

/**
 * OpenTelemetry's GenAI names, of semantic-conventions-genai v0.1.0, status "development".
 * They have been renamed before, so they stand here and nowhere else, and never in rewritten code.
 */
export const GENAI_CONVENTIONS = "semantic-conventions-genai v0.1.0";

type Row = {
  /** `gen_ai.operation.name` unless the method's name says otherwise. */
  readonly operation: string;
  /** Attribute that the component's name goes into. */
  readonly named?: string;
  /** The first whose pattern the method's name matches. */
  readonly byMethod: readonly (readonly [RegExp, string])[];
};

const ROWS: { readonly [category in LogCategory]?: Row } = {
  [LogCategory.AGENT_OPERATIONS]: {
    operation: "invoke_agent",
    named: "gen_ai.agent.name",
    byMethod: [[/^(create|build|make|init)/i, "create_agent"]],
  },
  [LogCategory.TOOL_OPERATIONS]: { operation: "execute_tool", named: "gen_ai.tool.name", byMethod: [] },
  [LogCategory.RAG_OPERATIONS]: { operation: "retrieval", byMethod: [[/embed/i, "embeddings"]] },
  [LogCategory.LLM_OPERATIONS]: {
    operation: "chat",
    byMethod: [
      [/embed/i, "embeddings"],
      [/text_?completion/i, "text_completion"],
      [/generate_?content/i, "generate_content"],
    ],
  },
  [LogCategory.MEMORY_OPERATIONS]: {
    operation: "search_memory",
    byMethod: [
      [/^(create|add|store|save|write|remember)/i, "create_memory"],
      [/^upsert/i, "upsert_memory"],
      [/^update/i, "update_memory"],
      [/^(delete|remove|forget|clear)/i, "delete_memory"],
    ],
  },
  [LogCategory.ORCHESTRATION]: { operation: "invoke_workflow", named: "gen_ai.agent.name", byMethod: [] },
};

type Names = Readonly<Record<string, string>>;

const NONE: Names = {};
/** Names whose attributes are remembered, per category; beyond, they are worked out each time. */
const REMEMBERED = 500;
const remembered = new Map<LogCategory, Map<string, Names>>();

/** Attributes of a span named `Component.method` (or `function`) in a category; none outside GenAI. */
export function genAiAttributes(category: LogCategory, spanName: string): Names {
  const row = ROWS[category];
  if (row === undefined) return NONE;
  const known = remembered.get(category)?.get(spanName);
  if (known !== undefined) return known;
  const names = remembered.get(category) ?? new Map<string, Names>();
  const attributes = attributesOf(row, spanName);
  if (names.size < REMEMBERED) remembered.set(category, names.set(spanName, attributes));
  return attributes;
}

function attributesOf(row: Row, spanName: string): Names {
  const dot = spanName.lastIndexOf(".");
  const method = spanName.slice(dot + 1);
  const operation = row.byMethod.find(([pattern]) => pattern.test(method))?.[1] ?? row.operation;
  const component = dot > 0 ? spanName.slice(0, dot) : spanName;
  return {
    "gen_ai.operation.name": operation,
    ...(row.named === undefined ? {} : { [row.named]: component }),
  };
}
