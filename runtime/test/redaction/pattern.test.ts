import { test } from "uvu";
import * as assert from "uvu/assert";
import { type BlogConfigError, createLogger, createRedactor, detectPii } from "../../src/index.ts";
import { redactText } from "../../src/redaction/detect/scan.ts";
import { checkPattern } from "../../src/redaction/pattern/check.ts";
import { LINEAR, SLOW } from "./patterns.ts";

test("patterns that stay linear are taken", () => {
  const refused = LINEAR.flatMap((source) => {
    const checked = checkPattern(source);
    return checked.ok
      ? []
      : [`${source}: ${checked.reason}, ${JSON.stringify(checked.trigger.slice(0, 60))}`];
  });
  assert.equal(refused, []);
});

test("others are refused with the text that shows why", () => {
  const taken = SLOW.filter((source) => checkPattern(source).ok);
  assert.equal(taken, []);
});

/** Milliseconds of processor time. */
function time(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

test("the engine itself is slow on that text", () => {
  for (const source of ["(a+)+$", "^(\\w+\\s?)*$", "\\s+$", "(\\d+)-(\\d+)", ".*.*=.*"]) {
    const checked = checkPattern(source);
    if (checked.ok) throw new Error(`${source} was taken`);
    const regex = new RegExp(source, "g");
    const took = time(() => void checked.trigger.replace(regex, ""));
    assert.ok(took > 2, `${source}: ${took} ms for ${checked.trigger.length} characters`);
  }
});

test("the answer is the same on every run", () => {
  for (const source of ["\\w{1,64}@corp", "foo.*bar.*baz"]) {
    assert.equal(checkPattern(source), checkPattern(source));
  }
});

test("flags are kept, `y` is not, and bad ones are refused", () => {
  const checked = checkPattern("emp-\\d+", "iy");
  assert.ok(checked.ok && checked.regex.flags === "gi");
  assert.not(checkPattern("(").ok);
  assert.not(checkPattern("a", "zz").ok);
});

test("flags count: without regard to case two loops overlap", () => {
  assert.ok(checkPattern("^[a-z]{1,99}[A-Z]+!").ok);
  assert.not(checkPattern("[a-z]*[A-Z]*!", "i").ok);
  assert.not(checkPattern("^(?:[a-z]+[A-Z]+)+!", "i").ok);
  assert.ok(checkPattern("^(?:[a-z]+[A-Z]+)+!").ok);
});

test("what was taken is redacted", () => {
  const checked = checkPattern("EMP-\\d{6}");
  assert.ok(checked.ok);
  if (checked.ok) {
    assert.is(
      redactText("badge EMP-123456", { types: new Set(), custom: [checked.regex] }),
      "badge [REDACTED]",
    );
  }
});

test("a configuration with a slow pattern is refused by name, with the text", () => {
  for (const pattern of ["(a+)+$", /(a+)+$/]) {
    assert.throws(
      () => createLogger({ customRedactionPatterns: [pattern] }),
      (error: BlogConfigError) => {
        const [problem] = error.problems;
        assert.is(problem?.code, "slow-pattern");
        assert.match(
          error.message,
          /^customRedactionPatterns has \/\(a\+\)\+\$\/, whose search .* as for "aaa/,
        );
        return /^a+\W$/.test(problem?.trigger ?? "");
      },
    );
  }
  assert.throws(() => detectPii("x", { customPatterns: ["(a+)+$"] }), /has \/\(a\+\)\+\$\//);
  assert.throws(() => createRedactor({ customRedactionPatterns: ["(a+)+$"] }), /has/);
});

test.run();
