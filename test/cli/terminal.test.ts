import pc from "picocolors";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nearest } from "../../cli/nearest.ts";
import { printable } from "../../cli/printable.ts";
import { createProgress } from "../../cli/progress.ts";
import { pretty } from "../../cli/reporters/pretty.ts";
import { wantsColor } from "../../cli/terminal.ts";
import { type FileOutcome, report } from "../../transforms/report.ts";
import { fakeTerminal } from "./harness.ts";

const PLAIN = { colors: pc.createColors(false), quiet: false };
const asResult = (texts: readonly { path: string; before: string; after: string }[]) => ({
  report: report([], { command: "migrate", dryRun: true, durationMs: 0 }),
  texts,
  notes: [],
  paths: ["."],
  next: [],
});

test("names of files cannot steer the terminal", () => {
  assert.is(printable("a\x1b[2J\nb\u202e\u009b.ts"), "a\\x1b[2J\\x0ab\\u202e\\x9b.ts");
  assert.is(printable("src/é 文.ts"), "src/é 文.ts");
  const outcome: FileOutcome = { kind: "failed", path: "\x1b]0;x\x07.ts", reason: "\x1b[31m" };
  const text = pretty(
    { ...asResult([]), report: report([outcome], { command: "migrate", dryRun: false, durationMs: 0 }) },
    PLAIN,
  );
  assert.not.match(text, "\x1b");
});

test("the nearest word", () => {
  assert.is(nearest("dialect", ["dialects", "only"]), "dialects");
  assert.is(nearest("errorPaths", ["error-paths", "spans"]), "error-paths");
  assert.is(nearest("lgogin", ["logging", "ignore"]), "logging");
  assert.is(nearest("colour", ["only", "ignore"]), undefined);
});

test("NO_COLOR, FORCE_COLOR, then the terminal", () => {
  assert.is(wantsColor({}, true), true);
  assert.is(wantsColor({}, false), false);
  assert.is(wantsColor({ TERM: "dumb" }, true), false);
  assert.is(wantsColor({ FORCE_COLOR: "1" }, false), true);
  assert.is(wantsColor({ FORCE_COLOR: "0" }, true), false);
  assert.is(wantsColor({ NO_COLOR: "1", FORCE_COLOR: "1" }, true), false);
  assert.is(wantsColor({ NO_COLOR: "" }, true), true);
});

test("progress is a bar that goes away on a terminal, and few lines elsewhere", () => {
  let time = 0;
  const play = (redraws: boolean, columns = 80): string => {
    const { terminal, written } = fakeTerminal("/", { redraws, columns });
    const progress = createProgress(terminal, false, () => time);
    progress.stage("Migrating");
    for (let n = 0; n < 100; n++) {
      time += 100;
      progress.at(n, 100, `src/${"long".repeat(30)}\x1b.ts`);
    }
    progress.end();
    return written.err;
  };
  assert.is(play(false), "Migrating ...\nMigrating ... 49/100\nMigrating ... 99/100\n");
  const bar = play(true, 40);
  assert.ok(bar.endsWith("\r\x1b[K"));
  assert.not.match(bar, "\n");
  for (const frame of bar.split("\r\x1b[K")) assert.ok(frame.length < 40, frame);
  const { terminal, written } = fakeTerminal("/");
  createProgress(terminal, true).stage("x");
  assert.is(written.err, "");
});

test.run();
