import { expect, test } from "vitest";
import { entries, isShared } from "./load.mjs";
import { scenario } from "./scenario.cjs";

test("ES modules", () => scenario(entries));

test("one logger for both module systems", () => {
  expect(isShared).toBe(true);
});
