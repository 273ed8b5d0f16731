import { execFileSync } from "node:child_process";
import fc from "fast-check";
import pc from "picocolors";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { diff } from "../../cli/reporters/diff.ts";
import { lineDiff } from "../../cli/reporters/line-diff.ts";
import { report } from "../../transforms/report.ts";
import { ENV, folder } from "./harness.ts";

const PLAIN = { colors: pc.createColors(false), quiet: false };
const asResult = (texts: readonly { path: string; before: string; after: string }[]) => ({
  report: report([], { command: "migrate", dryRun: true, durationMs: 0 }),
  texts,
  notes: [],
  next: [],
});

test("lines differ so that both texts can be told from the difference", () => {
  const text = fc
    .array(fc.constantFrom("a\n", "b\n", "}\n", "\n", "x\r\n", "last"), { maxLength: 30 })
    .map((l) => l.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after);
      const side = (other: string): string =>
        lines
          .filter(({ op }) => op !== other)
          .map((line) => line.text)
          .join("");
      assert.is(side("+"), before);
      assert.is(side("-"), after);
    }),
    { numRuns: 500 },
  );
});

test("patches of any texts are taken by git apply", () => {
  const at = folder();
  at.git("init", "-q");
  const line = fc.constantFrom(
    "a\n",
    "b\n",
    "  }\n",
    "\n",
    "\tx\r\n",
    "@@ -1 +1 @@\n",
    "--- a/b\n",
    "\\ no\n",
    "é",
  );
  const text = fc.array(line, { minLength: 1, maxLength: 25 }).map((l) => l.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after && before !== "" && after !== "");
      at.write({ "a b.ts": before });
      execFileSync("git", ["apply", "--whitespace=nowarn", "-"], {
        cwd: at.root,
        env: ENV,
        input: diff(asResult([{ path: "a b.ts", before, after }]), PLAIN),
      });
      assert.is(at.read("a b.ts"), after);
    }),
    { numRuns: 60 },
  );
  at.remove();
});

test("a patch on a terminal is coloured and cannot steer it", () => {
  const texts = [{ path: "a.ts", before: "a\n", after: "a\n\x1b[2Jb\tc\n" }];
  const shown = diff(asResult(texts), { ...PLAIN, colors: pc.createColors(true) });
  assert.match(shown, "\x1b[32m+\\x1b[2Jb\tc\x1b[39m\n");
  assert.match(diff(asResult(texts), PLAIN), "+\x1b[2Jb\tc\n");
});

test.run();
