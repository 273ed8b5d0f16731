/** Nanoseconds of redacting 16 KB: a prompt with 20 items, by us and by five regular expressions, and the worst attacks. */
import { createRedactor } from "blog-runtime";
import { ATOMS, fill, unitsOf } from "../../runtime/test/redaction-detect/attacks.ts";
import { promptOf } from "./prose.ts";
import { sliceBySlice, tell } from "./slices.ts";

const SIZE = 16_384;
const UNITS = 1_500;
const WORST = 8;
const RUNS = 60;

/** As they are found in answers and libraries, made linear where they were not. */
const PASSES: readonly (readonly [RegExp, string])[] = [
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g, "[EMAIL_REDACTED]"],
  [/(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}\b/g, "[PHONE_REDACTED]"],
  [/\b(?:\d[ -]?){12,18}\d\b/g, "[CREDIT_CARD_REDACTED]"],
  [/\b\d{3}-\d{2}-\d{4}\b/g, "[SSN_REDACTED]"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, "[IP_REDACTED]"],
];

/** What is searched for us but not by the five expressions, secrets and IPv6, is searched here too. */
const redact = createRedactor({ redactIpAddresses: true });
const prompt = promptOf(SIZE);

/** The slowest of many texts made to be slow, by their fastest of three runs. */
function worstOf(units: Iterable<string>): readonly string[] {
  const timed = [...units].map((unit) => {
    const text = fill(unit, SIZE);
    const runs = [0, 1, 2].map(() => {
      const started = process.hrtime.bigint();
      redact(text);
      return Number(process.hrtime.bigint() - started);
    });
    return { text, ns: Math.min(...runs) };
  });
  return timed
    .sort((a, b) => b.ns - a.ns)
    .slice(0, WORST)
    .map(({ text }) => text);
}

/** Whole runs: the least of them is what it takes where nothing else has the processor. */
const worst = worstOf([...ATOMS, ...unitsOf(UNITS)]).map((text) => {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const started = process.hrtime.bigint();
    redact(text);
    least = Math.min(least, Number(process.hrtime.bigint() - started));
  }
  return least;
});

const samples = sliceBySlice(
  {
    redact: () => redact(prompt),
    expressions: () => PASSES.reduce((text, [pattern, marker]) => text.replace(pattern, marker), prompt),
  },
  { rounds: 400, warmUp: 100 },
);
tell({ ...samples, worst: [Math.max(...worst)] });
