import { test } from "uvu";
import * as assert from "uvu/assert";
import { redactText } from "../../src/redaction/detect/scan.ts";
import { DETECTION_TYPES } from "../../src/redaction/detect/types.ts";
import { ATOMS, fill, unitsOf } from "./attacks.ts";

const all = { types: new Set(DETECTION_TYPES) };

function time(text: string, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    redactText(text, all);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Of 16 KB, in milliseconds, on a busy machine: linear searches stay under a sixth of it. */
const MOST = 25;
/** 16 times the text takes 16 times as long; quadratic would be 256. */
const GROWTH = 60;

function check(unit: string): void {
  if (time(fill(unit, 16_384), 1) < 8) return;
  const whole = time(fill(unit, 16_384), 6);
  if (whole < 8) return;
  assert.ok(whole < MOST, `${JSON.stringify(unit)}: ${whole} ms for 16 KB`);
  const ratio = time(fill(unit, 65_536), 3) / time(fill(unit, 4_096), 5);
  assert.ok(ratio < GROWTH, `${JSON.stringify(unit)}: ${ratio} times as long for 16 times the text`);
}

test("repeated", () => {
  for (const atom of ATOMS) check(atom);
});

test("mixed", () => {
  for (const unit of unitsOf(1_200)) check(unit);
});

test("one run of each behind another", () => {
  for (let i = 0; i < ATOMS.length; i++) {
    const text = fill(ATOMS[i]!, 8_192) + fill(ATOMS[(i * 7 + 3) % ATOMS.length]!, 8_192);
    const took = time(text, 1) < 4 ? 0 : time(text, 5);
    assert.ok(took < MOST, `${JSON.stringify(ATOMS[i])}: ${took} ms`);
  }
});

test.run();
