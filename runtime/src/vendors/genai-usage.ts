import { isCount, isObject, own, ownOf } from "./own.ts";

/** Tokens as one answer, or one piece of a streamed one, tells of them. */
export type Usage = {
  inputTokens?: number;
  outputTokens?: number;
  cacheReadTokens?: number;
  cacheCreationTokens?: number;
  reasoningTokens?: number;
};

/** Where the libraries put their counts; a dotted name is that of a nested one. */
const PLACES = {
  inputTokens: ["prompt_tokens", "input_tokens", "inputTokens", "promptTokens", "promptTokenCount"],
  outputTokens: [
    "completion_tokens",
    "output_tokens",
    "outputTokens",
    "completionTokens",
    "candidatesTokenCount",
  ],
  cacheReadTokens: [
    "prompt_tokens_details.cached_tokens", // OpenAI, chat
    "input_tokens_details.cached_tokens", // OpenAI, responses
    "cache_read_input_tokens", // Anthropic
    "input_token_details.cache_read", // LangChain
    "inputTokenDetails.cacheReadTokens", // Vercel AI 6 and 7
    "cachedInputTokens", // Vercel AI 5
    "cachedContentTokenCount", // Gemini
  ],
  cacheCreationTokens: [
    "cache_creation_input_tokens",
    "input_token_details.cache_creation",
    "inputTokenDetails.cacheWriteTokens",
  ],
  reasoningTokens: [
    "completion_tokens_details.reasoning_tokens",
    "output_tokens_details.reasoning_tokens",
    "output_token_details.reasoning",
    "outputTokenDetails.reasoningTokens",
    "reasoningTokens",
    "thoughtsTokenCount",
  ],
} as const satisfies Record<keyof Usage, readonly string[]>;

/** Objects that hold counts. The first that is there counts: Vercel AI's `usage` is of the last step, `totalUsage` of all. */
export const HOLDERS = [
  "totalUsage",
  "usage_metadata",
  "usageMetadata",
  "usage",
  "tokenUsage",
  "token_usage",
];

/** The counts that an object tells of; `undefined` where it tells of none. */
export function usageOf(value: unknown): Usage | undefined {
  const holder = ownOf(value, HOLDERS, isObject);
  return holder === undefined ? undefined : countsOf(holder);
}

/** The counts in a usage object itself. */
export function countsOf(holder: object): Usage | undefined {
  const usage: Usage = {};
  for (const field of Object.keys(PLACES) as (keyof Usage)[]) {
    const count = countAt(holder, PLACES[field]);
    if (count !== undefined) usage[field] = count;
  }
  normalize(usage, holder);
  return Object.keys(usage).length === 0 ? undefined : usage;
}

function countAt(holder: object, places: readonly string[]): number | undefined {
  for (const place of places) {
    const dot = place.indexOf(".");
    const count = dot < 0 ? own(holder, place) : own(own(holder, place.slice(0, dot)), place.slice(dot + 1));
    if (isCount(count)) return count;
  }
  return undefined;
}

/** The conventions count all of the input and all of the output; Anthropic leaves out the cache, Gemini the thoughts. */
function normalize(usage: Usage, holder: object): void {
  const isAnthropic =
    isCount(own(holder, "cache_read_input_tokens")) || isCount(own(holder, "cache_creation_input_tokens"));
  if (isAnthropic && usage.inputTokens !== undefined) {
    usage.inputTokens += (usage.cacheReadTokens ?? 0) + (usage.cacheCreationTokens ?? 0);
  }
  const thoughts = own(holder, "thoughtsTokenCount");
  if (isCount(thoughts)) usage.outputTokens = (usage.outputTokens ?? 0) + thoughts;
}
