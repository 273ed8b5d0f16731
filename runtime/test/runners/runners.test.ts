import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Metrics } from "../../src/index.ts";
import { installProject, run } from "./project.ts";

const runners = suite("the packed package");
const project = installProject();
const { parent = "", folder = "" } = project ?? {};
const check = project === undefined ? runners.skip : runners;

runners.after(() => rmSync(parent, { recursive: true, force: true }));

const NODE = process.execPath;
const bin = (name: string): string => join("node_modules", ".bin", name);

const SCRIPTS = {
  "in CommonJS under tsx": [[bin("tsx"), "main-cjs.ts"], "done\n"],
  "in CommonJS under tsx, preloaded": [[NODE, "--import", "tsx", "main-cjs.ts"], "done\n"],
  "in ES modules under tsx": [[bin("tsx"), "main-esm.mts"], "shared true\n"],
  "in ES modules under tsx, preloaded": [[NODE, "--import", "tsx", "main-esm.mts"], "shared true\n"],
} as const;

for (const [name, [command, printed]] of Object.entries(SCRIPTS)) {
  check(name, () => {
    const { status, stdout, output } = run(folder, command);
    assert.is(status, 0, output);
    assert.is(stdout, printed);
  });
}

check("in CommonJS and ES modules under Jest", () => {
  const match = ["--testMatch", "**/jest-*.spec.*"];
  const modules = { NODE_OPTIONS: "--experimental-vm-modules" };
  const { status, output } = run(folder, [bin("jest"), ...match], modules);
  assert.is(status, 0, output);
  assert.match(output, /Tests: +3 passed, 3 total/);
});

for (const pool of ["forks", "threads", "vmThreads"]) {
  check(`in CommonJS and ES modules under Vitest, pool ${pool}`, () => {
    const { status, output } = run(folder, [bin("vitest"), "run", "vitest-", `--pool=${pool}`]);
    assert.is(status, 0, output);
    assert.match(output, /Tests +3 passed \(3\)/);
  });
}

const MAINS = {
  CommonJS: ["fleet-cjs.cjs"],
  "ES modules": ["fleet-esm.mjs"],
  "TypeScript under tsx": ["--import", "tsx", "fleet-tsx.mts"],
} as const;
const WHO = ["lead", "0", "1", "2", "3"];
/** Of each of them. */
const LINES = 500;

for (const kind of ["threads", "cluster"]) {
  for (const [form, args] of Object.entries(MAINS)) {
    check(`in ${form}, four workers (${kind}): one file has all lines, and metrics add up`, () => {
      const file = join(parent, `${kind}-${form}`, "app.log");
      const { status, stdout, output } = run(folder, [NODE, ...args], { FLEET: kind, FLEET_LOG: file });
      assert.is(status, 0, output);
      const { all, merged } = JSON.parse(stdout) as {
        readonly all: readonly Metrics[];
        readonly merged: Metrics;
      };
      assert.equal(
        linesOf(file),
        WHO.flatMap((name) => Array.from({ length: LINES }, (_, line) => `${name} ${line}`)).sort(),
      );
      checkSums(all, merged);
    });
  }
}

/** `worker line` of each line in a file, all of them whole. */
const linesOf = (file: string): readonly string[] =>
  readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { data: { worker: string; index: number } }).data)
    .map(({ worker, index }) => `${worker} ${index}`)
    .sort();

/** All did the same: the counts are their sum, the percentiles those of each. */
function checkSums(all: readonly Metrics[], merged: Metrics): void {
  const sum = (read: (metrics: Metrics) => number): number =>
    all.reduce((total, part) => total + read(part), 0);
  assert.is(all.length, WHO.length);
  assert.is(merged.records.total, WHO.length * LINES);
  const counts: readonly ((metrics: Metrics) => number)[] = [
    ({ records }) => records.total,
    ({ records }) => records.byLevel.info,
    ({ records }) => records.byLevel.error,
    ({ records }) => records.byComponent.Fleet ?? 0,
    ({ spans }) => spans.ended.ok,
    ({ durations }) => durations.records?.count ?? 0,
    ({ durations }) => durations.bySpan["Fleet.step"]?.count ?? 0,
  ];
  for (const read of counts) {
    assert.ok(read(merged) > 0);
    assert.is(read(merged), sum(read), String(read));
  }
  const percentiles = ({ durations }: Metrics): unknown => ({ ...durations.records, count: 0 });
  for (const part of all) assert.equal(percentiles(part), percentiles(merged));
}

runners.run();
