import type { Source } from "../../../transforms/model.ts";
import type { FileFindings, Finding, Identity } from "../../../transforms/rules/model.ts";
import type { Shard } from "../../shards/shard.ts";
import type { Colors } from "../../terminal.ts";

/** What a lint run gives to its reporter. */
export type LintResult = {
  /** Every file that was looked at, sorted by path. */
  readonly files: readonly FileFindings[];
  /** Files that could not be read, with the reason. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  /** Findings that the baseline knows, and entries of it that nothing is found for any more. */
  readonly known: number;
  readonly stale: readonly Identity[];
  /** How many findings were mended. */
  readonly fixed: number;
  readonly durationMs: number;
  /** The share of the files that this is about. @default all */
  readonly shard?: Shard | undefined;
  readonly cwd: string;
  readonly version: string;
};

export type LintReporterOptions = { readonly colors: Colors; readonly quiet: boolean };

/** The whole text for stdout or the output file; ends with a line break unless it is empty. */
export type LintReporter = (result: LintResult, options: LintReporterOptions) => string;

/** A finding with its file. */
export type Located = {
  readonly file: { readonly path: string; readonly source: Source };
  readonly finding: Finding;
};

export function located({ files }: LintResult, quiet: boolean): readonly Located[] {
  return files.flatMap((file) =>
    file.findings
      .filter(({ severity }) => !quiet || severity === "error")
      .map((finding) => ({ file, finding })),
  );
}

export function countOf({ files }: LintResult, severity: Finding["severity"]): number {
  return files.reduce((sum, { findings }) => sum + findings.filter((f) => f.severity === severity).length, 0);
}

/** Why files could not be linted: those that cannot be read, and those that do not parse. */
export function failuresOf({
  files,
  failed,
}: LintResult): readonly { path: string; reason: string; offset?: number }[] {
  const broken = files.flatMap(({ path, failure }) =>
    failure ? [{ path, reason: `does not parse: ${failure.message}`, offset: failure.offset }] : [],
  );
  return [...failed, ...broken];
}
