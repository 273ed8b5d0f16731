import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createDisk } from "../../cli/disk.ts";
import { folder } from "./harness.ts";

test("a path that leads nowhere is answered, whatever is wrong with it", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "disk-")));
  try {
    writeFileSync(join(root, "package.json"), "{}");
    symlinkSync("loop", join(root, "loop"));
    const disk = createDisk([], root);
    for (const path of ["gone", "package.json/index.ts", "loop", "loop/a.ts", "a\0b", "x".repeat(300), "."]) {
      assert.is(disk.exists(join(root, path)), false, path);
      assert.is(disk.text(join(root, path)), undefined, path);
      assert.is(disk.read(join(root, path)), undefined, path);
      if (path !== ".") assert.equal(disk.folders(join(root, path)), [], path);
    }
    assert.is(disk.exists(join(root, "package.json")), true);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test("a helper that is imported from what is no module stops neither migrate nor lint", () => {
  const specifiers = [
    "../package.json",
    "./loop",
    "./a\\0b",
    `./${"x".repeat(300)}`,
    "",
    "/",
    "..",
    "file:///x",
  ];
  const at = folder({
    "package.json": "{}",
    ...Object.fromEntries(
      specifiers.map((specifier, n) => [
        `src/${n}.js`,
        `const { give } = require("${specifier}");\nexport function f() {\n  try {\n    g();\n  } catch (error) {\n    give(error);\n  }\n}\n`,
      ]),
    ),
  });
  symlinkSync("loop", join(at.root, "src/loop"));
  const { files } = JSON.parse(at.run("src", "--dry-run", "--format", "json").out);
  const failed = files.filter(({ status }: { status: string }) => status === "failed");
  assert.equal(failed, []);
  assert.ok(at.run("lint", "src").code !== 2);
  at.remove();
});

test.run();
