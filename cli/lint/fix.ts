import type { FileOutcome } from "../../transforms/report.ts";
import type { FileFindings, Finding, LintOptions } from "../../transforms/rules/model.ts";
import { positions } from "../../transforms/syntax/positions.ts";
import { UserError } from "../errors.ts";
import { printable } from "../printable.ts";
import type { Progress } from "../progress.ts";
import { checkTypesApart } from "../type-gate.ts";
import { guard, type Rewrite, writeAll } from "../write.ts";
import type { LintCommandOptions } from "./options.ts";

export type FixOptions = Pick<LintCommandOptions, "force" | "verify" | "quiet"> & {
  readonly settings: LintOptions;
  readonly cwd: string;
  readonly progress: Progress;
};

export type Fixed = {
  /** Texts that were written, by absolute path. */
  readonly written: ReadonlyMap<string, string>;
  /** How many handlers were mended. */
  readonly fixed: number;
  /** Files that could not be written, and what could not be looked for. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  readonly notes: readonly string[];
};

/** Makes the fixes of findings, as `migrate` makes its edits: verify → check types → guard → write. */
export async function fixAll(files: readonly FileFindings[], options: FixOptions): Promise<Fixed> {
  const { cwd, force, verify, quiet, progress, settings } = options;
  const isWanted = ({ fix, severity }: Finding): boolean =>
    fix !== undefined && (!quiet || severity === "error");
  const wanted = files.filter(({ findings }) => findings.some(isWanted));
  if (wanted.length === 0) return { written: new Map(), fixed: 0, failed: [], notes: [] };
  progress.stage("Fixing");
  const { fixFile } = await import("../../transforms/fix.ts");
  const plan = (choose: Choose) =>
    wanted.map(({ source, findings }) => fixFile(source, choose(findings.filter(isWanted)), settings));
  const outcomes = verify ? await settled(plan, progress) : plan((findings) => findings);
  const changed = outcomes.flatMap((outcome) => (outcome.kind === "changed" ? [outcome] : []));
  const rewrites = changed.map(
    ({ source, output }): Rewrite => ({ path: source.path, before: source.text, after: output }),
  );
  const { notes } = force ? { notes: [] } : await guard(rewrites, cwd);
  const failures = await writeAll(rewrites);
  const done = changed.filter(({ source }) => !failures.has(source.path));
  return {
    written: new Map(done.map(({ source, output }) => [source.path, output])),
    fixed: done.reduce((sum, { changes }) => sum + changes.filter(isFix).length, 0),
    failed: changed.flatMap(({ path, source }) => {
      const reason = failures.get(source.path);
      return reason === undefined ? [] : [{ path, reason }];
    }),
    notes: [...notes, ...withdrawn(outcomes)],
  };
}

const isFix = ({ kind }: { readonly kind: string }): boolean => kind === "error-path";

type Choose = (findings: readonly Finding[]) => readonly Finding[];

/** Checks types; where they object to a fix, once more with its other wording. */
async function settled(plan: (choose: Choose) => readonly FileOutcome[], progress: Progress) {
  progress.stage("Checking types");
  const first = await checked(plan((findings) => findings));
  const refused = new Set(first.flatMap(refusals));
  let hasOther = false;
  const second = plan((findings) =>
    findings.map((finding) => {
      const { fix, secondFix } = finding;
      if (!fix || !secondFix || !refused.has(placeOf(finding.identity.file, fix.range.start))) return finding;
      hasOther = true;
      return { ...finding, fix: secondFix };
    }),
  );
  return hasOther ? checked(second) : first;
}

const placeOf = (path: string, offset: number): string => `${path}\0${offset}`;

const refusals = (outcome: FileOutcome): readonly string[] =>
  "declined" in outcome ? outcome.declined.map(({ offset }) => placeOf(outcome.path, offset)) : [];

async function checked(planned: readonly FileOutcome[]): Promise<readonly FileOutcome[]> {
  try {
    return (await checkTypesApart(planned)).outcomes;
  } catch (error) {
    throw new UserError("type-gate", (error as Error).message);
  }
}

/** Fixes that were not made, with the reason. */
function withdrawn(outcomes: readonly FileOutcome[]): readonly string[] {
  const all = outcomes.flatMap((outcome) =>
    "declined" in outcome
      ? outcome.declined.map(({ offset, reason }) => {
          const { line } = positions(outcome.source.text)(offset);
          return `not fixed: ${printable(outcome.path)}:${line} ${printable(reason.split("\n", 1)[0] ?? "")}`;
        })
      : [],
  );
  return all.length > SHOWN ? [...all.slice(0, SHOWN), `and ${all.length - SHOWN} more`] : all;
}

/** How many fixes that were not made are told one by one. */
const SHOWN = 20;
