import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";
import { collectUntil } from "../helpers/collect.ts";

const LLM = LogCategory.LLM_OPERATIONS;

/** What a span over `value` tells, without what its name tells. */
async function told(value: unknown, name = "Client.ask", category: LogCategory = LLM) {
  const { logger, spans } = createTestLogger();
  await logger.traced(name, category, async () => value)();
  const { "gen_ai.operation.name": _, ...attributes } = spans[0]?.attributes ?? {};
  return attributes;
}

/** What a span over a stream of these chunks tells, and that they came through untouched. */
async function streamed(chunks: readonly unknown[], category: LogCategory = LLM) {
  const { logger, spans } = createTestLogger();
  const stream = await logger.traced("Client.stream", category, async () =>
    (async function* () {
      yield* chunks;
    })(),
  )();
  assert.is(spans.length, 0);
  const read: unknown[] = [];
  for await (const chunk of stream) read.push(chunk);
  assert.ok(read.every((chunk, index) => chunk === chunks[index]));
  assert.is(spans.length, 1);
  const { "gen_ai.operation.name": _, ...attributes } = spans[0]?.attributes ?? {};
  return attributes;
}

const usage = (input: number, output: number, more: Record<string, number> = {}) => ({
  "gen_ai.usage.input_tokens": input,
  "gen_ai.usage.output_tokens": output,
  ...more,
});

test("OpenAI, chat completions", async () => {
  const answer = {
    id: "chatcmpl-1",
    object: "chat.completion",
    model: "gpt-5-mini-2025-08-07",
    choices: [{ index: 0, message: { role: "assistant", content: "secret answer" }, finish_reason: "stop" }],
    usage: {
      prompt_tokens: 19,
      completion_tokens: 10,
      total_tokens: 29,
      prompt_tokens_details: { cached_tokens: 3 },
      completion_tokens_details: { reasoning_tokens: 4 },
    },
  };
  assert.equal(await told(answer), {
    "gen_ai.provider.name": "openai",
    "gen_ai.response.model": "gpt-5-mini-2025-08-07",
    "gen_ai.response.id": "chatcmpl-1",
    "gen_ai.response.finish_reasons": ["stop"],
    ...usage(19, 10, {
      "gen_ai.usage.cache_read.input_tokens": 3,
      "gen_ai.usage.reasoning.output_tokens": 4,
    }),
  });
});

test("OpenAI, chat completions, streamed: the last chunk has the counts", async () => {
  const chunk = { id: "chatcmpl-1", object: "chat.completion.chunk", model: "gpt-5" };
  assert.equal(
    await streamed([
      { ...chunk, choices: [{ delta: { content: "a" }, finish_reason: null }], usage: null },
      { ...chunk, choices: [{ delta: {}, finish_reason: "length" }], usage: null },
      { ...chunk, choices: [], usage: { prompt_tokens: 5, completion_tokens: 7 } },
    ]),
    {
      "gen_ai.provider.name": "openai",
      "gen_ai.response.model": "gpt-5",
      "gen_ai.response.id": "chatcmpl-1",
      "gen_ai.response.finish_reasons": ["length"],
      ...usage(5, 7),
    },
  );
});

test("OpenAI, responses, whole and streamed", async () => {
  const response = {
    id: "resp_1",
    object: "response",
    model: "o3",
    status: "completed",
    output: [],
    usage: {
      input_tokens: 36,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 87,
      output_tokens_details: { reasoning_tokens: 64 },
    },
  };
  const expected = {
    "gen_ai.provider.name": "openai",
    "gen_ai.response.model": "o3",
    "gen_ai.response.id": "resp_1",
    ...usage(36, 87, {
      "gen_ai.usage.cache_read.input_tokens": 0,
      "gen_ai.usage.reasoning.output_tokens": 64,
    }),
  };
  assert.equal(await told(response), expected);
  const events = [
    { type: "response.created", response: { ...response, usage: null } },
    { type: "response.output_text.delta", delta: "Hi" },
    { type: "response.completed", response },
  ];
  assert.equal(await streamed(events), expected);
});

