import { test } from "uvu";
import * as assert from "uvu/assert";
import { isCompound, wordHints } from "../../transforms/categories/lexicon.ts";
import { pascalCase, tokens, words } from "../../transforms/categories/tokens.ts";

test("names are split at capitals, digits aside, and at all that is no letter", () => {
  assert.equal(tokens("FileSystemTool.service"), ["file", "system", "tool", "service"]);
  assert.equal(tokens("parseHTTPResponse_v2"), ["parse", "http", "response", "v2"]);
});

test("neighbours that are one known word are joined, but a word that only begins like one is not", () => {
  assert.equal(words("rate-limit-cache", isCompound), ["ratelimit", "cache"]);
  assert.equal(words("OpenAIClient", isCompound), ["openai", "client"]);
  assert.equal(words("HuggingFaceApi.credential", isCompound), ["huggingface", "api", "credential"]);
});

test("plurals, beginnings and ends", () => {
  assert.is(wordHints("queries")[0]?.category, "DATABASE_LAYER");
  assert.is(wordHints("retrieval")[0]?.category, "RAG_OPERATIONS");
  assert.is(wordHints("sequentialagents")[0]?.category, "AGENT_OPERATIONS");
  assert.equal(wordHints("foo"), []);
});

test("PascalCase keeps capitals", () => {
  assert.is(pascalCase("chat.controller"), "ChatController");
  assert.is(pascalCase("searchAPI-v2"), "SearchAPIV2");
});

test.run();
