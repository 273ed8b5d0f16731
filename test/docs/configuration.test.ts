import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { KEYS } from "../../runtime/src/config/keys.ts";
import { configurationReference } from "../../scripts/docs/configuration.ts";

const written = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");

test("the reference of the configuration is what the code says; `npm run docs` writes it anew", () => {
  assert.is(written, configurationReference());
});

test("it has every runtime setting with its variable, what it may be, and what it does", () => {
  const sections = new Map(
    written.split("\n### ").map((section) => [/^`(\w+)`/.exec(section)?.[1], section] as const),
  );
  for (const [name, { env, allowed }] of Object.entries(KEYS)) {
    const section = sections.get(name) ?? "";
    assert.ok(section.includes(`must be ${allowed}`), name);
    assert.ok(env === undefined ? section.includes("only from code") : section.includes(`\`${env}\``), name);
    assert.match(section, /^`\w+`\n\n[A-Z`]\S* .*\n/, `${name} says what it does`);
  }
});

test.run();
