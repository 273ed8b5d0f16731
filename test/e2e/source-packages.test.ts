/*
 * Packages that ship their TypeScript sources, through the whole engine: nothing crashes, no file fails,
 * each output parses, a second run changes nothing, and revert gives back every byte.
 */
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { discover } from "../../transforms/discover.ts";
import { facts } from "../../transforms/facts.ts";
import { link } from "../../transforms/link.ts";
import { migrateFile } from "../../transforms/migrate.ts";
import type { MigrateOptions } from "../../transforms/model.ts";
import { parse, syntaxErrors } from "../../transforms/parse.ts";
import type { Report } from "../../transforms/report.ts";
import { revertSource } from "../../transforms/revert.ts";
import { ROOT, run } from "./packed.ts";

const PACKAGES = [
  { name: "openai", atLeast: 250 },
  { name: "@anthropic-ai/sdk", atLeast: 150 },
] as const;

/** As agents, so that functions of every shape get a span. */
const OPTIONS: MigrateOptions = {
  only: ["log-call", "error-path", "span"],
  dialects: [],
  categories: [{ files: "**", category: "AGENT_OPERATIONS" }],
};

for (const { name, atLeast } of PACKAGES) {
  const src = join(ROOT, "node_modules", name, "src");

  test(`${name}: every file, generated ones too`, async () => {
    const { sources, failed } = discover([src], { cwd: src, take: ["generated"] });
    assert.equal(failed, []);
    assert.ok(sources.length >= atLeast, `${sources.length} files`);
    const { inCycle } = link(sources.map(facts));
    let changed = 0;
    for (const source of sources) {
      const outcome = migrateFile(source, OPTIONS, inCycle.has(source.path));
      assert.is.not(outcome.kind, "failed", source.relativePath);
      if (outcome.kind !== "changed") continue;
      changed++;
      const output = { ...source, text: outcome.output };
      assert.equal(syntaxErrors(parse(output).ast), [], source.relativePath);
      assert.is(revertSource(output).text, source.text, source.relativePath);
      assert.is(
        migrateFile(output, OPTIONS, inCycle.has(source.path)).kind,
        "unchanged",
        source.relativePath,
      );
    }
    assert.ok(changed > 50, `${changed} changed`);
  });

  test(`${name}: npx blog-migrate --dry-run`, () => {
    const args = [
      "--import",
      "tsx",
      "cli/main.ts",
      src,
      "--dry-run",
      "--format",
      "json",
      "--include-generated",
    ];
    const { status, stdout, stderr } = run(ROOT, process.execPath, args);
    assert.is(status, 0, stderr.slice(-1000));
    const { totals } = JSON.parse(stdout) as Report;
    assert.is(totals.failed, 0);
    assert.ok(totals.changed > 10, `${totals.changed} changed`);
  });
}

test.run();