test("OpenAI, embeddings", async () => {
  const { logger, spans } = createTestLogger();
  await logger.traced("Index.embedAll", LogCategory.RAG_OPERATIONS, async () => ({
    object: "list",
    data: [],
    model: "text-embedding-3-small",
    usage: { prompt_tokens: 8, total_tokens: 8 },
  }))();
  assert.equal(spans[0]?.attributes, {
    "gen_ai.operation.name": "embeddings",
    "gen_ai.provider.name": "openai",
    "gen_ai.response.model": "text-embedding-3-small",
    "gen_ai.usage.input_tokens": 8,
  });
});

test("Anthropic, messages: the input counts the cache too", async () => {
  const message = {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-sonnet-4-5",
    content: [{ type: "text", text: "Hi" }],
    stop_reason: "end_turn",
    usage: {
      input_tokens: 10,
      output_tokens: 6,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 20,
    },
  };
  const expected = {
    "gen_ai.provider.name": "anthropic",
    "gen_ai.response.model": "claude-sonnet-4-5",
    "gen_ai.response.id": "msg_1",
    "gen_ai.response.finish_reasons": ["end_turn"],
    ...usage(130, 6, {
      "gen_ai.usage.cache_read.input_tokens": 100,
      "gen_ai.usage.cache_creation.input_tokens": 20,
    }),
  };
  assert.equal(await told(message), expected);
  assert.equal(
    await streamed([
      {
        type: "message_start",
        message: { ...message, stop_reason: null, usage: { ...message.usage, output_tokens: 1 } },
      },
      { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hi" } },
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 6 } },
      { type: "message_stop" },
    ]),
    expected,
  );
});

test("Gemini, whole and streamed: the output counts the thoughts too", async () => {
  class GenerateContentResponse {
    candidates = [{ content: { parts: [{ text: "Hi" }] }, finishReason: "STOP" }];
    modelVersion = "gemini-2.5-flash";
    responseId = "r1";
    usageMetadata = {
      promptTokenCount: 4,
      candidatesTokenCount: 5,
      thoughtsTokenCount: 30,
      cachedContentTokenCount: 2,
      totalTokenCount: 39,
    };
    get text(): string {
      throw new Error("must not be read");
    }
  }
  const expected = {
    "gen_ai.provider.name": "gcp.gemini",
    "gen_ai.response.model": "gemini-2.5-flash",
    "gen_ai.response.id": "r1",
    "gen_ai.response.finish_reasons": ["STOP"],
    ...usage(4, 35, {
      "gen_ai.usage.cache_read.input_tokens": 2,
      "gen_ai.usage.reasoning.output_tokens": 30,
    }),
  };
  assert.equal(await told(new GenerateContentResponse()), expected);
  assert.equal(await streamed([new GenerateContentResponse(), new GenerateContentResponse()]), expected);
});

test("LangChain messages: chunks add up, as concat would", async () => {
  const message = {
    id: "run-1",
    content: "Hi",
    usage_metadata: {
      input_tokens: 7,
      output_tokens: 3,
      total_tokens: 10,
      input_token_details: { cache_read: 1 },
      output_token_details: { reasoning: 2 },
    },
    response_metadata: { model_provider: "anthropic", model_name: "claude-x", finish_reason: "stop" },
  };
  const attributes = {
    "gen_ai.provider.name": "anthropic",
    "gen_ai.response.model": "claude-x",
    "gen_ai.response.id": "run-1",
    "gen_ai.response.finish_reasons": ["stop"],
  };
  const more = (times: number) =>
    usage(7 * times, 3 * times, {
      "gen_ai.usage.cache_read.input_tokens": times,
      "gen_ai.usage.reasoning.output_tokens": 2 * times,
    });
  assert.equal(await told(message), { ...attributes, ...more(1) });
  assert.equal(await streamed([message, message]), { ...attributes, ...more(2) });
  const older = { response_metadata: { tokenUsage: { promptTokens: 1, completionTokens: 2 } } };
  assert.equal(await told(older), usage(1, 2));
  const result = { generations: [], llmOutput: { tokenUsage: { promptTokens: 1, completionTokens: 2 } } };
  assert.equal(await told(result), usage(1, 2));
});

class GenerateTextResult {
  steps = [
    {
      finishReason: "tool-calls",
      usage: { inputTokens: 1, outputTokens: 1 },
      model: { provider: "openai.responses", modelId: "gpt-5" },
    },
    {
      finishReason: "stop",
      usage: { inputTokens: 3, outputTokens: 4 },
      model: { provider: "openai.responses", modelId: "gpt-5" },
    },
  ];
  totalUsage = {
    inputTokens: 4,
    outputTokens: 5,
    inputTokenDetails: { cacheReadTokens: 2 },
    outputTokenDetails: { reasoningTokens: 1 },
  };
  get usage(): never {
    throw new Error("must not be read");
  }
}

