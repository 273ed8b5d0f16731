import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { fixFile } from "../../transforms/fix.ts";
import { revertSource } from "../../transforms/revert.ts";
import { CATALOG, type RuleId } from "../../transforms/rules/catalog.ts";
import type { FileFindings } from "../../transforms/rules/model.ts";
import { type Case, casesOf, lintCase, OPTIONS } from "./harness.ts";

/** Rules whose findings a line mends, and those that are for a person to settle. */
const MENDED = [
  "swallowed-catch",
  "swallowed-rejection",
  "callback-error",
  "error-listener",
  "exit-without-log",
  "dead-capture",
  "todo-handler",
  "result-error",
  "http-not-ok",
] as const;

const fileOf = (rule: string): URL => new URL(`../../fixtures/rules/${rule}/fix.ts`, import.meta.url);

type Pair = { readonly name: string; readonly path: string; readonly before: string; readonly after: string };

/** Cases of `fix.ts`: `// --- name [path]`, the text before, `// ===`, the text after. */
function pairsOf(rule: string): readonly Pair[] {
  const parts = readFileSync(fileOf(rule), "utf8")
    .split(/^\/\/ --- /m)
    .slice(1);
  return parts.map((part) => {
    const [head = "", ...lines] = part.split("\n");
    const [before = "", after = ""] = lines.join("\n").split(/^\/\/ ===\n/m);
    const [, name = head, path = "main.ts"] = /^(.*?)(?: \[(.+)\])?$/.exec(head) ?? [];
    return { name, path: `/app/${path}`, before, after };
  });
}

const caseOf = (path: string, text: string): Case => ({
  name: path,
  files: new Map([[path, text]]),
  main: path,
});

/** The text with all fixes made, and how many there were. */
function fixed(found: FileFindings): string {
  const outcome = fixFile(found.source, found.findings, OPTIONS);
  return outcome.kind === "changed" ? outcome.output : found.source.text;
}

const fixesOf = ({ findings }: FileFindings): number => findings.filter(({ fix }) => fix).length;

for (const rule of MENDED) {
  test(`${rule} has fixes as fixtures`, () => {
    assert.ok(existsSync(fileOf(rule)), `fixtures/rules/${rule}/fix.ts is missing`);
    assert.ok(pairsOf(rule).length >= 3);
  });

  if (process.env.U === "1" && existsSync(fileOf(rule))) {
    const texts = pairsOf(rule).map(({ name, path, before }) => {
      const where = path === "/app/main.ts" ? "" : ` [${path.slice("/app/".length)}]`;
      return `// --- ${name}${where}\n${before}// ===\n${fixed(lintCase(caseOf(path, before), { fixes: true }))}`;
    });
    writeFileSync(fileOf(rule), texts.join(""));
  }

  for (const { name, path, before, after } of existsSync(fileOf(rule)) ? pairsOf(rule) : []) {
    test(`${rule} is fixed: ${name}`, () => {
      const found = lintCase(caseOf(path, before), { fixes: true });
      assert.ok(found.findings.some(({ ruleId }) => ruleId === `err/${rule}`));
      assert.is(fixed(found), after);
      const again = lintCase(caseOf(path, after), { fixes: true });
      assert.equal(
        again.findings.map(({ ruleId }) => ruleId),
        [],
      );
      const reverted = (text: string): string => revertSource({ ...found.source, text }).text;
      assert.is(reverted(after), reverted(before));
      if (!before.includes("blog-runtime")) assert.is(reverted(after), before);
    });
  }
}

for (const id of Object.keys(CATALOG) as RuleId[]) {
  const rule = id.slice("err/".length);
  for (const example of casesOf(rule, "invalid")) {
    test(`${id}: fixing leaves nothing that can be fixed, and can be reverted: ${example.name}`, () => {
      const found = lintCase(example, { fixes: true });
      const text = fixed(found);
      const files = new Map([...example.files, [example.main, text]]);
      const again = lintCase({ ...example, files }, { fixes: true });
      assert.is(again.failure, undefined);
      assert.is(fixesOf(again), 0);
      assert.is(again.findings.length, found.findings.length - fixesOf(found));
      assert.is(revertSource({ ...found.source, text }).text, found.source.text);
      if ((MENDED as readonly string[]).includes(rule)) return;
      assert.is(found.findings.filter(({ ruleId, fix }) => ruleId === id && fix).length, 0);
    });
  }
}

test.run();
