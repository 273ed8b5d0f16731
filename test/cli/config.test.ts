import { suite } from "uvu";
import * as assert from "uvu/assert";
import { rebase } from "../../cli/config/rebase.ts";
import { loadConfig, migrateOptions } from "../../cli/config.ts";
import { UserError } from "../../cli/errors.ts";
import { type Folder, folder } from "./harness.ts";

const test = suite<{ at: Folder }>("config");
test.before.each((context) => {
  context.at = folder();
});
test.after.each(({ at }) => at.remove());

async function fault(promise: Promise<unknown>): Promise<UserError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("no fault");
}

const TS = `import { defineConfig } from "blog-migrate";
type Kind = "spans";
const only: Kind[] = ["spans"];
export default defineConfig({ only } satisfies object);
`;

const FORMS: Readonly<Record<string, string>> = {
  "blog.config.ts": TS,
  "blog.config.mts": TS,
  "blog.config.mjs": 'export default { only: ["spans"] };\n',
  "blog.config.cjs": 'module.exports = { only: ["spans"] };\n',
  "blog.config.js": 'module.exports = { only: ["spans"] };\n',
  "blog.config.json": '{ "$schema": "./schema.json", "only": ["spans"] }',
  "blog.config.yaml": "only:\n  - spans\n",
  ".blogrc": "only: [spans]\n",
  ".blogrc.json": '{ "only": ["spans"] }',
  ".blogrc.ts": TS,
  "package.json": '{ "name": "x", "blog": { "only": ["spans"] } }',
};
for (const [name, text] of Object.entries(FORMS)) {
  test(`reads ${name}`, async ({ at }) => {
    at.write({ [name]: text });
    const config = await loadConfig(at.root);
    assert.equal(config.only, ["spans"]);
    assert.is(config.file, `${at.root}/${name}`);
  });
}

test("leaves nothing behind when it loads TypeScript, also when the file throws", async ({ at }) => {
  at.git("init", "-q");
  at.write({ "blog.config.ts": 'throw new Error("out of order");\n' });
  const { message } = await fault(loadConfig(at.root));
  assert.match(message, "out of order");
  assert.is(at.git("status", "--porcelain"), "?? blog.config.ts\n");
});

test("without a file there are defaults", async ({ at }) => {
  const config = await loadConfig(at.root);
  assert.equal(config, { folder: at.root });
  assert.equal(migrateOptions(config, at.root), {
    only: ["log-call", "error-path", "span"],
    dialects: [],
    categories: [],
  });
});

test("the command line wins over the file", async ({ at }) => {
  at.write({ "blog.config.json": '{ "only": ["spans"] }' });
  const config = await loadConfig(at.root);
  assert.equal(migrateOptions(config, at.root).only, ["span"]);
  assert.equal(migrateOptions(config, at.root, ["log-calls"]).only, ["log-call"]);
});

test("is looked for up to the root of the repository, and no further", async ({ at }) => {
  at.write({ "blog.config.json": '{ "only": ["spans"] }', "repo/app/a.ts": "" });
  assert.is((await loadConfig(`${at.root}/repo/app`)).file, undefined);
  at.write({ "repo/.git/HEAD": "", "repo/.blogrc": "only: [log-calls]\n" });
  assert.equal((await loadConfig(`${at.root}/repo/app`)).only, ["log-calls"]);
});

test("a file that is named starts its globs where the command runs", async ({ at }) => {
  at.write({ "configs/blog.json": '{ "ignore": ["legacy/"] }' });
  const config = await loadConfig(at.root, "configs/blog.json");
  assert.equal(config.ignore, ["legacy/"]);
  assert.is(config.folder, at.root);
});

