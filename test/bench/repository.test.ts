import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { added, testResult, typeErrors } from "../../bench/repository/own-checks.ts";
import { markdown } from "../../bench/repository/show.ts";
import { ENV, type Folder, folder } from "../cli/harness.ts";

const MAIN = fileURLToPath(new URL("../../bench/repository/main.ts", import.meta.url));

const test = suite<{ at: Folder }>("bench:repository");
test.before.each((context) => {
  context.at = folder({
    "package.json": '{ "name": "app", "type": "module" }',
    "src/run.ts":
      "export function run(path: string): string | undefined {\n" +
      '  console.log("running", path);\n  try {\n    return load(path);\n  } catch {\n    return undefined;\n  }\n}\n' +
      "declare function load(path: string): string;\n",
    "src/broken.ts": "export const a = ;\n",
    "test.mjs": 'console.log("Tests  3 passed | 1 skipped (4)");\n',
    "types.mjs": "console.log(\"src/run.ts(1,2): error TS2322: Type 'a' is not 'b'.\");\n",
  });
});
test.after.each(({ at }) => at.remove());

const run = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", MAIN, ...args], { encoding: "utf8", env: ENV });

test("counts on a copy, and leaves the checkout as it is", ({ at }) => {
  const before = at.read("src/run.ts");
  const { status, stdout, stderr } = run(
    at.root,
    "src",
    "--test",
    "node test.mjs",
    "--types",
    "node types.mjs",
    "--json",
  );
  assert.is(status, 0, stderr);
  const result = JSON.parse(stdout);
  assert.is(at.read("src/run.ts"), before);
  assert.equal(result.edits, { import: 1, logger: 1, "log-call": 1, "error-path": 1 });
  assert.equal(result.unparsable.length, 1);
  for (const list of [
    "failed",
    "outputsThatDoNotParse",
    "notSubsequences",
    "secondRunEdits",
    "revertDifferences",
  ])
    assert.equal(result[list], [], list);
  assert.equal([result.lintLeft, result.newTypeErrors], [[], []]);
  assert.equal(result.typeErrors, { before: 1, after: 1 });
  const tests = { exit: 0, passed: 3, failed: 0, skipped: 1 };
  assert.equal(result.tests, { before: tests, after: tests });
  assert.match(
    markdown(result),
    /^\| cli-\w+ \| 2 \| 1 \| 1 of 1 \| 1 of 1 \| 0 of 1 \| 1 → 1 \| 3 → 3 passed, 0 → 0 failed( \| 0){6} \|$/,
  );
});

test("a checkout that is not there is a mistake", () => {
  assert.is(run("nowhere").status, 2);
});

const PRINTED = [
  ["vitest", "Test Files  2 passed (2)\\n     Tests  1 failed | 9 passed | 2 skipped (12)", [9, 1, 2]],
  ["jest", "Test Suites: 3 passed, 3 total\\nTests:       1 failed, 7 passed, 8 total", [7, 1, 0]],
  ["mocha", "  12 passing (3s)\\n  1 pending\\n  2 failing", [12, 2, 1]],
  ["node", "# tests 5\\n# pass 4\\n# fail 1\\n# skipped 0", [4, 1, 0]],
  ["a workspace", "a test:      Tests  2 passed (2)\\nb test:      Tests  3 passed (3)", [5, 0, 0]],
] as const;

for (const [name, text, [passed, failed, skipped]] of PRINTED) {
  test(`reads what ${name} prints`, ({ at }) => {
    at.write({ "print.mjs": `console.log("${text}");` });
    assert.equal(testResult(at.root, "node print.mjs"), { exit: 0, passed, failed, skipped });
  });
}

test("type errors count by file and code, wherever they move", ({ at }) => {
  const say = (...lines: string[]) => {
    at.write({ "say.mjs": lines.map((line) => `console.log(${JSON.stringify(line)});`).join("\n") });
    return typeErrors(at.root, "node say.mjs");
  };
  const before = say("a.ts(1,2): error TS1: x", "a.ts(2,2): error TS1: x", "Found 2 errors.");
  assert.equal(added(before, say("a.ts(5,2): error TS1: x", "a.ts(9,1): error TS1: x")), []);
  assert.equal(added(before, say("a.ts:1:2 - error TS2: y")), ["a.ts TS2"]);
});

test.run();
