/*
 * What a team does: install both packages, run `npx blog-migrate src/` on a legacy backend, and go on working.
 *
 *   npm install blog-migrate blog-runtime
 *   npx blog-migrate src/          exit 0, a summary with what was found, done and declined
 *   npm test                       as before
 *   npx blog-migrate src/          changes nothing
 *   npx blog-migrate revert src/   every byte is back
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Report } from "../../transforms/report.ts";
import { ancestry, type Line, structured } from "./lines.ts";
import { bytes, install, ROOT, run, succeed } from "./packed.ts";

type SilentError = {
  readonly file: string;
  readonly line_hint: string;
  readonly occurrence?: number;
  readonly kind: string;
  /** The scenario that provokes it; null where nothing can. */
  readonly trigger: string | null;
  readonly function: string;
  readonly expectedComponent: string;
  readonly expectedCategory: string;
  readonly acceptableCategories?: readonly string[];
  readonly expectedMessageContains?: string;
  readonly level: "error" | "debug";
};

const PROJECT = "fixtures/projects/agentic-backend";
const silent = JSON.parse(
  readFileSync(join(ROOT, PROJECT, "silent-errors.json"), "utf8"),
) as readonly SilentError[];
const scenario = ["--import", "tsx", "scripts/scenario.ts"];

/** Nothing can be put in front of these that sees the error; the report has to decline each, at its place. */
const DECLINED = new Set(["all-settled-rejections-dropped", "finally-return-overrides", "floating-promise"]);

/** Arguably silent, but somebody is told: by policy no error path to log. */
const HANDLED = new Set(["logged-without-the-error", "collected-then-dropped", "error-as-tool-result"]);

/** Kinds of failure that code expects, told at `debug` as those that say so themselves. */
const EXPECTED = new Set(["swallowed-in-generator-cleanup", "error-to-boolean"]);

type World = {
  readonly folder: string;
  readonly remove: () => void;
  readonly legacy: ReadonlyMap<string, string>;
  readonly report: Report;
  readonly lines: readonly Line[];
};

const test = suite<World>("agentic-backend, migrated by the packed packages");

test.before((world) => {
  try {
    prepare(world);
  } catch (error) {
    console.error(error); // uvu says nothing of a hook that throws
    throw error;
  }
});

function prepare(world: World): void {
  const { folder, remove } = install(PROJECT);
  const legacy = bytes(join(folder, "src"));
  const migrated = run(folder, "npx", ["blog-migrate", "src/", "--format", "json"]);
  assert.is(migrated.status, 0, migrated.stderr);
  const report = JSON.parse(migrated.stdout) as Report;
  const { status, stdout, stderr } = run(folder, process.execPath, scenario, { LOG_LEVEL: "debug" });
  assert.is(status, 0, stderr.slice(-2000));
  assert.is(JSON.parse(stdout).ok, true);
  Object.assign(world, { folder, remove, legacy, report, lines: structured(stderr) });
}

test.after(({ remove }) => remove?.());

test("no file failed, and every count adds up", ({ report }) => {
  const { totals } = report;
  assert.is(totals.failed, 0);
  assert.is(totals.changed + totals.unchanged + totals.skipped, totals.files);
  for (const { found, done, declined } of [totals.logCalls, totals.errorPaths, totals.functions]) {
    assert.is(done + declined, found);
  }
  const declines = report.files.flatMap((file) => file.declined);
  assert.is(
    declines.length,
    totals.logCalls.declined + totals.errorPaths.declined + totals.functions.declined,
  );
  assert.ok(declines.every(({ code, reason, line }) => code && reason && line > 0));
});

test("declarations, tests, generated and client files were left alone, each with a reason", ({ report }) => {
  const skipped = new Map(report.files.filter((f) => f.status === "skipped").map((f) => [f.path, f.reason]));
  const expected = [
    "src/generated/schema.ts",
    "src/rag/ingestion/chunker.test.ts",
    "src/types/global.d.ts",
    "src/ui/status-panel.ts",
  ];
  assert.equal([...skipped.keys()].sort(), expected);
  assert.ok([...skipped.values()].every(Boolean));
});

