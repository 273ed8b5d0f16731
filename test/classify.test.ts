import { test } from "uvu";
import * as assert from "uvu/assert";
import { classify } from "../transforms/classify.ts";
import { migrateFile } from "../transforms/migrate.ts";
import type { Classified, MigrateOptions } from "../transforms/model.ts";
import { parse } from "../transforms/parse.ts";
import { ts } from "../transforms/syntax/ts.ts";
import type { CategoryName } from "../transforms/target.ts";

function classified(path: string, text = "", categories: MigrateOptions["categories"] = []): Classified {
  return classify(parse({ path: `/repo/${path}`, relativePath: path, text }), { categories });
}

/** As {@link classified}, in a package of a workspace. */
function packaged(name: string, path: string, text = "", keywords: readonly string[] = []): Classified {
  const source = { path: `/repo/${path}`, relativePath: path, text, package: { name, keywords } };
  return classify(parse(source), { categories: [] });
}

/** The innermost node whose text starts with `marker`. */
function nodeAt(file: Classified, marker: string): ts.Node {
  const offset = file.source.text.indexOf(marker);
  const find = (node: ts.Node): ts.Node =>
    ts.forEachChild(node, (c) => (c.getStart(file.ast) <= offset && offset < c.end ? find(c) : undefined)) ??
    node;
  return find(file.ast);
}

const PATHS: readonly (readonly [path: string, category: CategoryName])[] = [
  ["src/agents/react/react-agent.ts", "AGENT_OPERATIONS"],
  ["src/agents/tools/search.ts", "TOOL_OPERATIONS"],
  ["src/tools/production/file-system-tool.ts", "TOOL_OPERATIONS"],
  ["src/rag/ingestion/pipeline.ts", "RAG_OPERATIONS"],
  ["src/llm/providers.ts", "LLM_OPERATIONS"],
  ["src/memory/conversation-store.js", "MEMORY_OPERATIONS"],
  ["src/chat/chat.controller.ts", "API_LAYER"],
  ["src/db/migrations/001-init.ts", "DATABASE_LAYER"],
  ["src/integrations/github/client.ts", "EXTERNAL_INTEGRATIONS"],
  ["src/auth/jwt.ts", "SECURITY_EVENTS"],
  ["src/config/env.ts", "CONFIGURATION_MANAGEMENT"],
  ["src/cache/lru.ts", "RESOURCE_MANAGEMENT"],
  ["src/health.ts", "SYSTEM_HEALTH"],
  ["src/queue/scheduler.ts", "ORCHESTRATION"],
  ["src/notifications/email.ts", "COMMUNICATION"],
  ["src/things/foo.ts", "SERVICE_OPERATIONS"],
  ["bench/benchmark.ts", "PERFORMANCE"],
  ["src/cli/prompt.ts", "USER_INTERACTION"],
  ["src/errors/http-error.ts", "ERROR_TRACKING"],
];

for (const [path, category] of PATHS) {
  test(`${path} is ${category}`, () => assert.is(classified(path).module.category, category));
}

test("nothing known is SERVICE_OPERATIONS with low confidence", () => {
  const { module } = classified("src/things/foo.ts", "export const a = 1;");
  assert.is(module.confidence, "low");
  assert.equal(module.evidence, ["no signal for another category"]);
});

test("evidence names path, import, base class and calls", () => {
  const { module } = classified(
    "src/search.ts",
    `import { StructuredTool } from "@langchain/core/tools";
     export class Search extends StructuredTool { run() { return this.callTool("x"); } }`,
  );
  assert.is(module.category, "TOOL_OPERATIONS");
  assert.ok(module.evidence.includes('import "@langchain/core/tools"'), module.evidence.join("; "));
  assert.ok(module.evidence.includes("class extends StructuredTool"));
});

test("a route that calls an agent is the API layer", () => {
  const { module } = classified(
    "src/server.ts",
    `import express from "express"; import { ReactAgent } from "./agents/react-agent.ts";
     const app = express(); app.post("/run", async (req, res) => { res.json(await new ReactAgent().run(req.body)); });`,
  );
  assert.is(module.category, "API_LAYER");
});

test("a configured glob wins over every signal; the first that matches counts", () => {
  const categories = [
    { files: "src/{legacy,old}/**", category: "ORCHESTRATION" },
    { files: "src/**", category: "API_LAYER" },
  ] as const;
  assert.is(classified("src/old/agents/agent.ts", "", categories).module.category, "ORCHESTRATION");
  assert.is(classified("src/agents/agent.ts", "", categories).module.category, "API_LAYER");
  assert.equal(classified("src/agents/agent.ts", "", categories).module.evidence, [
    'configured for "src/**"',
  ]);
  assert.is(classified("../agents/agent.ts", "", categories).module.category, "AGENT_OPERATIONS");
});

test("a package says a little of all its files: it decides only where nothing else does", () => {
  assert.is(classified("packages/x/src/convert.ts").module.category, "SERVICE_OPERATIONS");
  const { category, confidence, evidence } = packaged("@ai-sdk/x", "packages/x/src/convert.ts", "", [
    "openai",
    "llm",
  ]).module;
  assert.is(category, "LLM_OPERATIONS");
  assert.is(confidence, "low");
  assert.ok(evidence.includes('package "@ai-sdk/x"'), evidence.join("; "));
  assert.is(packaged("@acme/llm-client", "packages/x/src/auth.ts").module.category, "SECURITY_EVENTS");
  assert.is(packaged("@acme/llm-client", "packages/x/src/utils/id.ts").module.category, "SERVICE_OPERATIONS");
});

