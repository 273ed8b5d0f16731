import { EventEmitter } from "node:events";
import type { Worker } from "node:worker_threads";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { revertAll } from "../../cli/commands/revert.ts";
import { NO_CACHE_FILE } from "../../cli/lint/cache.ts";
import { lintAll } from "../../cli/lint/run.ts";
import { planAll } from "../../cli/plan-all.ts";
import { createPool } from "../../cli/workers/pool.ts";
import type { Job, Result, Task } from "../../cli/workers/tasks.ts";
import { cyclesAmong, suspectedOfCycles } from "../../transforms/cycles.ts";
import { facts } from "../../transforms/facts.ts";
import type { Source } from "../../transforms/model.ts";
import { OPTIONS as LINT_OPTIONS } from "../rules/harness.ts";

const OPTIONS = { only: ["log-call", "error-path", "span"], dialects: [], categories: [] } as const;

const SILENT = { stage: () => {}, at: () => {}, end: () => {} };

const source = (name: string, text: string): Source => ({
  path: `/app/${name}`,
  relativePath: name,
  text,
  packageType: "module",
});

const SOURCES: readonly Source[] = [
  ...Array.from({ length: 40 }, (_, n) =>
    source(
      `agent${n}.ts`,
      `export async function run${n}(task: string) {\n  console.log("run", task);\n  try { return await go(task); } catch { return ${n}; }\n}\n`,
    ),
  ),
  source("a.ts", `import { b } from "./b.js";\nexport function a() { console.log("a"); return b; }\n`),
  source("b.ts", `import { a } from "./a.js";\nexport const b = () => { console.log("b"); a(); };\n`),
  source("broken.ts", "export const = 1;\n"),
  source("empty.ts", ""),
];

test("the outcomes are the same, and in the same order, for 1, 2 and 4 threads", async () => {
  const run = (workers: number) =>
    planAll(SOURCES, { cwd: "/project", options: OPTIONS, workers, at: () => {} });
  const one = await run(1);
  assert.is(one.length, SOURCES.length);
  assert.is(one.filter(({ kind }) => kind === "changed").length, 42);
  assert.is(one.filter(({ kind }) => kind === "failed").length, 1);
  assert.equal(await run(2), one);
  assert.equal(await run(4), one);
});

const DEEP: readonly (readonly [name: string, text: string])[] = [
  ["elements", `const a = ${"<a>".repeat(2000)}${"</a>".repeat(2000)};\nconsole.log(a);\n`],
  ["branches", Array.from({ length: 2000 }, (_, n) => `if (a === ${n}) console.log(${n});`).join(" else ")],
  ["links", `const a = f${".then((x) => x)".repeat(1500)}.catch(() => {});\n`],
  ["handlers", `${"try { f(); } catch (e) { ".repeat(300)}g();${"}".repeat(300)}\n`],
];

for (const [name, text] of DEEP) {
  test(`thousands of levels of ${name} are followed: migrate, lint, revert`, async () => {
    const deep = source("deep.tsx", text);
    const at = (): void => {};
    const [outcome] = await planAll([deep], { cwd: "/project", options: OPTIONS, workers: 1, at });
    assert.is(outcome?.kind, "changed", JSON.stringify(outcome).slice(0, 300));
    const { files } = await lintAll([deep], [deep], LINT_OPTIONS, {
      cache: NO_CACHE_FILE,
      cwd: "/project",
      progress: SILENT,
    });
    assert.is(files[0]?.failure, undefined);
    const output = outcome?.kind === "changed" ? outcome.output : "";
    const [reverted] = await revertAll([{ ...deep, text: output }], SILENT);
    assert.is(reverted?.after, text);
  });
}

test("twenty thousand lines in one function are mirrored", async () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => `  console.log("line ${n}", a);`);
  const long = source("long.ts", `export async function f(a) {\n${lines.join("\n")}\n}\n`);
  const given = { cwd: "/project", options: OPTIONS, workers: 1, at: () => {} };
  // A step that looks at all lines for each takes 40 s where this takes 3.
  const [outcome] = await planAll([long], given);
  assert.is(outcome?.kind === "changed" && outcome.sites["log-call"].done, 20_000);
});

/** A thread that dies of a source that says `die`, and of nothing else. */
function mortal(dies: (job: Job) => boolean): Worker {
  const worker = new EventEmitter() as EventEmitter & {
    postMessage: (task: Task) => void;
    terminate: () => void;
  };
  let dead = false;
  worker.terminate = () => {
    dead = true;
  };
  worker.postMessage = ({ id, jobs }) =>
    void setImmediate(() => {
      if (dead) return;
      if (jobs.some(dies)) {
        dead = true;
        worker.emit("error", Object.assign(new Error("heap"), { code: "ERR_WORKER_OUT_OF_MEMORY" }));
        worker.emit("exit", 1);
      } else worker.emit("message", { id, results: jobs.map(answer) });
    });
  return worker as unknown as Worker;
}

const answer = ({ source }: Job): Result => ({
  kind: "planned",
  outcome: { kind: "failed", path: source.relativePath, reason: "answered" },
});
const job = (path: string): Job => ({ kind: "plan", source: source(path, ""), inCycle: false });
const outcomes = (results: readonly Result[]): readonly string[] =>
  results.map((r) => (r.kind === "planned" ? r.outcome.path : r.kind === "dead" ? r.reason : r.kind));

test("a thread that dies fails the file that it died of, and the others are done", async () => {
  const jobs = ["a", "b", "die", "c", "die", "d"].map(job);
  for (const size of [1, 3]) {
    const pool = createPool(size, () => mortal((j) => j.source.relativePath === "die"));
    const reason = "it took too much memory";
    assert.equal(outcomes(await pool.run(jobs)), ["a", "b", reason, "c", reason, "d"]);
    assert.equal(outcomes(await pool.run([job("later")])), ["later"]);
    await pool.end();
  }
});

test("where every thread dies, the run ends and each file says why", async () => {
  let started = 0;
  const pool = createPool(2, () => {
    started++;
    return mortal(() => true);
  });
  const results = await pool.run(Array.from({ length: 100 }, (_, n) => job(`${n}`)));
  assert.is(results.length, 100);
  assert.ok(results.every(({ kind }) => kind === "dead"));
  assert.ok(started < 12, `${started} threads`);
  await pool.end();
});

test("a rough look suspects every module that is in a cycle, and few others", () => {
  const suspects = suspectedOfCycles([
    ...SOURCES,
    source("quoted.ts", `// import "./quoted.js"\n`),
    source("alone.ts", `import "./a.js";\n`),
  ]);
  assert.equal([...suspects].sort(), ["/app/a.ts", "/app/b.ts", "/app/quoted.ts"]);
  const suspected = SOURCES.filter(({ path }) => suspects.has(path));
  assert.equal([...cyclesAmong(SOURCES, suspected.map(facts))].sort(), ["/app/a.ts", "/app/b.ts"]);
});

test.run();
