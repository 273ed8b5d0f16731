import { basename, join } from "node:path";
import { parse, syntaxErrors } from "../../transforms/parse.ts";
import type { Report, Totals } from "../../transforms/report.ts";
import { jsonOf, migrate, runTool } from "./command.ts";
import { snapshot } from "./copy.ts";
import { added, sum, type TestResult, testResult, typeErrors } from "./own-checks.ts";

export type ExamineOptions = {
  readonly paths: readonly string[];
  readonly types?: string | undefined;
  readonly test?: string | undefined;
  /** Whether the tool's own type gate runs. */
  readonly gate: boolean;
};

type Counts = Readonly<Record<string, number>>;
type BeforeAfter<T> = { readonly before: T; readonly after: T };

/** What was counted. Lists hold the exceptions, each with its place; all of them should be empty. */
export type Result = {
  readonly repository: string;
  readonly seconds: number;
  readonly totals: Totals;
  readonly edits: Counts;
  readonly declined: Counts;
  readonly gate: "ran" | "not run";
  /** Files that could not be migrated because they do not parse as they are. */
  readonly unparsable: readonly string[];
  readonly failed: readonly string[];
  readonly outputsThatDoNotParse: readonly string[];
  /** Files whose original text is not a subsequence of the new one. */
  readonly notSubsequences: readonly string[];
  readonly secondRunEdits: readonly string[];
  readonly revertDifferences: readonly string[];
  /** What the lint finds behind the migration although it could be mended. */
  readonly lintLeft: readonly string[];
  readonly newTypeErrors: readonly string[] | undefined;
  readonly typeErrors: BeforeAfter<number> | undefined;
  readonly tests: BeforeAfter<TestResult> | undefined;
};

/** Takes a copy through migrate, a second run, lint, its own checks, and revert. */
export function examine(folder: string, { paths, types, test, gate }: ExamineOptions): Result {
  const original = snapshot(folder);
  const typesBefore = types === undefined ? undefined : typeErrors(folder, types);
  const testsBefore = test === undefined ? undefined : testResult(folder, test);
  const options = [...paths, ...(gate ? [] : ["--no-verify"])];
  const first = migrate(folder, ...options);
  const migrated = snapshot(folder);
  const second = migrate(folder, ...options, "--check");
  const typesAfter = types === undefined ? undefined : typeErrors(folder, types);
  const testsAfter = test === undefined ? undefined : testResult(folder, test);
  const lintLeft = lint(folder, paths, leftAlone(first));
  runTool(folder, "revert", ...paths);
  return {
    repository: basename(folder).replace("+", "/"),
    seconds: first.durationMs / 1000,
    totals: first.totals,
    edits: countBy(first, (file) => file.edits.map(({ kind }) => kind)),
    declined: countBy(first, (file) => file.declined.map(({ kind, code }) => `${kind} ${code}`)),
    gate: gate ? "ran" : "not run",
    ...failures(first),
    outputsThatDoNotParse: unparsedOutputs(folder, original, migrated),
    notSubsequences: differences(original, migrated).filter(
      (path) => !isSubsequence(original.get(path) ?? "", migrated.get(path) ?? ""),
    ),
    secondRunEdits: second.files.flatMap((f) =>
      f.edits.map((e) => `${f.path}:${e.line} ${e.kind} ${e.summary}`),
    ),
    revertDifferences: differences(original, snapshot(folder)),
    lintLeft,
    newTypeErrors: typesBefore && typesAfter && added(typesBefore, typesAfter),
    typeErrors: typesBefore && typesAfter && { before: sum(typesBefore), after: sum(typesAfter) },
    tests: testsBefore && testsAfter && { before: testsBefore, after: testsAfter },
  };
}

/** How many exceptions to the invariants were counted; what the checkout's own tests failed before is none. */
export function exceptionsOf(result: Result): number {
  const lists = [
    result.failed,
    result.outputsThatDoNotParse,
    result.notSubsequences,
    result.secondRunEdits,
    result.revertDifferences,
    result.lintLeft,
    result.newTypeErrors ?? [],
  ];
  const { before, after } = result.tests ?? {};
  const broken =
    before && after ? Math.max(0, after.failed - before.failed, before.passed - after.passed) : 0;
  return lists.reduce((n, list) => n + list.length, broken);
}

function countBy(report: Report, keys: (file: Report["files"][number]) => readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const key of report.files.flatMap(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}

function failures({ files }: Report): Pick<Result, "unparsable" | "failed"> {
  const all = files.filter(({ status }) => status === "failed");
  const shown = (wanted: boolean): readonly string[] =>
    all.flatMap(({ path, reason = "" }) =>
      /^does not parse/.test(reason) === wanted ? [`${path}: ${reason}`] : [],
    );
  return { unparsable: shown(true), failed: shown(false) };
}

type Files = ReadonlyMap<string, string>;

function differences(a: Files, b: Files): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path));
}

function unparsedOutputs(folder: string, original: Files, migrated: Files): readonly string[] {
  const errorsIn = (path: string, bytes: string) => {
    const text = Buffer.from(bytes, "latin1").toString("utf8");
    return syntaxErrors(parse({ path: join(folder, path), relativePath: path, text }).ast);
  };
  return differences(original, migrated).flatMap((path) => {
    const [error] = errorsIn(path, migrated.get(path) ?? "");
    return error ? [`${path}: ${error.message}`] : [];
  });
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (let n = 0; n < whole.length && at < part.length; n++) if (whole[n] === part[at]) at++;
  return at === part.length;
}

type LintResult = {
  readonly filePath: string;
  readonly messages: readonly {
    readonly ruleId: string | null;
    readonly line: number;
    readonly fix?: object;
  }[];
};

/** Client modules and the like, which lint reads and only a person changes. */
const leftAlone = ({ files }: Report): ReadonlySet<string> =>
  new Set(files.filter(({ status }) => status === "skipped").map(({ path }) => path));

function lint(folder: string, paths: readonly string[], left: ReadonlySet<string>): readonly string[] {
  const results = jsonOf<readonly LintResult[]>(runTool(folder, "lint", ...paths, "--format", "json"));
  return results.flatMap(({ filePath, messages }) => {
    const path = filePath.slice(folder.length + 1);
    const fixable = left.has(path) ? [] : messages.filter(({ fix }) => fix);
    return fixable.map(({ ruleId, line }) => `${path}:${line} ${ruleId}`);
  });
}
