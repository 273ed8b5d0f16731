import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LogCategory as C, detectPii } from "../../src/index.ts";
import { createTestLogger } from "../../src/testing.ts";

/** Values that are found wherever they stand by themselves. */
const PLANTED = [
  "jane.doe+tag@mail.example.com",
  "o'neil@example.co.uk",
  "4111 1111 1111 1111",
  "5555-5555-5555-4444",
  "378282246310005",
  "+49 30 901820",
  "(415) 555-2671",
  "078-05-1120",
  "203.0.113.77",
  "2001:db8::8a2e:370:7334",
  "AKIAIOSFODNN7EXAMPLE",
] as const;

/** Under a key like `v`, `length` or `order` a number is what the key says. */
const excuses = (name: string): boolean =>
  ["203.0.113.77", "4111111111111111", "(415) 555-2671", "078-05-1120"].some(
    (value) => detectPii(`${name}: ${value}`).length === 0,
  );

const planted = fc.constantFrom(...PLANTED);
const around = fc.constantFrom("", "note ", "x: ", "(", "“", "\n");
const text = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(around, planted).map(([before, value]) => before + value) },
  { weight: 1, arbitrary: fc.string().filter((name) => !excuses(name)) },
);

const { value: tree } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    text,
    fc.constantFrom(4111111111111111, 378282246310005n, 12, null, undefined, true),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(text, tie("value"), { maxKeys: 3 }),
    fc.array(fc.tuple(text, tie("value")), { maxLength: 2 }).map((entries) => new Map(entries)),
    fc.array(tie("value"), { maxLength: 2 }).map((values) => new Set(values)),
    fc.tuple(text, tie("value")).map(([message, cause]) => new Error(message, { cause })),
    fc.tuple(text, tie("value")).map(([message, own]) => Object.assign(new TypeError(message), { own })),
  ),
}));

/** Every text and number in what was written, keys too. */
function leavesOf(value: unknown): readonly string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...leavesOf(entry),
  ]);
}

/** What a line has of its own: clocks, process ids and the ids of spans are no data of anybody. */
const OWN = [
  "time",
  "pid",
  "hostname",
  "level",
  "startTime",
  "durationMs",
  "traceId",
  "spanId",
  "trace_id",
  "span_id",
];

function check(written: readonly object[]): void {
  for (const whole of written) {
    const rest = Object.fromEntries(Object.entries(whole).filter(([key]) => !OWN.includes(key)));
    for (const leaf of leavesOf(rest)) {
      for (const value of PLANTED) assert.not(leaf.includes(value), `${value} in ${leaf}`);
      const found = detectPii(leaf);
      assert.is(found.length, 0, `${JSON.stringify(found)} in ${leaf}`);
    }
  }
}

test("no detected value survives in what leaves the process", () => {
  const { logger, records, spans, clear } = createTestLogger({
    enablePiiRedaction: true,
    redactIpAddresses: true,
  });
  fc.assert(
    fc.property(tree, text, text, (value, message, name) => {
      clear();
      logger.withContext({ who: name, tenant: value }, () => {
        logger.error(message, C.API_LAYER, name, {
          data: value,
          error: value,
          performance: { durationMs: 1, value },
        });
        logger.info("%s and %o", C.API_LAYER, "X", { args: [message, value] });
      });
      const span = logger.createSpan(name, { [name]: value });
      span.setAttribute(message, value);
      span.fail(value);
      check(records);
      check(spans);
    }),
    { numRuns: 1000 },
  );
});

test("what is logged is never changed", () => {
  const { logger } = createTestLogger({ enablePiiRedaction: true });
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), planted, (json, value) => {
      const data = { json, list: [value], [value]: value };
      const before = JSON.stringify(data);
      logger.info("x", C.API_LAYER, "X", { data });
      assert.is(JSON.stringify(data), before);
    }),
  );
});

test.run();
