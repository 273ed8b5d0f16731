import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { detect, redactText } from "../../src/redaction/detect/scan.ts";
import { DASHED_KEYS, LETTERED_KEYS } from "../../src/redaction/detect/secret-table.ts";
import { DETECTION_TYPES } from "../../src/redaction/detect/types.ts";
import { readCorpus } from "./corpus.ts";

const all = { types: new Set(DETECTION_TYPES) };
const corpus = readCorpus();

/** Texts of corpus lines, pieces of candidates and anything else. */
const piece = fc.oneof(
  fc.constantFrom(...corpus.map(({ text }) => text)),
  fc.constantFrom(
    ...'@|%40|.|-|+|+1 |(|(555) |1|12|123|1234|4111-|4155552671|0612345678| |  |,|;|\n|\\n|:|::|=|/|//|phone |call |order |number is |ssn |v|2024-01-02|password=|"|[|]|[EMAIL_REDACTED]|x|#|%|_|é|例|😀|sk-|Bearer |is |to '.split(
      "|",
    ),
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

const cutsPair = (value: string, at: number): boolean =>
  /^[\ud800-\udbff][\udc00-\udfff]$/.test(value.slice(at - 1, at + 1)) && at > 0;

test("finds are sorted, apart, not empty, and cut no surrogate pair", () => {
  fc.assert(
    fc.property(text, (value) => {
      let free = 0;
      for (const { start, end } of detect(value, all)) {
        assert.ok(start >= free && end > start && end <= value.length);
        assert.not(cutsPair(value, start) || cutsPair(value, end));
        free = end;
      }
    }),
    { numRuns: 3000 },
  );
});

test("redacting twice is redacting once", () => {
  fc.assert(
    fc.property(text, (value) => {
      const once = redactText(value, all);
      assert.is(redactText(once, all), once);
    }),
    { numRuns: 5000 },
  );
});

test("redacting twice is redacting once where a marker is shorter, or a word less, than what it stands for", () => {
  for (const value of [
    "2024-01-02 call from 212-555-0187default via fe80::1 dev eth0 and many letters more, and more Order #4155552671\u0675;",
    "phone id: 5551234567EIN 12-3456789password=hunter2!INSERT INTO t VALUES (4155552671, 5551234567)x",
    "The address is jane@example.com.upgraded from 1.2.3.4 to 1.2.3.5",
    "call password: ********upgraded from 1.2.3.4 to 1.2.3.5",
    "mac 02:42:ac:11:00:02::ffff:192.0.2.128",
    "password=[EMAIL_REDACTED]//022-23456789**jane@example.com**x",
  ]) {
    const once = redactText(value, all);
    assert.is(redactText(once, all), once);
  }
});

test("what is found in a line is found in any paragraph", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...corpus.filter(({ heldOut }) => !heldOut)),
      fc.lorem(),
      ({ text, spans }, around) => {
        const found = detect(`${around}\n\n${text}\n\n${around}`, all);
        assert.equal(
          found.map(({ type, start, end }) => ({
            type,
            start: start - around.length - 2,
            end: end - around.length - 2,
          })),
          spans.map((span) => ({ ...span })),
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test("no digit of a card survives, however it is written", () => {
  const layouts = [[16], [4, 4, 4, 4], [8, 8], [6, 10]];
  const digits = fc.tuple(
    fc.constantFrom("4", "51", "2221", "6011", "35289"),
    fc.array(fc.nat(9), { minLength: 15, maxLength: 15 }),
  );
  fc.assert(
    fc.property(
      digits,
      fc.constantFrom(...layouts),
      fc.constantFrom(" ", "-"),
      ([prefix, rest], layout, separator) => {
        const card = withLuhn((prefix + rest.join("")).slice(0, 15));
        const groups = layout.map((length, i) => {
          const at = layout.slice(0, i).reduce((sum, each) => sum + each, 0);
          return card.slice(at, at + length);
        });
        const written = groups.join(separator);
        assert.is(redactText(`paid with ${written}.`, all), "paid with [CREDIT_CARD_REDACTED].");
      },
    ),
  );
});

function withLuhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const doubled = Number(digit) * 2;
    return total + (i % 2 === 0 ? (doubled > 9 ? doubled - 9 : doubled) : Number(digit));
  }, 0);
  return digits + ((10 - (sum % 10)) % 10);
}

test("every prefix of the table is found with a body of its shape", () => {
  for (const { prefixes, body } of [...DASHED_KEYS, ...LETTERED_KEYS]) {
    const sample = fc.stringMatching(new RegExp(`^${body.replace(/\(\?!.*?\)/, "")}$`));
    for (const prefix of prefixes.split(" ")) {
      fc.assert(
        fc.property(sample, (value) => {
          // Bodies that words could make up must look random besides.
          const key = prefix + value;
          fc.pre(/\d/.test(value) && /[A-Za-z0-9]{12}/.test(value));
          const redacted = redactText(`key ${key} end`, all);
          assert.is(redacted.includes(value.slice(0, 12)), false, `${key} → ${redacted}`);
        }),
        { numRuns: 20 },
      );
    }
  }
});

test.run();
