import { suite } from "uvu";
import * as assert from "uvu/assert";
import { cases, expectedAfter, migrated } from "./cases.ts";
import { checkInvariants } from "./invariants.ts";
import { layouts } from "./layouts.ts";
import { removeFolders, systemsOf, trace } from "./module.ts";

const test = suite("hard cases");
test.after(removeFolders);

for (const hardCase of cases) {
  const { name, extension, before } = hardCase;

  test(`${name}: before gives after, exactly, once, and counted`, () => {
    const after = checkInvariants(before, extension);
    assert.is(after, expectedAfter(hardCase, after));
  });

  test(`${name}: also in an import cycle`, () => {
    checkInvariants(before, extension, true);
  });

  for (const [layout, change] of Object.entries(layouts)) {
    test(`${name}: ${layout}`, () => {
      checkInvariants(change(before), extension);
    });
  }

  for (const system of systemsOf(before, extension)) {
    test(`${name}: does the same as before, as ${system}`, async () => {
      const expected = await trace(before, extension, system);
      assert.equal(await trace(migrated(before, extension), extension, system), expected);
      assert.equal(await trace(migrated(before, extension, true), extension, system), expected);
    });
  }
}

test.run();
