import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A copy of what a rule is part of; the script writes there and not here. */
const test = suite<{ root: string }>("npm run new-rule");
test.before((context) => {
  context.root = realpathSync(mkdtempSync(join(tmpdir(), "new-rule-")));
  for (const path of [
    "package.json",
    "tsconfig.json",
    "biome.json",
    ".gitignore",
    "transforms",
    "cli",
    "test/rules",
    "test/helpers",
    "fixtures/rules",
    "docs/rules",
    "docs/lint.md",
    "runtime/src",
    "scripts/new-rule.ts",
  ])
    cpSync(join(ROOT, path), join(context.root, path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(context.root, "node_modules"));
});
test.after(({ root }) => rmSync(root, { recursive: true }));

const run = (root: string, ...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });

test("begins a rule that is formatted, passes the tests of all rules, and finds what its page says", ({
  root,
}) => {
  const made = run(
    root,
    "scripts/new-rule.ts",
    "no-alert",
    "--summary",
    "A person is told where a log should be",
    "--severity",
    "error",
  );
  assert.is(made.status, 0, made.stderr);
  for (const path of ["transforms/rules/no-alert.ts", "docs/rules/no-alert.md", "docs/lint.md"])
    assert.match(made.stdout, `${path}\n`);
  const catalog = readFileSync(join(root, "transforms/rules/catalog.ts"), "utf8");
  assert.ok(catalog.indexOf('"err/no-alert"') < catalog.indexOf('"err/result-error"'), "among the errors");
  const format = spawnSync(join(ROOT, "node_modules/.bin/biome"), ["check", "transforms/rules"], {
    cwd: root,
    encoding: "utf8",
  });
  assert.is(format.status, 0, format.stderr);
  const tests = run(root, "node_modules/uvu/bin.js", "test", "rules/docs\\.test\\.ts$");
  assert.is(tests.status, 0, tests.stdout);
  const lint = run(root, "cli/main.ts", "lint", "fixtures/rules/no-alert/invalid.ts");
  assert.match(lint.stdout, /5:3 error err\/no-alert/);
});

test("refuses a name that is none or is taken, and what it cannot place", ({ root }) => {
  for (const [args, says] of [
    [["Bad Name", "--summary", "x"], /usage: npm run new-rule/],
    [["good-name"], /usage: npm run new-rule/],
    [["good-name", "--summary", "x", "--severity", "fatal"], /usage: npm run new-rule/],
    [["lost-cause", "--summary", "x"], /There is a rule lost-cause already/],
  ] as const) {
    const { status, stderr } = run(root, "scripts/new-rule.ts", ...args);
    assert.is(status, 2);
    assert.match(stderr, says);
  }
});

test.run();
