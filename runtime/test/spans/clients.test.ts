import OpenAI from "openai";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";

const C = LogCategory.LLM_OPERATIONS;
const CHUNKS = ["Hel", "lo"].map(
  (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`,
);

function clientThatCounts() {
  let requests = 0;
  let parsed = 0;
  const client = new OpenAI({
    apiKey: "none",
    fetch: async (_url, init) => {
      requests += 1;
      if (String(init?.body).includes('"stream":true')) {
        return new Response(`${CHUNKS.join("")}data: [DONE]\n\n`, {
          headers: { "content-type": "text/event-stream" },
        });
      }
      const response = new Response(JSON.stringify({ choices: [{ message: { content: "hi" } }] }), {
        headers: { "content-type": "application/json", "x-request-id": "req-1" },
      });
      const read = response.text.bind(response);
      const count = () => {
        parsed += 1;
      };
      return Object.defineProperty(response, "json", {
        value: async () => {
          count();
          return JSON.parse(await read());
        },
      });
    },
  });
  return { client, counts: () => ({ requests, parsed }) };
}

async function count(values: AsyncIterable<unknown>): Promise<number> {
  let counted = 0;
  for await (const _ of values) counted += 1;
  return counted;
}

test("openai's lazy promise keeps its methods, and is parsed when it was", async () => {
  const { logger, spans } = createTestLogger();
  const { client, counts } = clientThatCounts();
  const ask = logger.traced("Client.ask", C, () =>
    client.chat.completions.create({ model: "m", messages: [{ role: "user", content: "hi" }] }),
  );
  const answer = ask();
  assert.is(answer.constructor.name, "APIPromise");
  const raw = await answer.asResponse();
  assert.is(raw.status, 200);
  assert.equal(counts(), { requests: 1, parsed: 0 });
  assert.is((await answer).choices[0]?.message.content, "hi");
  assert.equal(counts(), { requests: 1, parsed: 1 });
  const { data, request_id } = await ask().withResponse();
  assert.is(data.choices[0]?.message.content, "hi");
  assert.is(request_id, "req-1");
  assert.is(spans[0]?.outcome, "ok");
});

test("openai's stream, returned or awaited inside", async () => {
  const { logger, spans } = createTestLogger();
  const { client } = clientThatCounts();
  const create = async () =>
    client.chat.completions.create({ model: "m", messages: [{ role: "user", content: "hi" }], stream: true });
  const opened = await create();
  const stream = logger.traced("Client.open", C, () => opened)();
  assert.is(stream, opened);
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  assert.is(text, "Hello");
  assert.is(spans[0]?.outcome, "ok");
  const [left, right] = logger
    .traced(
      "Client.open",
      C,
      (value: Awaited<ReturnType<typeof create>>) => value,
    )(await create())
    .tee();
  const [a, b] = await Promise.all([left, right].map(async (half) => count(half)));
  assert.equal([a, b], [2, 2]);
});

test.run();