const vercel = {
  "gen_ai.provider.name": "openai",
  "gen_ai.response.model": "gpt-5",
  "gen_ai.response.finish_reasons": ["stop"],
  ...usage(4, 5, { "gen_ai.usage.cache_read.input_tokens": 2, "gen_ai.usage.reasoning.output_tokens": 1 }),
};

test("Vercel AI, generateText: totals of all steps", async () => {
  assert.equal(await told(new GenerateTextResult()), vercel);
});

test("Vercel AI, the parts of a stream", async () => {
  assert.equal(
    await streamed([
      { type: "text-delta", text: "a" },
      {
        type: "finish-step",
        finishReason: "stop",
        usage: { inputTokens: 1, outputTokens: 2 },
        response: { id: "x", modelId: "mistral-large" },
      },
      { type: "finish", finishReason: "stop", totalUsage: { inputTokens: 3, outputTokens: 4 } },
    ]),
    {
      "gen_ai.provider.name": "mistral_ai",
      "gen_ai.response.model": "mistral-large",
      "gen_ai.response.id": "x",
      "gen_ai.response.finish_reasons": ["stop"],
      ...usage(3, 4),
    },
  );
});

/** As Vercel AI has it: what a stream will come to, made into a promise only when somebody asks. */
class DelayedPromise {
  status: unknown = { type: "pending" };
  get promise(): never {
    throw new Error("must not be read");
  }
  resolve(value: unknown): void {
    this.status = { type: "resolved", value };
  }
  reject(error: unknown): void {
    this.status = { type: "rejected", error };
  }
}

class StreamTextResult {
  _totalUsage = new DelayedPromise();
  _steps = new DelayedPromise();
  get fullStream(): never {
    throw new Error("must not be read");
  }
}

test("Vercel AI, streamText: the span ends when the stream has been read, and no getter is run", () => {
  const { logger, spans } = createTestLogger();
  const result = logger.traced("Llm.stream", LLM, () => new StreamTextResult())();
  assert.is(spans.length, 0);
  const { steps, totalUsage } = new GenerateTextResult();
  result._totalUsage.resolve(totalUsage);
  result._steps.resolve(steps);
  assert.equal(result._steps.status, { type: "resolved", value: steps });
  assert.equal(spans[0]?.attributes, { "gen_ai.operation.name": "chat", ...vercel });
  const failing = logger.traced("Llm.stream", LLM, () => new StreamTextResult())();
  failing._steps.reject(new Error("cut off"));
  assert.is(spans[1]?.outcome, "error");
});

test("a streamText result that nobody reads is abandoned", async () => {
  const { logger, spans } = createTestLogger();
  (() => void logger.traced("Llm.stream", LLM, () => new StreamTextResult())())();
  assert.ok(await collectUntil(() => spans.length === 1));
  assert.is(spans[0]?.outcome, "abandoned");
});

test("the provider: by the component, else by the model, else by the answer's shape", async () => {
  const answer = (model: string) => ({ object: "chat.completion", model, usage: { prompt_tokens: 1 } });
  const provider = async (name: string, model: string) =>
    (await told(answer(model), name))["gen_ai.provider.name"];
  assert.is(await provider("AzureOpenAIProvider.chat", "gpt-5"), "azure.ai.openai");
  assert.is(await provider("GroqClient.chat", "llama-4"), "groq");
  assert.is(await provider("Router.chat", "deepseek-chat"), "deepseek");
  assert.is(await provider("Router.chat", "llama-4"), "openai");
});