test("what was there is still there, in its order, and no legacy line is lost", ({ folder, legacy }) => {
  for (const [path, text] of bytes(join(folder, "src"))) {
    assert.ok(isSubsequence(legacy.get(path) ?? "", text), `${path} lost something`);
  }
});

test("it type-checks", ({ folder }) => {
  succeed(folder, "npx", "tsc", "-p", ".");
});

test("its own tests pass", ({ folder }) => {
  succeed(folder, "npm", "test");
});

test("a second run changes nothing", ({ folder, report }) => {
  const again = JSON.parse(
    succeed(folder, "npx", "blog-migrate", "src/", "--force", "--format", "json"),
  ) as Report;
  assert.is(again.totals.changed, 0);
  for (const kind of ["logCalls", "errorPaths", "functions"] as const) {
    const { already, ...counts } = again.totals[kind];
    const { already: _, ...before } = report.totals[kind];
    assert.equal(counts, before, kind);
    assert.is(already, counts.done, kind);
  }
});

for (const error of silent) {
  const { file, kind, trigger } = error;
  if (trigger === null) continue;
  test(`${file}: ${kind} in ${error.function} (${trigger})`, ({ lines, report, legacy }) => {
    if (lines.some((line) => tells(line, error))) return;
    if (HANDLED.has(kind)) return;
    assert.ok(DECLINED.has(kind), `no line tells of it:\n${nearest(lines, error)}`);
    const place = lineOf(legacy.get(file.replace("src/", "")) ?? "", error);
    const declined = report.files.find((f) => f.path === file)?.declined ?? [];
    const near = declined.filter((d) => d.kind === "error-path" && Math.abs(d.line - place) <= 6);
    assert.ok(near.length > 0, `neither logged nor declined at line ${place}`);
  });
}

test("spans nest from the request to the agent, the tool and the model", ({ lines }) => {
  const spans = lines.filter((line) => line.spanName);
  const chains = spans.map((span) => ancestry(span, spans));
  const nests = (...path: readonly RegExp[]): boolean =>
    chains.some((names) => {
      let at = 0;
      for (const name of names) if (path[at]?.test(name)) at++;
      return at === path.length;
    });
  assert.ok(
    nests(/Provider\.(?:complete|stream|request)/, /^ReactAgent\./, /^ChatController\./),
    "model in agent in request",
  );
  assert.ok(
    nests(/Tool\.execute/, /^ToolRegistry\.invoke/, /^ReactAgent\./, /^ChatController\./),
    "tool in agent in request",
  );
});

test("revert restores every byte", ({ folder, legacy }) => {
  succeed(folder, "npx", "blog-migrate", "revert", "src/", "--force");
  assert.equal(bytes(join(folder, "src")), legacy);
  assert.is(succeed(folder, "git", "status", "--porcelain", "src").trim(), "");
});

test.run();

/** Whether a line is the one that this error should leave. */
function tells(line: Line, error: SilentError): boolean {
  const categories = [error.expectedCategory, ...(error.acceptableCategories ?? [])].map((c) =>
    c.toLowerCase(),
  );
  return (
    line.component === error.expectedComponent &&
    categories.includes(line.category) &&
    line.level === (error.level === "debug" || EXPECTED.has(error.kind) ? 20 : 50) &&
    line.msg.includes(error.expectedMessageContains ?? "") &&
    (line.err !== undefined || error.kind === "response-not-ok-default")
  );
}

function nearest(lines: readonly Line[], { expectedComponent, function: name }: SilentError): string {
  const near = lines.filter((l) => l.component === expectedComponent || l.msg.includes(name));
  return [
    ...new Set(near.map((l) => `${l.level} ${l.category} ${l.component} ${l.msg} ${l.err?.message ?? ""}`)),
  ]
    .slice(0, 12)
    .join("\n");
}

function lineOf(text: string, { line_hint, occurrence = 1 }: SilentError): number {
  const lines = text.split("\n");
  let seen = 0;
  return lines.findIndex((line) => line.includes(line_hint) && ++seen === occurrence) + 1;
}

/** Whether `text` can be made of `whole` by leaving characters out. */
function isSubsequence(text: string, whole: string): boolean {
  let at = 0;
  for (let i = 0; i < whole.length && at < text.length; i++) if (whole[i] === text[at]) at++;
  return at === text.length;
}
