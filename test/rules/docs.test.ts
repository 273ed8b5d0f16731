import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { CATALOG, RULE_IDS, type RuleId } from "../../transforms/rules/catalog.ts";
import { casesOf, lintText } from "./harness.ts";

const DOCS = new URL("../../docs/rules/", import.meta.url);
const SECTIONS = ["Why", "Invalid", "Valid", "Fix", "Options", "Out of scope"] as const;

const short = (id: RuleId): string => id.slice("err/".length);
const page = (id: RuleId): string => readFileSync(new URL(`${short(id)}.md`, DOCS), "utf8");

function section(text: string, name: (typeof SECTIONS)[number]): string {
  const [, behind = ""] = text.split(`\n## ${name}\n`);
  return behind.split(/\n## /)[0] ?? "";
}

const examples = (text: string): readonly string[] =>
  [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);

test("there is a page a rule, and no other", () => {
  assert.equal(readdirSync(DOCS).sort(), RULE_IDS.map((id) => `${short(id)}.md`).sort());
});

for (const id of RULE_IDS) {
  const { severity } = CATALOG[id];
  const settings = severity === "off" ? { rules: { [id]: "warn" as const } } : {};

  test(`${id} has a page with all its parts, fixtures, and a list of what is out of scope`, () => {
    const text = existsSync(new URL(`${short(id)}.md`, DOCS)) ? page(id) : "";
    assert.match(text, new RegExp(`^# ${id}\n`));
    assert.match(text, `Default: **${severity}**.`);
    for (const name of SECTIONS) assert.ok(section(text, name).trim().length > 20, `${name} of ${id}`);
    assert.match(section(text, "Out of scope"), /^- \S/m);
    assert.ok(casesOf(short(id), "valid").length > 0 && casesOf(short(id), "invalid").length > 0);
  });

  test(`${id}: the examples of its page are what they are called`, () => {
    const invalid = examples(section(page(id), "Invalid"));
    const valid = examples(section(page(id), "Valid"));
    assert.ok(invalid.length > 0 && valid.length > 0);
    const found = (code: string): readonly string[] =>
      lintText(code, settings).findings.map(({ ruleId }) => ruleId);
    for (const code of invalid) assert.ok(found(code).includes(id), code);
    for (const code of valid) assert.not.ok(found(code).includes(id), code);
  });
}

test("the guide names every rule and links its page", () => {
  const guide = readFileSync(new URL("../lint.md", DOCS), "utf8");
  for (const id of RULE_IDS) assert.match(guide, `[${short(id)}](rules/${short(id)}.md)`);
});

test.run();
