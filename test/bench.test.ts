import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { writeSections } from "../bench/document.ts";
import { median, ratio, sideBySide, spread } from "../bench/measure.ts";
import { renderTable } from "../bench/render.ts";

test("cases take turns, and warm-up rounds do not count", async () => {
  const order: string[] = [];
  const samples = await sideBySide(
    { a: () => order.push("a"), b: () => order.push("b") },
    { rounds: 2, warmUp: 1 },
  );
  assert.is(order.join(" "), "b a a b b a");
  assert.equal(samples, { a: [3, 6], b: [4, 5] });
});

test("a ratio is the median of the ratios of the rounds", () => {
  assert.is(ratio([2, 40, 3], [1, 10, 1]), 3);
  assert.is(median([4, 1, 3, 2]), 2.5);
  assert.is(spread([1000, 3000, 2000], "s", 1 / 1000), "2.00 (1.00–3.00) s");
});

test("a missed target is said to be short", () => {
  const row = (figure: number, target: { atMost: number } | { atLeast: number }) => ({
    what: "x",
    measured: "1 s",
    figure,
    target,
  });
  const text = renderTable({ caption: "c", rows: [row(1.2, { atMost: 1 }), row(12, { atLeast: 10 })] });
  assert.match(text, /\| x \| 1 s \| 1\.20 × \| ≤ 1 × \| short \|/);
  assert.match(text, /\| x \| 1 s \| 12\.0 × \| ≥ 10 × \| met \|/);
});

test("a run replaces its own sections and leaves the others", () => {
  const folder = mkdtempSync(join(tmpdir(), "bench-document-"));
  const path = join(folder, "benchmarks.md");
  const order = ["codemod", "runtime"];
  writeSections(path, new Map([["codemod", "first figures"]]), order);
  writeSections(path, new Map([["runtime", "second figures"]]), order);
  writeSections(path, new Map([["codemod", "third figures"]]), order);
  const text = readFileSync(path, "utf8");
  rmSync(folder, { recursive: true });
  assert.not.match(text, /first figures/);
  assert.match(text, /bench codemod -->\nthird figures\n[\s\S]*bench runtime -->\nsecond figures\n/);
});

test.run();
