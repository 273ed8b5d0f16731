/* The user's own jscodeshift transforms, named in the configuration, in our pipeline. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { migrate } from "../../cli/commands/migrate.ts";
import { revert } from "../../cli/commands/revert.ts";
import type { MigrateCommandOptions } from "../../cli/options.ts";
import type { FileReport, Report } from "../../transforms/report.ts";
import { type Folder, fakeTerminal, folder } from "./harness.ts";

const test = suite<{ at: Folder }>("own transforms");
test.before.each((context) => {
  context.at = folder({ "package.json": '{ "type": "module" }\n' });
});
test.after.each(({ at }) => at.remove());

const OPTIONS: MigrateCommandOptions = {
  dryRun: false,
  check: false,
  force: true,
  quiet: true,
  verify: false,
  includeGenerated: false,
  interactive: false,
  finalize: false,
  formatFiles: false,
  format: "json",
};

type Ran = { readonly code: number; readonly report: Report; readonly file: (path: string) => FileReport };

async function run(at: Folder, options: Partial<MigrateCommandOptions> = {}): Promise<Ran> {
  const { terminal, written } = fakeTerminal(at.root);
  const code = await migrate(["src"], { ...OPTIONS, ...options }, terminal);
  const report = JSON.parse(written.out) as Report;
  return { code, report, file: (path) => report.files.find((f) => f.path === path)! };
}

const config = (transforms: unknown, more: object = {}): string =>
  JSON.stringify({ transforms, only: ["transforms", "log-calls"], ...more });

/** Renames a function wherever it is written. */
const rename = (from: string, to: string): string =>
  `export default (file, { j }) => j(file.source).find(j.Identifier, { name: "${from}" }).replaceWith(() => j.identifier("${to}")).toSource();\n`;

const BEFORE = 'export function one() {\n  console.log("one");\n}\n';

