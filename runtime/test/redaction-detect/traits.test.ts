import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { detect, search } from "../../src/redaction/detect/scan.ts";
import { SHORT, traitsOf, UNKNOWN } from "../../src/redaction/detect/traits.ts";
import { DETECTION_TYPES } from "../../src/redaction/detect/types.ts";
import { fill, unitsOf } from "./attacks.ts";
import { readCorpus, SETS } from "./corpus.ts";

const types = new Set(DETECTION_TYPES);

/** What a text's traits rule out must not be there. */
function check(text: string, label = ""): void {
  const options = { types, label };
  const all = search(text, options, UNKNOWN);
  assert.equal(search(text, options, traitsOf(text)), all, `${label}: ${text}`);
  for (const type of DETECTION_TYPES) {
    const one = { types: new Set([type]), label };
    assert.equal(search(text, one, traitsOf(text)), search(text, one, UNKNOWN), `${type} in ${text}`);
  }
}

test("nothing that is found in the corpus is ruled out", () => {
  for (const { text, spans } of SETS.flatMap((set) => readCorpus(set))) {
    check(text);
    for (const { start, end } of spans) {
      check(text.slice(start, end));
      for (const label of ["password", "phone", "ssn", "note"]) check(text.slice(start, end), label);
    }
  }
});

test("nothing that an attack is made of is ruled out", () => {
  for (const unit of unitsOf(2_000, 7)) check(fill(unit, 60));
});

test("nothing that is put together at random is ruled out", () => {
  const spans = SETS.flatMap((set) => readCorpus(set)).flatMap(({ text, spans }) =>
    spans.map(({ start, end }) => text.slice(start, end)),
  );
  const part = fc.oneof(
    fc.constantFrom(...spans),
    fc.string({ maxLength: 12 }),
    fc.constantFrom(" ", ": ", "=", "-----BEGIN PRIVATE KEY-----", "Bearer ", "%", "@", "1"),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      check(parts.join("").slice(0, SHORT));
    }),
    { numRuns: 500 },
  );
});

test("a long text is searched for everything", () => {
  const text = `${"word ".repeat(SHORT)} jane@example.com`;
  assert.equal(
    detect(text, { types }).map(({ type }) => type),
    ["email"],
  );
});

test.run();
