import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { revertSource } from "../../transforms/revert.ts";
import { planned, traced } from "./plan.ts";

const root = new URL("../../fixtures/spans/", import.meta.url);

const cases = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());

for (const { name } of cases) {
  const extension = existsSync(new URL(`${name}/before.js`, root)) ? "js" : "ts";
  const path = `src/${name}.${extension}`;
  const file = new URL(`${name}/after.${extension}`, root);
  const before = readFileSync(new URL(`${name}/before.${extension}`, root), "utf8");

  test(`${name}: before gives after`, () => {
    const text = traced(before, path);
    if (process.env.U === "1") writeFileSync(file, text);
    assert.is(text, readFileSync(file, "utf8"));
  });

  test(`${name}: a second run finds all of it done`, () => {
    const first = planned(before, path);
    const second = planned(readFileSync(file, "utf8"), path);
    assert.equal(second.changes, []);
    assert.is(second.found, first.found);
    assert.is(second.done, first.done);
  });

  test(`${name}: revert gives before`, () => {
    const text = readFileSync(file, "utf8");
    assert.is(revertSource({ path, relativePath: path, text }).text, before);
  });

  test(`${name}: every function is done or declined`, () => {
    const { found, done, declined } = planned(before, path);
    assert.is(found, done + declined.length);
  });
}

test("every fixture type-checks, before and after", () => {
  const tsc = fileURLToPath(new URL("../../node_modules/.bin/tsc", import.meta.url));
  const { stdout, status } = spawnSync(tsc, ["-p", fileURLToPath(root)], { encoding: "utf8" });
  assert.is(stdout, "");
  assert.is(status, 0);
});

test.run();
