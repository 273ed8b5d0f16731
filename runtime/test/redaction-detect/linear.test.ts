import { test } from "uvu";
import * as assert from "uvu/assert";
import { redactText } from "../../src/redaction/detect/scan.ts";
import { DETECTION_TYPES } from "../../src/redaction/detect/types.ts";
import { ATOMS, fill, mutated, nest, unitsOf } from "./attacks.ts";

const all = { types: new Set(DETECTION_TYPES) };

/** Characters of the sizes between which the time may grow as they do. */
const SIZES = [1_024, 4_096, 16_384, 65_536] as const;
/** Sixteen times the text takes 16 times as long; quadratic would be 256. */
const GROWTH = 60;
/** Microseconds per character: linear searches stay under a fifth of it, whatever they meet. */
const MOST = 3;

/** Microseconds of processor time, so that what else runs on the machine does not count: the least of `runs`. */
function time(text: string, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    redactText(text, all);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
  }
  return best;
}

type Shape = (length: number) => string;

/** Microseconds per character at 16 KB under which nothing that grows superlinearly stays. */
const QUICK = 0.5;

/** Asserts the growth from 4 to 64 KB of what is slow at 16 KB. */
function check(name: string, shape: Shape): void {
  const whole = shape(SIZES[2]);
  if (time(whole, 1) < SIZES[2] * QUICK || time(whole, 3) < SIZES[2] * QUICK) return;
  const perChar = time(shape(SIZES[3]), 4) / SIZES[3];
  const growth = time(shape(SIZES[3]), 4) / time(shape(SIZES[1]), 12);
  assert.ok(perChar < MOST || growth < GROWTH, `${name}: ${perChar} µs per character, ${growth} × for 16 ×`);
}

test("repeated", () => {
  for (const atom of ATOMS) check(JSON.stringify(atom), (length) => fill(atom, length));
});

test("mixed", () => {
  for (const unit of unitsOf(800)) check(JSON.stringify(unit), (length) => fill(unit, length));
});

test("nested, and one run of each behind another", () => {
  ATOMS.forEach((atom, i) => {
    const other = ATOMS[(i * 7 + 3) % ATOMS.length]!;
    check(`nest of ${JSON.stringify([atom, other])}`, (length) => nest(atom, other, length));
    check(`runs of ${JSON.stringify([atom, other])}`, (length) =>
      [fill(atom, length / 2), fill(other, length / 2)].join(""),
    );
  });
});

test("the slowest that a search finds grows as the text does", () => {
  const slowness = (unit: string): number => time(fill(unit, SIZES[1]), 3);
  let slowest = [...ATOMS, ...unitsOf(200, 7)]
    .map((unit) => ({ unit, took: slowness(unit) }))
    .sort((a, b) => b.took - a.took)
    .slice(0, 8);
  for (let round = 0; round < 10; round++) {
    const children = slowest.flatMap(({ unit }, i) => mutated(unit, round * 31 + i));
    slowest = [...slowest, ...children.map((unit) => ({ unit, took: slowness(unit) }))]
      .sort((a, b) => b.took - a.took)
      .slice(0, 8);
  }
  for (const { unit } of slowest) {
    // The median of three growths: a pause of the collector hits one of them.
    const growths = [0, 1, 2].map(() => time(fill(unit, SIZES[3]), 4) / time(fill(unit, SIZES[1]), 12));
    const growth = growths.sort((a, b) => a - b)[1]!;
    assert.ok(growth < GROWTH, `${JSON.stringify(unit)}: ${growth} times as long for 16 times the text`);
  }
});

test("the measure tells a quadratic search from these", () => {
  const quadratic = (text: string): void => void text.replace(/\d+x/g, "");
  const took = (length: number): number => {
    const before = process.cpuUsage();
    quadratic("1".repeat(length));
    const { user, system } = process.cpuUsage(before);
    return Math.max(1, user + system);
  };
  took(1_024);
  assert.ok(took(65_536) / Math.min(took(4_096), took(4_096), took(4_096)) > GROWTH);
});

test.run();
