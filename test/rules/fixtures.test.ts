import { test } from "uvu";
import * as assert from "uvu/assert";
import { CATALOG, type RuleId } from "../../transforms/rules/catalog.ts";
import { RULES } from "../../transforms/rules/index.ts";
import { casesOf, lintCase, ruleFolders, shown } from "./harness.ts";

test("every rule has fixtures", () => {
  assert.equal(ruleFolders, RULES.map(({ id }) => id.slice("err/".length)).sort());
});

/** Other rules that a case shows as well, as a matter of course. */
const BESIDES: Readonly<Record<string, readonly RuleId[]>> = {
  "err/unused-suppression": ["err/swallowed-catch"],
  "err/result-error": ["err/log-without-error"],
  "err/log-without-error": ["err/result-error"],
};

for (const { id } of RULES) {
  const { severity } = CATALOG[id];
  const folder = id.slice("err/".length);
  const settings = severity === "off" ? { rules: { [id]: "warn" as const } } : {};

  test(`${id}: eight cases each at least`, () => {
    assert.ok(casesOf(folder, "valid").length >= 8);
    assert.ok(casesOf(folder, "invalid").length >= 8);
  });

  for (const example of casesOf(folder, "invalid")) {
    test(`${id} finds: ${example.name}`, () => {
      const result = lintCase(example, settings);
      assert.is(result.failure, undefined);
      const ids = result.findings.map(({ ruleId }) => ruleId);
      const others = ids.filter((found) => found !== id && !BESIDES[id]?.includes(found));
      assert.ok(
        ids.includes(id) || BESIDES[id]?.some((other) => ids.includes(other)),
        `found ${ids.join() || "nothing"}`,
      );
      assert.equal(others, []);
    });
  }

  for (const example of casesOf(folder, "valid")) {
    test(`${id} leaves alone: ${example.name}`, () => {
      const result = lintCase(example, settings);
      assert.is(result.failure, undefined);
      assert.equal(shown(result), []);
    });
  }
}

test.run();