test("the words of the package's name tell its files apart no longer", () => {
  const text = "export class McpTransport implements Transport { start() {} }";
  assert.is(classified("src/mcp/transport.ts", text).module.category, "COMMUNICATION");
  const { evidence } = packaged("@acme/mcp-nest", "src/mcp/read-body.ts", "export const mcpBody = 1;").module;
  assert.not.ok(
    evidence.some((sentence) => sentence.startsWith("names such as")),
    evidence.join("; "),
  );
});

test("packages of one workspace import its core, whatever they are about", () => {
  const text = 'import { Agent } from "@voltagent/core";\nexport const a = 1;\n';
  assert.is(classified("src/store.ts", text).module.category, "AGENT_OPERATIONS");
  assert.is(packaged("@voltagent/things", "src/store.ts", text).module.category, "SERVICE_OPERATIONS");
});

test("what a thing is for outweighs the form that it has; a router is one, whatever it routes", () => {
  for (const [path, category] of [
    ["src/oauth-credential-storage.ts", "SECURITY_EVENTS"],
    ["src/memory-persist-queue.ts", "MEMORY_OPERATIONS"],
    ["src/job-queue.ts", "ORCHESTRATION"],
    ["src/observability/in-memory-adapter.ts", "SYSTEM_HEALTH"],
    ["src/annotation-queue-router.ts", "API_LAYER"],
    ["src/hooks/use-agent-state.ts", "USER_INTERACTION"],
    ["src/utils/use-multi-file-auth-state.ts", "SECURITY_EVENTS"],
    ["scripts/release/publish.ts", "SERVICE_OPERATIONS"],
  ] as const)
    assert.is(classified(path).module.category, category, path);
});

test("a class of several that says nothing itself is of its module", () => {
  const file = classified(
    "src/rag/retriever.ts",
    `export class Hit { run() { one(); } }
     export class LoginGuard { run() { jwt.verify("token"); two(); } }`,
  );
  assert.is(file.at(nodeAt(file, "one")).category, "RAG_OPERATIONS");
  assert.is(file.at(nodeAt(file, "two")).category, "SECURITY_EVENTS");
});

test("where a module is of nothing in particular, a function's own name decides", () => {
  const file = classified(
    "src/utils/things.ts",
    `export function verifyJwt() { one(); }
     export function trim() { two(); }`,
  );
  assert.is(file.at(nodeAt(file, "one")).category, "SECURITY_EVENTS");
  assert.is(file.at(nodeAt(file, "two")).category, "SERVICE_OPERATIONS");
});

test("component: class, constant object, else the file", () => {
  const file = classified(
    "src/chat.controller.ts",
    `export class Chat { run() { one(); } }
     export const searchTool = { execute() { two(); } };
     const other = class { run() { three(); } };
     export const made = tool({ run: async () => four() });
     function free() { five(); }
     const bound = () => six();`,
  );
  assert.is(file.component, "ChatController");
  const components = ["one", "two", "three", "four", "five", "six"].map(
    (m) => file.at(nodeAt(file, m)).component,
  );
  assert.equal(components, ["Chat", "SearchTool", "other", "Made", "ChatController", "ChatController"]);
});

test("component of an index is its folder", () => {
  assert.is(classified("src/rag/index.ts").component, "Rag");
  assert.is(classified("index.ts").component, "Index");
  assert.is(classified("src/3d.ts").component, "Module3d");
});

test("classes of one file have categories of their own", () => {
  const file = classified(
    "src/all.ts",
    `export class SearchTool { run() { one(); } }
     export class ReactAgent { run() { two(); } }`,
  );
  assert.is(file.at(nodeAt(file, "one")).category, "TOOL_OPERATIONS");
  assert.is(file.at(nodeAt(file, "two")).category, "AGENT_OPERATIONS");
});

test("a function leaves its module's category only for strong signals of its own", () => {
  const file = classified(
    "src/rag/ingest.ts",
    `export async function ingest() { one(); }
     async function sendNotificationEmail(t) { await t.sendMail({}); two(); }`,
  );
  assert.is(file.at(nodeAt(file, "one")).category, "RAG_OPERATIONS");
  assert.is(file.at(nodeAt(file, "two")).category, "RAG_OPERATIONS");
});

test("a file that was migrated keeps its category, whatever its class is a part of", () => {
  const found = new Set<CategoryName>();
  for (let lines = 0; lines < 40; lines++) {
    const text = `${'console.warn("refused", { key });\n'.repeat(lines)}class ReclaimFailedError extends Error {\n  readonly code = "failed";\n}\n`;
    const source = { path: "/repo/sandbox/reclaim.ts", relativePath: "sandbox/reclaim.ts", text };
    const outcome = migrateFile(source, { only: ["log-call"], dialects: [], categories: [] });
    const after = outcome.kind === "changed" ? outcome.output : text;
    const { category } = classified(source.relativePath, text).module;
    found.add(category);
    assert.is(classified(source.relativePath, after).module.category, category, `${lines} lines`);
  }
  assert.ok(found.size > 1, "the class decides in a short file and not in a long one");
});

test.run();
