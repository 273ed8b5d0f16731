import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkPattern } from "../../src/redaction/detect/pattern.ts";
import { redactText } from "../../src/redaction/detect/scan.ts";

const LINEAR = [
  "EMP-\\d{6}",
  "\\b[A-Z]{2}\\d{6}[A-D]?\\b",
  "ACME-[A-Z0-9]+",
  "\\bcustomer-[0-9a-f]{8}\\b",
  "MRN:?\\s?\\d{5,10}",
  "project-(?:alpha|beta|gamma)",
  "(?<=badge )[0-9]+",
  '"[^"]*"',
  "\\w{1,64}@corp",
  "key=[^&]*",
  "^\\d+-\\d+",
  "x*",
];

const SLOW = [
  "(a+)+$",
  "(a|a)*b",
  "(a|aa)+$",
  "^(\\w+\\s?)*$",
  "([^\\n]+)+$",
  "(ab|abab)+$",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  ".*.*=.*",
  "[a-m]*[k-z]*q",
  "foo.*bar.*baz",
  "\\s+$",
  "(\\d+)-(\\d+)",
];

test("patterns that stay linear are taken", () => {
  for (const source of LINEAR) {
    const checked = checkPattern(source);
    assert.ok(checked.ok, `${source}: ${checked.ok ? "" : checked.reason}`);
    assert.ok(checked.regex.global);
  }
});

test("others are refused with the text that shows why", () => {
  for (const source of SLOW) {
    const checked = checkPattern(source);
    assert.not(checked.ok, source);
    if (checked.ok) continue;
    const start = performance.now();
    checked.trigger.replace(new RegExp(source, "g"), "");
    assert.ok(performance.now() - start > 5, `${source} is quick on its trigger`);
  }
});

test("flags are kept, `y` is not, and bad ones are refused", () => {
  const checked = checkPattern("emp-\\d+", "iy");
  assert.ok(checked.ok && checked.regex.flags === "gi");
  assert.not(checkPattern("(").ok);
  assert.not(checkPattern("a", "zz").ok);
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

test.run();
