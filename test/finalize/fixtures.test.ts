import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { finalizeFile } from "../../transforms/finalize.ts";
import { migrateFile } from "../../transforms/migrate.ts";
import { SITE_KINDS } from "../../transforms/model.ts";
import { parseOutput, syntaxErrors } from "../../transforms/parse.ts";
import { positions } from "../../transforms/syntax/positions.ts";
import { source } from "../helpers/sources.ts";

/*
 * fixtures/finalize/<case>: `before` is migrated and then finalized to `after`; `report.txt` says what was dropped and
 * what was left. Rewritten with U=1.
 */
const ROOT = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const OPTIONS = { only: SITE_KINDS, dialects: [], categories: [] };

type Done = { readonly text: string; readonly report: string; readonly changes: number };

function run(how: typeof migrateFile, text: string, extension: string): Done {
  const outcome = how(source(text, `src/example${extension}`), OPTIONS);
  assert.ok(outcome.kind === "changed" || outcome.kind === "unchanged", JSON.stringify(outcome));
  const at = positions(text);
  const place = (offset: number): string => `${at(offset).line}:${at(offset).column}`;
  const changes = outcome.kind === "changed" ? outcome.changes : [];
  const lines = [
    ...changes.map(({ range, summary }) => `${place(range.start)} ${summary}`),
    ...outcome.declined.map(({ offset, code, reason }) => `${place(offset)} declined ${code}: ${reason}`),
  ];
  return {
    text: outcome.kind === "changed" ? outcome.output : text,
    report: `${lines.join("\n")}\n`,
    changes: changes.length,
  };
}

function expectFile(file: string, text: string): void {
  if (process.env.U === "1") writeFileSync(file, text);
  assert.ok(existsSync(file), `${file} is missing; write it with U=1`);
  assert.is(text, readFileSync(file, "utf8"));
}

for (const name of readdirSync(join(ROOT, "finalize"))) {
  test(name, () => {
    const folder = join(ROOT, "finalize", name);
    const before = readdirSync(folder).find((file) => file.startsWith("before.")) ?? "";
    const extension = extname(before);
    const migrated = run(migrateFile, readFileSync(join(folder, before), "utf8"), extension);
    const final = run(finalizeFile, migrated.text, extension);
    expectFile(join(folder, `after${extension}`), final.text);
    expectFile(join(folder, "report.txt"), final.report);
  });
}

/** Every fixture of every other area: what holds for any file. */
const FILES = ["dialects", "error-paths", "spans", "rules"].flatMap((area) =>
  readdirSync(join(ROOT, area), { recursive: true })
    .map(String)
    .filter((path) => /(?:before|invalid|valid)[^/]*\.[cm]?[jt]sx?$/.test(path))
    .map((path) => join(ROOT, area, path)),
);

test("any file: parses, nothing is done twice, every production line stays, and nothing is left to mirror", () => {
  assert.ok(FILES.length > 80, String(FILES.length));
  let dropped = 0;
  for (const path of FILES) {
    const extension = extname(path);
    const text = readFileSync(path, "utf8");
    if (migrateFile(source(text, `src/example${extension}`), OPTIONS).kind === "failed") continue;
    const migrated = run(migrateFile, text, extension);
    const final = run(finalizeFile, migrated.text, extension);
    dropped += final.changes;
    assert.equal(syntaxErrors(parseOutput(source(final.text, `src/example${extension}`)).ast), [], path);
    const lines = (all: string): number =>
      all.split(/backendLogger\w*\.(?:debug|info|warn|error|critical)\(/).length;
    assert.is(lines(final.text), lines(migrated.text), path);
    assert.is(run(finalizeFile, final.text, extension).changes, 0, path);
    const again = migrateFile(source(final.text, `src/example${extension}`), {
      ...OPTIONS,
      only: ["log-call"],
    });
    assert.is(again.kind, "unchanged", path);
  }
  assert.ok(dropped > 80, String(dropped));
});

test.run();