test("they run in their order, in front of our edits, and what they make is what is migrated", async ({
  at,
}) => {
  at.write({
    "src/a.ts": BEFORE,
    "src/b.ts": "export const other = 1;\n",
    "codemods/first.mjs": rename("one", "two"),
    "codemods/second.mjs": rename("two", "three"),
    "blog.config.json": config(["./codemods/first.mjs", { path: "codemods/second.mjs" }]),
  });
  const { code, report, file } = await run(at);
  assert.is(code, 0);
  assert.match(
    at.read("src/a.ts"),
    /import .*"blog-runtime"[\s\S]*export function three\(\) \{\n {2}console\.log\("one"\);\n {2}backendLogger/,
  );
  assert.is(at.read("src/b.ts"), "export const other = 1;\n");
  assert.equal(report.totals.transforms, { found: 2, done: 2, declined: 0, already: 0 });
  assert.equal(
    file("src/a.ts").edits.filter(({ kind }) => kind === "transform"),
    [
      { kind: "transform", line: 1, column: 1, summary: "codemods/first.mjs: +1 -1 lines" },
      { kind: "transform", line: 1, column: 1, summary: "codemods/second.mjs: +1 -1 lines" },
    ],
  );
  const after = at.read("src/a.ts");
  const again = await run(at, { check: true });
  assert.is(again.code, 0, "a second run has nothing to do");
  assert.is(again.report.totals.transforms.found, 0);
  assert.is(at.read("src/a.ts"), after);
});

test("revert leaves what they changed, and says so", async ({ at }) => {
  at.write({
    "src/a.ts": BEFORE,
    "codemods/first.mjs": rename("one", "two"),
    "blog.config.json": config(["./codemods/first.mjs"]),
  });
  await run(at);
  const { terminal, written } = fakeTerminal(at.root);
  assert.is(await revert(["src"], { ...OPTIONS, quiet: false, format: "pretty" }, terminal), 0);
  assert.is(at.read("src/a.ts"), BEFORE.replace("one()", "two()"));
  assert.match(
    written.out,
    /What your own transforms changed \(\.\/codemods\/first\.mjs\) is not taken back/,
  );
});

test("a dry run and a check write nothing and count them; `only` can leave them out", async ({ at }) => {
  at.write({
    "src/a.ts": "export const one = 1;\n",
    "codemods/first.mjs": rename("one", "two"),
    "blog.config.json": config(["./codemods/first.mjs"]),
  });
  const dry = await run(at, { dryRun: true });
  assert.is(dry.code, 0);
  assert.equal([dry.report.totals.changed, dry.report.totals.transforms.done], [1, 1]);
  assert.is((await run(at, { check: true })).code, 1);
  const without = await run(at, { only: ["log-calls"] });
  assert.equal([without.report.totals.changed, without.report.totals.transforms.found], [0, 0]);
  assert.is(at.read("src/a.ts"), "export const one = 1;\n");
  const diff = fakeTerminal(at.root);
  await migrate(["src"], { ...OPTIONS, dryRun: true, format: "diff" }, diff.terminal);
  assert.match(diff.written.out, "-export const one = 1;\n+export const two = 1;\n");
});

test("each way to fail is a finding that names transform and file, and nothing is lost", async ({ at }) => {
  const failing = {
    threw: 'export default () => { throw new RangeError("boom"); };',
    rejected: 'export default async () => { await null; throw new Error("later"); };',
    late: 'export default (file) => { Promise.reject(new Error("nobody waits")); return file.source + "// late\\n"; };',
    number: "export default () => 42;",
    broken: 'export default (file) => file.source + "\\nconst = 1;";',
    loops: "export default () => { for (;;); };",
    hangs: "export default () => new Promise(() => {});",
    exits: "export default () => process.exit(0);",
  };
  at.write({
    "src/a.ts": BEFORE,
    "codemods/good.mjs": rename("one", "two"),
    ...Object.fromEntries(Object.entries(failing).map(([name, text]) => [`codemods/${name}.mjs`, text])),
    "blog.config.json": config([
      ...Object.keys(failing).map((name) => ({ path: `codemods/${name}.mjs`, timeLimit: 1500 })),
      "./codemods/good.mjs",
    ]),
  });
  const { code, report, file } = await run(at);
  assert.is(code, 1, "a transform that failed is a finding");
  const found = file("src/a.ts").declined.filter(({ kind }) => kind === "transform");
  assert.equal(
    found.map(({ code, reason }) => `${code} | ${reason}`),
    [
      "transform-threw | codemods/threw.mjs threw: RangeError: boom",
      "transform-threw | codemods/rejected.mjs threw: Error: later",
      "transform-threw | codemods/late.mjs threw: Error: nobody waits",
      "transform-result | codemods/number.mjs returned no text but a number",
      "transform-syntax | codemods/broken.mjs makes of it what does not parse: 5:7 Variable declaration expected.",
      "transform-timeout | codemods/loops.mjs took more than 1500 ms; its `timeLimit` in the configuration can give it more",
      "transform-timeout | codemods/hangs.mjs took more than 1500 ms; its `timeLimit` in the configuration can give it more",
      "transform-ended | codemods/exits.mjs ended the process that it ran in",
    ],
  );
  assert.equal(report.totals.transforms, { found: 9, done: 1, declined: 8, already: 0 });
  assert.is(file("src/a.ts").status, "changed");
  assert.match(at.read("src/a.ts"), /export function two[\s\S]*backendLogger\.info/);
});

test("what they report, count and print is shown; what they cannot do is not", async ({ at }) => {
  at.write({
    "src/a.ts": "export const one = 1;\n",
    "codemods/talks.mjs":
      'export default (file, api, options) => { api.report("saw " + file.path); api.stats("seen", 2); api.stats("seen"); console.log("printed", options.word); process.stderr.write("loud\\n"); };',
    "blog.config.json": config([{ path: "codemods/talks.mjs", options: { word: ["x", 1] } }]),
  });
  const { code, file } = await run(at);
  assert.is(code, 0);
  const transform = "codemods/talks.mjs";
  assert.equal(file("src/a.ts").notes, [
    { code: "report", transform, text: "saw src/a.ts" },
    { code: "printed", transform, text: "printed [ 'x', 1 ]" },
    { code: "printed", transform, text: "loud" },
    { code: "stats", transform, text: "seen: 3" },
  ]);
});

test("one that would change the file again is noted, also where it is our code that it changes", async ({
  at,
}) => {
  at.write({
    "src/a.ts": BEFORE,
    "src/b.ts": "export const one = 1;\n",
    "codemods/grows.mjs": 'export default (file) => file.source + "// more\\n";',
    "codemods/ours.mjs":
      'export default (file) => file.source.replace(/backendLogger\\.info\\(/g, "backendLogger.debug(");',
    "blog.config.json": config(["./codemods/grows.mjs", "./codemods/ours.mjs"]),
  });
  const { code, file } = await run(at);
  assert.is(code, 0);
  const notes = (path: string): readonly string[] =>
    (file(path).notes ?? []).map(({ code, transform }) => `${code} ${transform}`);
  assert.equal(notes("src/a.ts"), ["not-idempotent codemods/grows.mjs", "not-idempotent codemods/ours.mjs"]);
  assert.equal(notes("src/b.ts"), ["not-idempotent codemods/grows.mjs"]);
  assert.is(at.read("src/b.ts"), "export const one = 1;\n// more\n");
});

const PROJECT = {
  "tsconfig.json":
    '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] }, "include": ["src"] }',
  "src/lib.ts": "export function one(): number {\n  return 1;\n}\nexport const bad: string = 1;\n",
  "src/use.ts": 'import { one } from "./lib";\nexport const n: number = one();\n',
  "src/other.ts": 'import { one } from "./lib";\nexport const m: number = one();\n',
};

test("a change of types that fits together stands; one that does not is withdrawn with all that hangs on it", async ({
  at,
}) => {
  at.write({
    ...PROJECT,
    "codemods/rename.mjs": rename("one", "two"),
    "blog.config.json": config(["./codemods/rename.mjs"]),
  });
  const all = await run(at, { verify: true, dryRun: true });
  assert.equal(all.report.totals.transforms, { found: 3, done: 3, declined: 0, already: 0 });

  at.write({ "blog.config.json": config([{ path: "codemods/rename.mjs", files: "src/{lib,use}.ts" }]) });
  const { code, file, report } = await run(at, { verify: true });
  assert.is(code, 0);
  assert.equal(report.totals.transforms, { found: 2, done: 0, declined: 2, already: 0 });
  const [declined] = file("src/lib.ts").declined;
  assert.is(declined?.code, "type-error");
  assert.match(
    declined?.reason ?? "",
    /^codemods\/rename\.mjs: the type checker would object: TS2\d+ in src\/other\.ts Module '"\.\/lib"' has no exported member 'one'/,
  );
  assert.is(file("src/use.ts").declined[0]?.code, "type-error");
  for (const path of ["src/lib.ts", "src/use.ts", "src/other.ts"] as const)
    assert.is(at.read(path), PROJECT[path]);
});

test("a withdrawn change takes no edit of ours along, and old errors are nobody's fault", async ({ at }) => {
  at.write({
    ...PROJECT,
    "src/a.ts": 'export const n: number = 1;\nexport function f() {\n  console.log("f");\n}\n',
    "codemods/text.mjs":
      'export default (file) => file.path === "src/a.ts" ? file.source.replace("= 1", "= \'1\'") : "// a line more\\n" + file.source;',
    "blog.config.json": config(["./codemods/text.mjs"]),
  });
  const { file } = await run(at, { verify: true });
  assert.is(file("src/a.ts").declined[0]?.code, "type-error");
  assert.match(at.read("src/a.ts"), /n: number = 1;[\s\S]*backendLogger\.info/);
  assert.match(at.read("src/lib.ts"), /^\/\/ a line more\n/, "its error was there before");
});

test("line ends, byte order mark and template literals survive a printer that knows none of them", async ({
  at,
}) => {
  const crlf = "\ufeffexport const one = 1;\r\nexport const p = `\r\n  a`;\r\n";
  const prompt = "export const f = () => { const one = `\n    keep\n  me`; return one; };\n";
  at.write({
    "src/crlf.ts": crlf,
    "src/prompt.ts": prompt,
    "codemods/first.mjs": rename("one", "two"),
    "codemods/indent.mjs": 'export default (file) => file.source.replace(/\\n {4}keep/, "\\n  keep");',
    "blog.config.json": config(["./codemods/first.mjs", "./codemods/indent.mjs"]),
  });
  const { code, file } = await run(at);
  assert.is(at.read("src/crlf.ts"), crlf.replace("one", "two"));
  assert.is(at.read("src/prompt.ts"), prompt.replaceAll("one", "two"));
  assert.is(code, 1);
  assert.match(
    file("src/prompt.ts").declined[0]?.reason ?? "",
    "codemods/indent.mjs changes nothing but white space inside the template literal of line 1",
  );
});

test("every form of module that jscodeshift takes, with its parser", async ({ at }) => {
  const marks = (name: string): string => `return file.source.replace("marks", "${name} marks");`;
  at.write({
    "src/a.tsx": "// marks\nexport const v = <p>text</p>;\n",
    "codemods/common.cjs": `module.exports = function (file, api) { api.jscodeshift(file.source); ${marks("common")} };\nmodule.exports.parser = "tsx";\n`,
    "codemods/compiled.cjs": `exports.__esModule = true; exports.default = (file) => { ${marks("compiled")} };\n`,
    "codemods/module.mjs": `const word = await "module";\nexport default (file) => { ${marks("module")} };\n`,
    "codemods/typed.ts": `import type { API } from "jscodeshift";\nimport { word } from "./word";\nexport default function (file: { source: string }, { j }: API): string { j(file.source); return file.source.replace("marks", word + " marks"); }\n`,
    "codemods/word.ts": 'export const word: string = "typed";\n',
    "codemods/flow/package.json": "{}",
    "codemods/flow/flow.js": `// @flow\nexport default (file: { source: string }) => { ${marks("flow")} };\n`,
    "node_modules/shared/package.json": '{ "name": "shared", "main": "index.js" }',
    "node_modules/shared/transform.js": `exports.default = (file) => { ${marks("package")} };\n`,
    "blog.config.json": config([
      "codemods/common.cjs",
      "codemods/compiled.cjs",
      "codemods/module.mjs",
      "codemods/typed.ts",
      "codemods/flow/flow.js",
      "shared/transform.js",
    ]),
  });
  const { code, file } = await run(at);
  assert.equal(file("src/a.tsx").declined, []);
  assert.is(code, 0);
  assert.is(at.read("src/a.tsx").split("\n")[0], "// common compiled module typed flow package marks");
});

test("a transform that is not there, cannot be loaded or is wrongly named stops the run", async ({ at }) => {
  at.write({
    "src/a.ts": BEFORE,
    "codemods/bad.mjs": 'throw new Error("at load");\n',
    "codemods/none.mjs": "export const x = 1;\n",
  });
  const fails = async (transforms: unknown, message: RegExp): Promise<void> => {
    at.write({ "blog.config.json": config(transforms) });
    const error = await run(at).then(
      () => undefined,
      (error: Error) => error,
    );
    assert.match(error?.message ?? "", message);
    assert.is(at.read("src/a.ts"), BEFORE);
  };
  await fails(["./codemods/missing.mjs"], /the transform \.\/codemods\/missing\.mjs does not exist/);
  await fails(["./codemods/bad.mjs"], /cannot be loaded: codemods\/bad\.mjs: Error: at load/);
  await fails(["./codemods/none.mjs"], /codemods\/none\.mjs: Error: it exports no function/);
  await fails(
    [{ path: "x", parsers: "ts" }],
    /unknown key "transforms\[0\]\.parsers"\. Did you mean "parser"\?/,
  );
  await fails([{ path: "x", timeLimit: 0 }], /transforms\[0\]\.timeLimit must be a number of milliseconds/);
  await fails([42], /transforms\[0\] must be the path of a transform/);
});

test("threads do the same as one", async ({ at }) => {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`src/m${n}.ts`, BEFORE]));
  at.write({
    ...files,
    "codemods/first.mjs": rename("one", "two"),
    "blog.config.json": config(["./codemods/first.mjs"]),
  });
  const one = await run(at, { workers: 1, dryRun: true });
  const three = await run(at, { workers: 3, dryRun: true });
  assert.equal({ ...three.report, durationMs: 0 }, { ...one.report, durationMs: 0 });
  assert.is(three.report.totals.transforms.done, 12);
});

test.run();
