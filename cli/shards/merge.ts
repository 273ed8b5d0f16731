import { mergeReports } from "../../transforms/report.ts";
import type { LintResult } from "../reporters/lint/result.ts";
import type { Result } from "../reporters/result.ts";

/** The results of all shares as the result of one run. It took as long as the slowest of them. */
export function mergeResults(results: readonly Result[]): Result {
  return {
    report: mergeReports(results.map(({ report }) => report)),
    paths: results[0]?.paths ?? [],
    texts: byPath(results.flatMap(({ texts }) => texts)),
    notes: [...new Set(results.flatMap(({ notes }) => notes))],
    next: [],
  };
}

export function mergeLintResults(results: readonly Omit<LintResult, "cwd">[], cwd: string): LintResult {
  const sum = (count: (result: Omit<LintResult, "cwd">) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  const stale = new Map(
    results.flatMap((result) => result.stale).map((entry) => [JSON.stringify(entry), entry]),
  );
  return {
    files: byPath(results.flatMap(({ files }) => files)),
    failed: byPath(results.flatMap(({ failed }) => failed)),
    known: sum(({ known }) => known),
    stale: [...stale.values()],
    fixed: sum(({ fixed }) => fixed),
    durationMs: Math.max(...results.map(({ durationMs }) => durationMs)),
    version: results[0]?.version ?? "",
    cwd,
  };
}

const byPath = <T extends { readonly path: string }>(all: readonly T[]): readonly T[] =>
  [...all].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
