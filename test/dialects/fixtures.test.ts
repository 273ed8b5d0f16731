import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { migrateFile } from "../../transforms/migrate.ts";
import type { CustomDialect, MigrateOptions } from "../../transforms/model.ts";
import { revertSource } from "../../transforms/revert.ts";
import { positions } from "../../transforms/syntax/positions.ts";
import { source } from "../helpers/sources.ts";

/*
 * fixtures/dialects/<case>: `before` becomes `after`, and `report.txt` says what was done and declined.
 * `dialects.json` configures custom loggers. Rewritten with U=1.
 */
const ROOT = fileURLToPath(new URL("../../fixtures/dialects/", import.meta.url));

for (const name of readdirSync(ROOT)) {
  const folder = join(ROOT, name);
  const before = readdirSync(folder).find((file) => file.startsWith("before."));
  test(name, () => {
    assert.ok(before, `${name} has no before file`);
    const extension = extname(before);
    const text = readFileSync(join(folder, before), "utf8");
    const result = run(text, extension, options(folder));
    expectFile(join(folder, `after${extension}`), result.text);
    expectFile(join(folder, "report.txt"), result.report);

    const again = run(result.text, extension, options(folder));
    assert.is(again.text, result.text, "a second run changes nothing");
    assert.is(again.counts, result.counts, "a second run counts the same");
    if (!text.includes("blog-runtime")) {
      const reverted = revertSource(source(result.text, `src/example${extension}`));
      assert.is(reverted.text, text, "revert gives the original");
    }
  });
}

function options(folder: string): MigrateOptions {
  const file = join(folder, "dialects.json");
  const dialects = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as CustomDialect[]) : [];
  return { only: ["log-call"], dialects, categories: [] };
}

function run(text: string, extension: string, settings: MigrateOptions) {
  const outcome = migrateFile(source(text, `src/example${extension}`), settings);
  if (outcome.kind !== "changed" && outcome.kind !== "unchanged") throw new Error(JSON.stringify(outcome));
  const lineOf = positions(text);
  const changes = outcome.kind === "changed" ? outcome.changes : [];
  const lines = [
    ...changes
      .filter(({ kind }) => kind === "log-call")
      .map(({ range, summary }) => [lineOf(range.start).line, summary] as const),
    ...outcome.declined.map(({ offset, code }) => [lineOf(offset).line, `declined: ${code}`] as const),
  ].sort((a, b) => a[0] - b[0]);
  const { found, done, declined } = outcome.sites["log-call"];
  const counts = `${found} found, ${done} done, ${declined} declined`;
  const report = [counts, ...lines.map(([line, what]) => `${line}: ${what}`), ""].join("\n");
  return { text: outcome.kind === "changed" ? outcome.output : text, report, counts };
}

function expectFile(path: string, actual: string): void {
  if (process.env.U === "1") writeFileSync(path, actual);
  assert.ok(existsSync(path), `${path} is missing; U=1 writes it`);
  assert.is(actual, readFileSync(path, "utf8"));
}

test.run();