const WRONG: readonly (readonly [text: string, says: RegExp])[] = [
  ['{\n  "dialect": []\n}', /^blog\.config\.json:2:4: unknown key "dialect"\. Did you mean "dialects"\?/],
  ['{ "only": ["log-call"] }', /json:1:13: only\[0\] cannot be "log-call"\. Did you mean "log-calls"\?/],
  ['{ "only": "spans" }', /only must be a list, not "spans"/],
  ['{ "ignore": [""] }', /ignore\[0\] must be a text that is not empty/],
  [
    '{ "categories": [{ "files": "a", "category": "AGENT_OPERATION" }] }',
    /categories\[0\]\.category cannot be "AGENT_OPERATION"\. Did you mean "AGENT_OPERATIONS"\?/,
  ],
  ['{ "categories": [{ "category": "API_LAYER" }] }', /categories\[0\]\.files is missing/],
  ['{ "dialects": [{ "name": "x", "receivers": ["log"] }] }', /dialects\[0\]\.levels is missing/],
  [
    '{ "dialects": [{ "name": "x", "receivers": ["log"], "levels": { "problem": "eror" } }] }',
    /dialects\[0\]\.levels\.problem cannot be "eror"\. Did you mean "error"\?/,
  ],
  ['{ "logging": true }', /logging must be an object, not true/],
  ["[1]", /the configuration must be an object, not \[1\]/],
];
for (const [text, says] of WRONG) {
  test(`refuses ${text.replace("\n", "")}`, async ({ at }) => {
    at.write({ "blog.config.json": text });
    const { code, message } = await fault(loadConfig(at.root));
    assert.is(code, "config");
    assert.match(message, says);
  });
}

test("says everything that is wrong at once", async ({ at }) => {
  at.write({ "blog.config.yaml": "onli: [spans]\nignore: 1\n" });
  const { message } = await fault(loadConfig(at.root));
  assert.match(
    message,
    /blog\.config\.yaml:1:1: unknown key "onli"\. Did you mean "only"\?[^\n]*\n {2}ignore must/,
  );
});

test("a file with broken syntax is named", async ({ at }) => {
  at.write({ "blog.config.json": "{ not json" });
  const { code, message } = await fault(loadConfig(at.root));
  assert.is(code, "config-load");
  assert.match(message, "blog.config.json");
});

test("passes the runtime's settings on as they are", async ({ at }) => {
  at.write({ "blog.config.json": '{ "logging": { "samplingRate": 7, "anything": [null] } }' });
  assert.equal((await loadConfig(at.root)).logging, { samplingRate: 7, anything: [null] });
});

test("globs of a configuration further up are told from where the run starts", () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ["src/**", "", "src/**"],
    ["*.agent.ts", "packages/api", "*.agent.ts"],
    ["**/tools/**", "packages/api", "**/tools/**"],
    ["packages/*/src/**", "packages/api", "/src/**"],
    ["packages/api/src/a.ts", "packages/api", "/src/a.ts"],
    ["/packages/api/", "packages/api", "**"],
    ["packages", "packages/api", "packages"],
    ["/packages", "packages/api", "**"],
    ["apps/web/**", "packages/api", undefined],
    ["packages/**/x.ts", "packages/api", "**/x.ts"],
  ];
  for (const [glob, below, expected] of cases) assert.is(rebase(glob, below), expected, glob);
});

test("the real command obeys it", ({ at }) => {
  at.write({
    "blog.config.ts": `import { defineConfig } from "blog-migrate";
export default defineConfig({
  ignore: ["legacy/"],
  categories: [{ files: "src/**", category: "SECURITY_EVENTS" }],
  dialects: [{ name: "audit", receivers: ["audit"], levels: { problem: "error" } }],
});
`,
    "legacy/a.ts": 'console.log("a");\n',
    "src/a.ts": 'import { audit } from "./audit.js";\naudit.problem("door open");\n',
  });
  const { code, out } = at.run("--no-verify", ".");
  assert.is(code, 0);
  assert.match(out, "named by `ignore` in the configuration: legacy/");
  assert.match(at.read("src/a.ts"), 'backendLogger.error("door open", LogCategory.SECURITY_EVENTS, "');
  const wrong = folder({ "package.json": '{ "blog": { "onyl": [] } }', "a.ts": "" });
  const refused = wrong.run();
  assert.is(refused.code, 2);
  assert.match(refused.err, 'package.json:1:14: unknown key "onyl". Did you mean "only"?');
  wrong.remove();
});

test.run();