test("this and the arguments tell model, stream, tool, call and conversation", async () => {
  const { logger, spans } = createTestLogger();
  class Model {
    model = "gpt-5";
    async chat(_request: object): Promise<string> {
      return "";
    }
  }
  class Search {
    name = "web_search";
    async execute(_input: object, _options: object): Promise<string> {
      return "";
    }
  }
  class Agent {
    name = "planner";
    async run(_input: object): Promise<void> {}
  }
  logger.traceMethods(Model, LLM, ["chat"]);
  logger.traceMethods(Search, LogCategory.TOOL_OPERATIONS, ["execute"]);
  logger.traceMethods(Agent, LogCategory.AGENT_OPERATIONS, ["run"]);
  await new Model().chat({ messages: [] });
  await new Model().chat({ model: "gpt-6", stream: true });
  await new Search().execute({ query: "x" }, { toolCallId: "call_1" });
  await logger.withContext({ sessionId: "s1" }, () => new Agent().run({ threadId: "t1" }));
  await new Agent().run({ threadId: "t1" });
  assert.equal(
    spans.map(({ attributes }) => attributes),
    [
      { "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-5" },
      { "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-6", "gen_ai.request.stream": true },
      {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "web_search",
        "gen_ai.tool.call.id": "call_1",
      },
      {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.name": "planner",
        "gen_ai.conversation.id": "s1",
      },
      {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.name": "planner",
        "gen_ai.conversation.id": "t1",
      },
    ].map((attributes) =>
      attributes["gen_ai.request.model"] === undefined
        ? attributes
        : { ...attributes, "gen_ai.provider.name": "openai" },
    ),
  );
});

test("content is kept only where it is asked for, and bounded", async () => {
  const request = { messages: [{ role: "user", content: "What is 6 × 7?" }] };
  const answer = {
    object: "chat.completion",
    model: "gpt-5",
    choices: [{ message: { role: "assistant", content: "42" }, finish_reason: "stop" }],
  };
  const silent = createTestLogger();
  await silent.logger.traced("Llm.chat", LLM, async (_request: object) => answer)(request);
  assert.not.match(JSON.stringify(silent.spans), /6 × 7|"42"/);

  const { logger, spans } = createTestLogger({ captureGenAiContent: true });
  await logger.traced("Llm.chat", LLM, async (_request: object) => answer)(request);
  assert.equal(JSON.parse(String(spans[0]?.attributes["gen_ai.input.messages"])), [
    { role: "user", parts: [{ type: "text", content: "What is 6 × 7?" }] },
  ]);
  assert.equal(JSON.parse(String(spans[0]?.attributes["gen_ai.output.messages"])), [
    { role: "assistant", parts: [{ type: "text", content: "42" }], finish_reason: "stop" },
  ]);
  const stream = logger.traced("Llm.stream", LLM, async function* (_prompt: string) {
    for (let index = 0; index < 1000; index += 1)
      yield { choices: [{ delta: { content: "x".repeat(100) } }] };
  });
  for await (const _ of stream("go")) {
    // Read to the end.
  }
  assert.ok(String(spans[1]?.attributes["gen_ai.output.messages"]).length < 33_500);
  await logger.traced("Tool.run", LogCategory.TOOL_OPERATIONS, async (_input: object) => ({ sum: 3 }))({
    a: 1,
  });
  assert.is(spans[2]?.attributes["gen_ai.tool.call.arguments"], '{"a":1}');
  assert.is(spans[2]?.attributes["gen_ai.tool.call.result"], '{"sum":3}');
});

test("hostile values are looked at without running anything of theirs", async () => {
  const touched: string[] = [];
  const trap = (name: string) => () => {
    touched.push(name);
    throw new Error(name);
  };
  const getters = Object.defineProperties(
    {},
    Object.fromEntries(
      ["usage", "model", "response", "choices", "steps", "name", "object", "type"].map((key) => [
        key,
        { get: trap(key), enumerable: true },
      ]),
    ),
  );
  const proxy = new Proxy(
    {},
    { get: trap("get"), has: trap("has"), getOwnPropertyDescriptor: trap("own"), ownKeys: trap("keys") },
  );
  const cyclic: Record<string, unknown> = { usage: { prompt_tokens: -1, completion_tokens: Number.NaN } };
  cyclic.response = cyclic;
  const values = [getters, proxy, { usage: proxy }, { choices: proxy }, cyclic, [1], null, 3n, () => 1];
  for (const captureGenAiContent of [false, true]) {
    const { logger, spans } = createTestLogger({ captureGenAiContent });
    for (const value of values) {
      const result = logger.traced("Llm.chat", LLM, function (this: unknown, _argument: unknown) {
        return value;
      });
      assert.is(Reflect.apply(result, getters, [getters]), value);
      assert.is(Reflect.apply(result, proxy, [proxy]), value);
    }
    assert.is(spans.length, values.length * 2);
    assert.equal(logger.getMetrics().internalErrors, {});
  }
  assert.equal(touched, []);
});

test.run();
