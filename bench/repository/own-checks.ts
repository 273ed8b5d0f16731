import { runShell } from "./command.ts";

/** What a type check of the checkout's own says: how often which error is in which file. */
export type TypeErrors = ReadonlyMap<string, number>;

/** `src/a.ts(3,5): error TS2322: …` and `src/a.ts:3:5 - error TS2322: …`; places move, so they do not count. */
const ERROR = /^(\S[^\n(:]*)(?:\(\d+,\d+\)|:\d+:\d+)(?::| -) error (TS\d+)/gm;

export function typeErrors(cwd: string, command: string): TypeErrors {
  const { stdout } = runShell(cwd, command);
  const counts = new Map<string, number>();
  for (const [, file, code] of stdout.matchAll(ERROR)) {
    const key = `${file} ${code}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

export const sum = (errors: TypeErrors): number => [...errors.values()].reduce((a, b) => a + b, 0);

/** Errors that there are more of than before, as `file code`. */
export function added(before: TypeErrors, after: TypeErrors): readonly string[] {
  return [...after].flatMap(([key, count]) => (count > (before.get(key) ?? 0) ? [key] : []));
}

export type TestResult = {
  readonly exit: number | null;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
};

/** Words of vitest and jest (`3 passed`), mocha (`3 passing`) and node:test (`# pass 3`). */
const WORDS = {
  passed: "pass(?:ed|ing)?",
  failed: "fail(?:ed|ing|ures?)?",
  skipped: "skipped|pending|todo",
} as const;

export function testResult(cwd: string, command: string): TestResult {
  const { status, stdout, stderr } = runShell(cwd, command);
  // Of vitest and jest the line that counts tests, not the one that counts files; each summary of a workspace.
  const output = `${stdout}\n${stderr}`;
  const lines = output.split("\n").filter((line) => /^\W*(?:Tests:?\s|[\w@/.-]+\s.*Tests\s+\d)/.test(line));
  const text = lines.length > 0 ? lines.join("\n") : output;
  const count = (word: string): number =>
    [...text.matchAll(new RegExp(`(\\d+) (?:${word})\\b|# (?:${word}) (\\d+)`, "g"))]
      .map(([, before, behind]) => Number(before ?? behind))
      .reduce((a, b) => a + b, 0);
  return {
    exit: status,
    passed: count(WORDS.passed),
    failed: count(WORDS.failed),
    skipped: count(WORDS.skipped),
  };
}
