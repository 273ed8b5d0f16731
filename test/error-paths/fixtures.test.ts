import { test } from "uvu";
import * as assert from "uvu/assert";
import { parse, syntaxErrors } from "../../transforms/parse.ts";
import { revertSource } from "../../transforms/revert.ts";
import { source } from "../helpers/sources.ts";
import { expectedAfter, type Fixture, fixtures, load, migrate, outcome } from "./harness.ts";

/** Codes of what each case declines; every other case declines nothing. */
const DECLINED: Readonly<Record<string, readonly string[]>> = {
  declined: [
    "finally-override",
    "settled-rejections",
    "settled-rejections",
    "handler-by-reference",
    "runs-elsewhere",
    "floating-promise",
    "no-exact-place",
    "shadowed-error",
    "reassigned-error",
  ],
};

/** Cases in which nothing runs: they end the process or change nothing. */
const NOT_RUN: ReadonlySet<string> = new Set(["declined", "process-exit"]);

const pathOf = ({ extension }: Fixture): string => `src/example.${extension}`;

for (const fixture of fixtures) {
  const { name, before } = fixture;
  const path = pathOf(fixture);

  test(`${name}: edits`, () => {
    const { sites, after } = migrate(before, path);
    assert.is(after, expectedAfter(fixture, after));
    assert.equal(
      sites.declined.map(({ code }) => code),
      DECLINED[name] ?? [],
    );
    assert.is(sites.found, sites.done + sites.declined.length);
    assert.equal(syntaxErrors(parse(source(after, path)).ast), []);
  });

  test(`${name}: nothing is left for a second run`, () => {
    const first = migrate(before, path);
    const second = migrate(first.after, path);
    assert.is(second.after, first.after);
    assert.equal([second.sites.found, second.sites.done], [first.sites.found, first.sites.done]);
  });

  test(`${name}: revert gives the bytes back`, () => {
    const { after } = migrate(before, path);
    assert.is(revertSource(source(after, path)).text, before);
  });

  test(`${name}: same behaviour, one line on each silent run`, async () => {
    const original = load(before).runs;
    const { runs } = load(migrate(before, path).after);
    assert.equal(Object.keys(runs), Object.keys(original));
    assert.is(Object.keys(runs).length === 0, NOT_RUN.has(name));
    for (const scenario of Object.keys(runs)) await compare(fixture, scenario);
  });
}

/** One scenario in a fresh copy of both modules. */
async function compare(fixture: Fixture, scenario: string): Promise<void> {
  const original = load(fixture.before);
  const migrated = load(migrate(fixture.before, pathOf(fixture)).after);
  const expected = original.runs[scenario]!;
  const where = `${fixture.name}: ${scenario}`;
  assert.is(await outcome(migrated.runs[scenario]!), await outcome(expected), where);
  assert.is(migrated.legacy.length, original.legacy.length, `${where}: legacy lines`);
  assert.equal(
    migrated.lines.map(({ level }) => level),
    expected.level === "none" ? [] : [expected.level],
    `${where}: our lines`,
  );
  for (const { fields } of migrated.lines) assert.ok(fields, `${where}: fields`);
}

test.run();
