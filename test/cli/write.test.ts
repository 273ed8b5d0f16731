import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nextSteps } from "../../cli/next-steps.ts";
import { writeAll } from "../../cli/write.ts";
import { folder } from "./harness.ts";

test("a file that changed since it was read is not written, and nothing is left behind", async () => {
  const at = folder({ "a.ts": "new\n", "b.ts": "old\n" });
  const path = (name: string): string => `${at.root}/${name}`;
  const failures = await writeAll([
    { path: path("a.ts"), before: "old\n", after: "x\n" },
    { path: path("b.ts"), before: "old\n", after: "x\n" },
    { path: path("gone.ts"), before: "old\n", after: "x\n" },
  ]);
  assert.is(failures.get(path("a.ts")), "changed on disk since it was read");
  assert.match(failures.get(path("gone.ts")) ?? "", /^cannot be written: ENOENT/);
  assert.is(at.read("a.ts"), "new\n");
  assert.is(at.read("b.ts"), "x\n");
  assert.is(execFileSync("ls", ["-A", at.root], { encoding: "utf8" }), "a.ts\nb.ts\n");
  at.remove();
});

test("the next steps name the package manager, the formatter and the way back", () => {
  const at = folder({
    "package.json": '{ "devDependencies": { "prettier": "3" } }',
    "pnpm-lock.yaml": "",
    "packages/api/package.json": "{}",
    "packages/web/package.json": '{ "dependencies": { "blog-runtime": "1" } }',
  });
  const files = ["packages/api/src/a.ts", "packages/web/b.ts"].map((name) => `${at.root}/${name}`);
  assert.equal(nextSteps(files, ["packages", "a b"], at.root), [
    "(cd packages/api) pnpm add blog-runtime",
    "npx prettier --write --log-level warn packages/api/src/a.ts packages/web/b.ts",
    "look at `git diff`, and run the type check and the tests",
    'to take it all back: npx blog-migrate revert packages "a b"',
  ]);
  const many = ["packages/a/x.ts", "packages/a/b/y.ts", "packages/a/b/z.ts", "packages/ab/w.ts"];
  const inFolder = (names: readonly string[]): string =>
    nextSteps(
      names.map((name) => `${at.root}/${name}`),
      many,
      at.root,
    ).at(-1) ?? "";
  assert.is(inFolder(many), "to take it all back: npx blog-migrate revert packages");
  assert.is(inFolder(many.slice(0, 3)), "to take it all back: npx blog-migrate revert packages/a");
  assert.is(inFolder(["a.ts", ...many]), "to take it all back: npx blog-migrate revert .");
  at.remove();
});

test("--format-files formats what was changed and nothing else, and revert still finds its way", () => {
  const text = "export async function load(p) {\n  try { return await read(p) } catch { return 1 }\n}\n";
  const at = folder({
    "package.json": '{ "type": "module", "devDependencies": { "prettier": "3" } }',
    ".gitignore": "node_modules\n",
    "src/agents/a.js": text,
    "src/agents/b.js": "export const   one = 1\n",
  });
  symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), `${at.root}/node_modules`);
  at.commit();
  const { code, err, out } = at.run("src", "--format-files");
  assert.is(code, 0, err);
  assert.not.match(out, "prettier");
  assert.match(at.read("src/agents/a.js"), /\n {4,}backendLogger\.error\(/);
  assert.is(at.read("src/agents/b.js"), "export const   one = 1\n");
  at.run("revert", "src", "--quiet");
  assert.not.match(at.read("src/agents/a.js"), "backendLogger");

  at.write({ "package.json": '{ "type": "module" }', "src/agents/a.js": text });
  assert.match(at.run("src", "--format-files", "--force").out, "no package.json from here up names biome");
  at.remove();
});

test.run();
