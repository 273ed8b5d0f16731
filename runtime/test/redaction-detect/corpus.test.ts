import { test } from "uvu";
import * as assert from "uvu/assert";
import { detect } from "../../src/redaction/detect/scan.ts";
import { DETECTION_TYPES } from "../../src/redaction/detect/types.ts";
import { readCorpus } from "./corpus.ts";
import { differences, PII, type Score, score } from "./scoring.ts";

const LEAST = 0.97;
const all = { types: new Set(DETECTION_TYPES) };
const corpus = readCorpus();

const percent = (share: number): string => (100 * share).toFixed(1).padStart(6);
const row = (name: string, { wanted, exact, touching }: Score): string =>
  `${name.padEnd(24)}${String(wanted).padStart(5)}${percent(exact.precision)}${percent(exact.recall)}   ${percent(touching.precision)}${percent(touching.recall)}`;

for (const [name, cases] of [
  ["written against", corpus.filter(({ heldOut }) => !heldOut)],
  ["held out", corpus.filter(({ heldOut }) => heldOut)],
  ["hold-out", readCorpus("holdout")],
  ["fresh", readCorpus("fresh")],
] as const) {
  test(`precision and recall: ${name}`, () => {
    const rows: string[] = [];
    for (const type of name === "fresh" ? PII : [...PII, "secret"]) {
      const result = score(cases, (text) => detect(text, all), type);
      rows.push(row(type, result));
      assert.ok(result.exact.precision >= LEAST, `${type}: precision ${result.exact.precision}`);
      assert.ok(result.exact.recall >= LEAST, `${type}: recall ${result.exact.recall}`);
    }
    console.log(`\n${name.padEnd(24)} n   exact P     R   touching P     R\n${rows.join("\n")}`);
  });
}

test("the lines it was written against are all right", () => {
  const wrong = corpus
    .filter(({ heldOut }) => !heldOut)
    .map((each) => [each, differences(each, detect(each.text, all))] as const)
    .filter(([, difference]) => difference !== "");
  assert.equal(
    wrong.map(([{ file, line }, difference]) => `${file}:${line} ${difference}`),
    [],
  );
});

test("several hundred lines of each kind", () => {
  for (const type of PII) {
    const spans = corpus.flatMap((each) => each.spans).filter((span) => span.type === type);
    assert.ok(spans.length >= 60, `${type}: ${spans.length}`);
  }
  assert.ok(corpus.filter(({ spans }) => spans.length === 0).length >= 400);
});

test.run();
