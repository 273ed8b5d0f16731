import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { KEYS } from "../src/config/keys.ts";
import { createTestLogger } from "../src/testing.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

function shown(initial: unknown): string {
  if (initial === undefined) return "–";
  if (Array.isArray(initial) && initial.length > 0) return initial.join(", ");
  return typeof initial === "object" ? JSON.stringify(initial) : String(initial);
}

test("the configuration table has every key, its variable and its default", () => {
  const rows = new Map(
    [...readme.matchAll(/^\| `(\w+)`[^|]*\| (?:`(LOG_\w+)`)?[^|]*\| (.*) \|$/gm)].map(
      ([, key, env, initial]) => [key, { env, initial: initial?.trim() }],
    ),
  );
  for (const [name, key] of Object.entries(KEYS)) {
    const initial = name === "onInternalError" ? "a line on stderr" : shown(key.initial);
    assert.equal(rows.get(name), { env: key.env, initial }, name);
  }
  assert.is(rows.size, Object.keys(KEYS).length);
});

test("every method of the logger is told of", () => {
  for (const method of Object.keys(createTestLogger().logger)) {
    if (["enableSampling", "enablePiiRedaction"].includes(method)) continue;
    assert.ok(readme.includes(`\`${method}`), method);
  }
});

test.run();
