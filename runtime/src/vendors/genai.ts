import { LogCategory } from "../category.ts";

/**
 * OpenTelemetry's GenAI names, of semantic-conventions-genai v0.1.0, status "development".
 * They have been renamed before, so they stand here and nowhere else, and never in rewritten code.
 */
export const GENAI_CONVENTIONS = "semantic-conventions-genai v0.1.0";

/** What a span may tell, and the attribute it is told in. */
export const GENAI = {
  operation: "gen_ai.operation.name",
  provider: "gen_ai.provider.name",
  agentName: "gen_ai.agent.name",
  toolName: "gen_ai.tool.name",
  toolCallId: "gen_ai.tool.call.id",
  conversation: "gen_ai.conversation.id",
  requestModel: "gen_ai.request.model",
  requestStream: "gen_ai.request.stream",
  responseModel: "gen_ai.response.model",
  responseId: "gen_ai.response.id",
  finishReasons: "gen_ai.response.finish_reasons",
  /** All tokens of the input, those from a cache included. */
  inputTokens: "gen_ai.usage.input_tokens",
  /** All tokens of the output, those of reasoning included. */
  outputTokens: "gen_ai.usage.output_tokens",
  cacheReadTokens: "gen_ai.usage.cache_read.input_tokens",
  cacheCreationTokens: "gen_ai.usage.cache_creation.input_tokens",
  reasoningTokens: "gen_ai.usage.reasoning.output_tokens",
  /** Content: only where `captureGenAiContent` is on. */
  inputMessages: "gen_ai.input.messages",
  outputMessages: "gen_ai.output.messages",
  toolArguments: "gen_ai.tool.call.arguments",
  toolResult: "gen_ai.tool.call.result",
} as const;

/** The conventions' names of providers, and how components and models betray them. The first match counts. */
const PROVIDERS: readonly {
  readonly name: string;
  readonly component: RegExp;
  readonly model?: RegExp;
}[] = [
  { name: "azure.ai.openai", component: /azure.?open.?ai/i },
  { name: "azure.ai.inference", component: /azure/i },
  { name: "aws.bedrock", component: /bedrock/i, model: /^(?:[a-z]{2}\.)?(?:anthropic|amazon|meta|cohere)\./ },
  { name: "gcp.vertex_ai", component: /vertex/i },
  { name: "deepseek", component: /deep.?seek/i, model: /^deepseek/ },
  { name: "groq", component: /groq/i },
  { name: "mistral_ai", component: /mistral/i, model: /^(?:mistral|mixtral|codestral|ministral|pixtral)/ },
  { name: "x_ai", component: /^x.?ai|grok/i, model: /^grok/ },
  { name: "perplexity", component: /perplexity/i, model: /^sonar/ },
  { name: "cohere", component: /cohere/i, model: /^(?:command|c4ai|embed-|rerank-)/ },
  { name: "moonshot_ai", component: /moonshot|kimi/i, model: /^(?:moonshot|kimi)/ },
  { name: "ibm.watsonx.ai", component: /watsonx/i, model: /^ibm\// },
  { name: "anthropic", component: /anthropic|claude/i, model: /^claude/ },
  { name: "gcp.gemini", component: /gemini|google|generative.?ai/i, model: /^(?:models\/)?(?:gemini|gemma)/ },
  {
    name: "openai",
    component: /open.?ai|chat.?gpt|\bgpt/i,
    model: /^(?:gpt|o[134](?:-|$)|chatgpt|text-embedding-|davinci|dall-e|whisper|ft:gpt)/,
  },
];

/** `OpenAIProvider`, `anthropic.messages`: the provider that a component or a client's own name for it tells of. */
export const providerNamed = (name: string): string | undefined =>
  PROVIDERS.find(({ component }) => component.test(name))?.name;

/** The maker of a model, by its name. */
export const providerOfModel = (model: string): string | undefined =>
  PROVIDERS.find((row) => row.model?.test(model))?.name;

type Row = {
  /** `gen_ai.operation.name` unless the method's name says otherwise. */
  readonly operation: string;
  /** Attribute that the component's name goes into. */
  readonly named?: string;
  /** The first whose pattern the method's name matches. */
  readonly byMethod: readonly (readonly [RegExp, string])[];
  /** Whether it is a call of a model: it has a provider, and its span is a client's. */
  readonly callsModel?: true;
  /** Whether what it returns may be a model's answer. */
  readonly answers?: true;
};

const ROWS: { readonly [category in LogCategory]?: Row } = {
  [LogCategory.AGENT_OPERATIONS]: {
    operation: "invoke_agent",
    named: GENAI.agentName,
    byMethod: [[/^(create|build|make|init)/i, "create_agent"]],
    answers: true,
  },
  [LogCategory.TOOL_OPERATIONS]: { operation: "execute_tool", named: GENAI.toolName, byMethod: [] },
  [LogCategory.RAG_OPERATIONS]: {
    operation: "retrieval",
    byMethod: [[/embed/i, "embeddings"]],
    answers: true,
  },
  [LogCategory.LLM_OPERATIONS]: {
    operation: "chat",
    byMethod: [
      [/embed/i, "embeddings"],
      [/text_?completion/i, "text_completion"],
      [/generate_?content/i, "generate_content"],
    ],
    callsModel: true,
    answers: true,
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
  [LogCategory.ORCHESTRATION]: {
    operation: "invoke_workflow",
    named: GENAI.agentName,
    byMethod: [],
    answers: true,
  },
};

/** What is worth looking at in the calls of a category; `undefined` outside GenAI. */
export const genAiRow = (category: LogCategory): Readonly<Row> | undefined => ROWS[category];

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
  const provider = row.callsModel ? providerNamed(component) : undefined;
  return {
    [GENAI.operation]: operation,
    ...(row.named === undefined ? {} : { [row.named]: component }),
    ...(provider === undefined ? {} : { [GENAI.provider]: provider }),
  };
}
