import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseShard, shareOf } from "../../cli/shards/shard.ts";
import { type Folder, folder } from "./harness.ts";

const test = suite<{ at: Folder }>("shards");

/** A helper that logs, a cycle, a skipped and a broken file: what a share needs to know of the others. */
const FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "app", "type": "module" }',
  "tsconfig.json": `{
    "compilerOptions": { "allowJs": true, "allowImportingTsExtensions": true, "noEmit": true, "module": "nodenext",
      "target": "es2023", "lib": ["es2023", "dom"], "types": [] },
    "include": ["src"]
  }`,
  "src/log-error.ts":
    'export function logError(error: unknown): void {\n  console.error("failed", error);\n}\n',
  "src/agent.ts": `import { logError } from "./log-error.ts";
import { tool } from "./tool.ts";
export class Agent {
  async run(task: string): Promise<string | undefined> {
    try {
      return await tool(task);
    } catch (error) {
      logError(error);
      return undefined;
    }
  }
}
`,
  "src/tool.ts": `import { Agent } from "./agent.ts";
export async function tool(task: string): Promise<string> {
  console.log("tool", task);
  try {
    return JSON.parse(task);
  } catch {
    return String(Agent);
  }
}
`,
  "src/rag.ts":
    "export const rag = async (ids: string[]) => {\n  await Promise.allSettled(ids.map(fetch));\n};\n",
  "src/llm.js": 'export function ask() {\n  console.info("ask");\n  fetch("x").catch(() => {});\n}\n',
  "src/broken.ts": "const = ;\n",
  "src/generated.ts": "// @generated\nexport const a = 1;\n",
};

test.before.each((context) => {
  context.at = folder(FILES);
});
test.after.each(({ at }) => at.remove());

const withoutTime = (text: string): unknown => ({ ...JSON.parse(text), durationMs: 0 });

test("the shares of a migration merge to the report of one run, and write the same files", ({ at }) => {
  const whole = folder(FILES);
  const one = whole.run("src", "--force", "--format", "json");
  assert.is(one.code, 1, "broken.ts fails");
  const codes = [1, 2, 3].map(
    (n) =>
      at.run("src", "--force", "--shard", `${n}/3`, "--format", "blob", "--output", `part-${n}.json`).code,
  );
  assert.is(codes.filter((code) => code === 1).length, 1);
  const merged = at.run("merge", "part-3.json", "part-1.json", "part-2.json", "--format", "json");
  assert.is(merged.code, 1);
  assert.equal(withoutTime(merged.out), withoutTime(one.out));
  for (const path of Object.keys(FILES)) assert.is(at.read(path), whole.read(path), path);
  const shown = at.run("merge", "part-1.json", "part-2.json", "part-3.json");
  assert.match(shown.out, /error paths covered/);
  assert.match(shown.out, /broken\.ts/);
  whole.remove();
});

test("the shares of a dry run merge to its patch and its page", ({ at }) => {
  for (const n of [1, 2])
    at.run(
      "src",
      "--dry-run",
      "--no-verify",
      "--shard",
      `${n}/2`,
      "--format",
      "blob",
      "--output",
      `part-${n}.json`,
    );
  const patch = at.run(
    "merge",
    "part-1.json",
    "part-2.json",
    "--format",
    "diff",
    "--report",
    "page.html",
  ).out;
  assert.is(patch, at.run("src", "--dry-run", "--no-verify").out);
  const data = (name: string): unknown => {
    const [, json = ""] =
      /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(at.read(name)) ?? [];
    return { ...JSON.parse(json), made: "", command: "", durationMs: 0 };
  };
  at.run("src", "--dry-run", "--no-verify", "--report", "whole.html");
  assert.equal(data("page.html"), data("whole.html"));
});

test("the shares of a lint run merge to its reports", ({ at }) => {
  for (const n of [1, 2, 3])
    assert.ok(
      [0, 1].includes(
        at.run("lint", "src", "--shard", `${n}/3`, "--format", "blob", "--output", `part-${n}.json`).code ??
          9,
      ),
    );
  for (const format of ["json", "sarif", "github", "gitlab", "junit"]) {
    const clean = (text: string): string => text.replace(/ time="[\d.]+"/g, "");
    const whole = at.run("lint", "src", "--format", format);
    const merged = at.run("merge", "part-1.json", "part-2.json", "part-3.json", "--format", format);
    assert.is(clean(merged.out), clean(whole.out), format);
    assert.is(merged.code, 1);
  }
  assert.match(at.run("merge", "part-1.json", "part-2.json", "part-3.json").out, /swallowed-rejection/);
});

test("parts that do not make one run are refused, and nothing is printed", ({ at }) => {
  const part = (name: string, ...args: string[]): void => {
    at.run(...args, "--format", "blob", "--output", name);
  };
  part("m1.json", "src", "--dry-run", "--no-verify", "--shard", "1/2");
  part("m2.json", "src", "--dry-run", "--no-verify", "--shard", "2/2");
  part("m3.json", "src", "--dry-run", "--no-verify", "--shard", "3/3");
  part("l1.json", "lint", "src", "--shard", "1/2");
  at.write({ "no.json": "{}", "cut.json": at.read("m1.json").slice(0, 90) });
  at.write({ "old.json": at.read("m2.json").replace(/"version":"[^"]+"/, '"version":"0.0.1"') });
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [["m1.json"], /2\/2 is missing/],
    [["m1.json", "m1.json", "m2.json"], /m1\.json and m1\.json are both share 1\/2/],
    [["m1.json", "m3.json"], /m3\.json is share 3\/3, and m1\.json is share 1\/2/],
    [["m2.json", "l1.json"], /l1\.json is of lint, and m2\.json of migrate/],
    [["m1.json", "old.json"], /old\.json was written by version 0\.0\.1/],
    [["m1.json", "no.json"], /no\.json is not what --format blob writes/],
    [["cut.json", "m2.json"], /cut\.json is not what/],
    [["gone.json"], /gone\.json cannot be read/],
    [["m1.json", "m2.json", "--format", "sarif"], /migrate has no format sarif/],
  ];
  for (const [args, says] of cases) {
    const { code, out, err } = at.run("merge", ...args);
    assert.match(err, says);
    assert.is(code, 2);
    assert.is(out, "");
  }
});

test("a baseline is not written by a share, and a share of few files may be empty", ({ at }) => {
  const refused = at.run("lint", "src", "--shard", "1/2", "--update-baseline");
  assert.is(refused.code, 2);
  assert.match(refused.err, /exclude each other/);
  const empty = at.run("src/llm.js", "--dry-run", "--shard", "2/2", "--format", "json");
  assert.is(empty.code, 0);
  assert.equal(JSON.parse(empty.out).files, []);
});

test("each file is in one share, and the shares have as many", () => {
  const sources = Array.from({ length: 100 }, (_, n) => ({ relativePath: `${n}.ts` }));
  const shares = [1, 2, 3].map((index) => shareOf(sources, { index, of: 3 }));
  assert.equal(
    shares.map(({ length }) => length),
    [34, 33, 33],
  );
  assert.equal(new Set(shares.flat()), new Set(sources));
  assert.is(shareOf(sources, undefined), sources);
  for (const wrong of ["0/2", "3/2", "1", "a/b", "1/0", "1/2/3"])
    assert.throws(() => parseShard(wrong), /2\/3/);
});

test.run();
