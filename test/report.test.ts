import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Change, Declined } from "../transforms/model.ts";
import { type Changed, type FileOutcome, report } from "../transforms/report.ts";
import { positions } from "../transforms/syntax/positions.ts";

const RUN = { command: "migrate", dryRun: true, durationMs: 12.4 };

function change(kind: Change["kind"], start: number, summary: string): Change {
  return { kind, range: { start, end: start + 1 }, summary, edits: [] };
}

function declined(kind: Declined["kind"], offset: number): Declined {
  return { kind, code: "some-code", offset, reason: "a sentence" };
}

const TEXT = "\ufeffone\r\n  two\nthree";

const CHANGED: Changed = {
  kind: "changed",
  path: "src/b.ts",
  source: { path: "/x/src/b.ts", relativePath: "src/b.ts", text: TEXT },
  output: `${TEXT}!`,
  changes: [change("span", TEXT.indexOf("three"), "traced three"), change("import", 1, "imported")],
  declined: [declined("span", TEXT.indexOf("two")), declined("log-call", 1)],
  sites: {
    "log-call": { found: 1, done: 0, declined: 1, already: 0 },
    "error-path": { found: 0, done: 0, declined: 0, already: 0 },
    span: { found: 2, done: 1, declined: 1, already: 0 },
  },
  classification: { category: "API_LAYER", confidence: "high", evidence: ["its path"] },
  component: "B",
};
const { output: _, changes: __, ...unchanged } = CHANGED;

const OUTCOMES: readonly FileOutcome[] = [
  CHANGED,
  { kind: "failed", path: "src/Z.ts", reason: "does not parse" },
  { kind: "skipped", path: "dist/", code: "output", reason: "a build's output folder" },
  { ...unchanged, kind: "unchanged", path: "src/a.ts", declined: [] },
];

test("is exactly what `--format json` promises", () => {
  assert.equal(report(OUTCOMES, RUN), {
    version: 1,
    command: "migrate",
    dryRun: true,
    durationMs: 12,
    totals: {
      files: 4,
      changed: 1,
      unchanged: 1,
      skipped: 1,
      failed: 1,
      logCalls: { found: 2, done: 0, declined: 2, already: 0 },
      errorPaths: { found: 0, done: 0, declined: 0, already: 0 },
      functions: { found: 4, done: 2, declined: 2, already: 0 },
      transforms: { found: 0, done: 0, declined: 0, already: 0 },
    },
    files: [
      {
        path: "dist/",
        status: "skipped",
        category: null,
        confidence: null,
        evidence: [],
        component: null,
        edits: [],
        declined: [],
        reason: "a build's output folder",
      },
      {
        path: "src/Z.ts",
        status: "failed",
        category: null,
        confidence: null,
        evidence: [],
        component: null,
        edits: [],
        declined: [],
        reason: "does not parse",
      },
      {
        path: "src/a.ts",
        status: "unchanged",
        category: "API_LAYER",
        confidence: "high",
        evidence: ["its path"],
        component: "B",
        logCalls: { found: 1, done: 0, declined: 1, already: 0 },
        errorPaths: { found: 0, done: 0, declined: 0, already: 0 },
        functions: { found: 2, done: 1, declined: 1, already: 0 },
        edits: [],
        declined: [],
      },
      {
        path: "src/b.ts",
        status: "changed",
        category: "API_LAYER",
        confidence: "high",
        evidence: ["its path"],
        component: "B",
        logCalls: { found: 1, done: 0, declined: 1, already: 0 },
        errorPaths: { found: 0, done: 0, declined: 0, already: 0 },
        functions: { found: 2, done: 1, declined: 1, already: 0 },
        edits: [
          { kind: "import", line: 1, column: 1, summary: "imported" },
          { kind: "span", line: 3, column: 1, summary: "traced three" },
        ],
        declined: [
          { kind: "log-call", code: "some-code", line: 1, column: 1, reason: "a sentence" },
          { kind: "span", code: "some-code", line: 2, column: 3, reason: "a sentence" },
        ],
      },
    ],
  });
});

test("does not depend on the order of the files", () => {
  assert.equal(report([...OUTCOMES].reverse(), RUN), report(OUTCOMES, RUN));
});

test("of nothing is zeros", () => {
  const { totals, files } = report([], RUN);
  assert.equal(files, []);
  assert.equal(totals.functions, { found: 0, done: 0, declined: 0, already: 0 });
});

test("positions count from 1, by every kind of line end", () => {
  const at = positions("a\nb\r\nc\rd");
  assert.equal(at(0), { line: 1, column: 1 });
  assert.equal(at(1), { line: 1, column: 2 });
  assert.equal(at(2), { line: 2, column: 1 });
  assert.equal(at(5), { line: 3, column: 1 });
  assert.equal(at(7), { line: 4, column: 1 });
  assert.equal(at(8), { line: 4, column: 2 });
  assert.equal(positions("")(0), { line: 1, column: 1 });
});

test.run();
