import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Folder, folder } from "./harness.ts";

const LOST = "export const read = (path) => load(path).catch(() => null);\n";

const test = suite<{ at: Folder }>("lint options");
test.before.each((context) => {
  context.at = folder({ "src/lost.js": LOST, "other/lost.js": LOST });
  context.at.commit();
});
test.after.each(({ at }) => at.remove());

const linted = (out: string): string[] =>
  (JSON.parse(out) as { filePath: string }[]).map(({ filePath }) => filePath.split("/").slice(-2).join("/"));

test("a folder behind an option whose value may be missing is a path to lint", ({ at }) => {
  at.write({ "src/new.js": LOST, "other/new.js": LOST });
  assert.equal(linted(at.run("lint", "--format", "json", "--changed", "src").out), ["src/new.js"]);
  assert.equal(linted(at.run("lint", "--format", "json", "--cache", "src").out), [
    "src/lost.js",
    "src/new.js",
  ]);
  assert.match(at.read("node_modules/.cache/blog-migrate/lint.json"), "swallowed-rejection");
  assert.is(at.run("lint", "--update-baseline", "--baseline", "src").code, 0);
  assert.match(at.read("blog-baseline.json"), "src/lost.js");
  assert.is(at.run("lint", "--baseline", "src").code, 0);
  assert.is(at.run("lint", "src", "--baseline").code, 0);
});

test("a branch is a commit even where a folder has its name", ({ at }) => {
  at.git("branch", "src");
  at.write({ "other/new.js": LOST });
  assert.equal(linted(at.run("lint", "--format", "json", "--changed", "src").out), ["other/new.js"]);
});

test("a cache that cannot be written costs time, no result", ({ at }) => {
  at.write({ "file.json": "{}" });
  const { code, out, err } = at.run("lint", "src", "--cache", "file.json/lint.json");
  assert.is(code, 1);
  assert.match(out, "1 error");
  assert.match(err, "the cache cannot be written");
});

test("outside of a repository --changed says that it cannot know", () => {
  const outside = folder({ "src/lost.js": LOST });
  const { code, err } = outside.run("lint", "src", "--changed");
  assert.is(code, 2);
  assert.match(err, "git cannot say what changed");
  outside.remove();
});

test("modules of the browser are linted too, though the codemod leaves them alone", ({ at }) => {
  at.write({ "src/page.jsx": `"use client";\n${LOST}` });
  assert.equal(linted(at.run("lint", "src", "--format", "json").out), ["src/lost.js", "src/page.jsx"]);
  assert.is(at.run("lint", "src/page.jsx", "--fix", "--force").code, 0);
  assert.match(at.read("src/page.jsx"), "console.error(");
});

test("where nothing is left to lint, the reason is told", ({ at }) => {
  at.write({ "src/lost.test.js": LOST });
  const { code, out, err } = at.run("lint", "src/lost.test.js");
  assert.is(code, 0);
  assert.match(out, "0 files");
  assert.match(err, "Left alone: src/lost.test.js: a test");
});

test("a suppression needs a reason, a rule that exists, and a finding", ({ at }) => {
  const above = (comment: string): void => at.write({ "src/lost.js": `// ${comment}\n${LOST}` });
  const run = (): { code: number | null; out: string } => at.run("lint", "src/lost.js");
  above("blog-ignore-next-line err/swallowed-rejection -- the caller shows a placeholder");
  assert.is(run().code, 0);
  assert.match(run().out, "0 errors, 0 warnings");
  above("blog-ignore-next-line err/swallowed-rejection");
  assert.match(run().out, "gives no reason");
  above("blog-ignore-next-line err/swallowed-rejektion -- because");
  assert.match(run().out, "Did you mean `err/swallowed-rejection`?");
  at.write({
    "src/lost.js": `// blog-ignore-next-line err/lost-cause -- old\n${LOST.replace("() => null", "(error) => raise(error)")}`,
  });
  assert.match(run().out, "is not needed");
  assert.is(at.run("lint", "src/lost.js", "--rule", "unused-suppression=error").code, 1);
});

test("baselines go by identity: a changed handler is new, and counts are kept", ({ at }) => {
  at.run("lint", "src", "--update-baseline");
  at.write({ "src/lost.js": `${LOST}\n${LOST.replace("read", "other")}` });
  assert.match(at.run("lint", "src", "--baseline").out, "1 error, 0 warnings, 1 in the baseline");
  at.write({ "src/lost.js": LOST.replace("null", "undefined") });
  const { out } = at.run("lint", "src", "--baseline");
  assert.match(out, "1 error");
  assert.match(out, "No longer found");
  at.write({ "blog-baseline.json": "[]" });
  assert.is(at.run("lint", "src", "--baseline").code, 2);
  assert.is(at.run("lint", "src", "--baseline", "--update-baseline").code, 2);
});

test("sinks are printed with what the configuration adds", ({ at }) => {
  at.write({ "blog.config.json": '{ "lint": { "sinks": ["audit.record"] } }' });
  const { out, code } = at.run("lint", "--print-sinks");
  assert.is(code, 0);
  for (const part of ["pino", "winston", "console", "captureException", "audit.record"])
    assert.match(out, part);
  at.write({ "src/lost.js": "load().catch((e) => audit.record(e));\n" });
  assert.is(at.run("lint", "src/lost.js").code, 0);
});

test.run();
