import { mend } from "../fix/mend.ts";
import { CATALOG, type RuleId, type Severity } from "./catalog.ts";
import { identityOf } from "./identity.ts";
import { RULES } from "./index.ts";
import type { FileFindings, Finding, LintFile, LintOptions, Problem, Rule } from "./model.ts";
import { applySuppressions, suppressionsOf } from "./suppressions.ts";

const SUPPRESSION_RULE = "err/unused-suppression";

/** What the rules find in a file, less what comments suppress. */
export function findingsOf(
  file: LintFile,
  { rules, fixes = false }: Pick<LintOptions, "rules" | "fixes">,
): Pick<FileFindings, "findings" | "suppressed"> {
  const severityOf = (rule: RuleId): Severity => rules[rule] ?? CATALOG[rule].severity;
  const all = RULES.flatMap((rule) => ofRule(file, rule, { severity: severityOf(rule.id), fixes }));
  const suppressions = suppressionsOf(file.ctx.file.source.text);
  const applied = applySuppressions(all, suppressions, severityOf);
  const severity = severityOf(SUPPRESSION_RULE);
  const problems = applied.problems.map(
    (problem): Problem => ({ ...problem, steps: [], subject: file.ctx.file.ast.endOfFileToken }),
  );
  const unused =
    severity === "off"
      ? []
      : problems.map((p) => finding(file, p, { ruleId: SUPPRESSION_RULE, severity, fixes }));
  return { findings: [...applied.findings, ...unused].sort(byPlace), suppressed: applied.suppressed };
}

type Asked = { readonly severity: Severity; readonly fixes: boolean };

function ofRule(file: LintFile, { id, check }: Rule, { severity, fixes }: Asked): readonly Finding[] {
  if (severity === "off") return [];
  return check(file).map((problem) => finding(file, problem, { ruleId: id, severity, fixes }));
}

function finding(
  { ctx }: LintFile,
  { subject, mend: analysis, ...problem }: Problem,
  {
    ruleId,
    severity,
    fixes,
  }: { readonly ruleId: RuleId; readonly severity: Finding["severity"]; readonly fixes: boolean },
): Finding {
  const fix = fixes && analysis ? mend(ctx, analysis) : undefined;
  const secondFix = fix && analysis ? mend(ctx, analysis, 1) : undefined;
  return {
    ...problem,
    ruleId,
    severity,
    ...(fix && "edits" in fix && { fix }),
    ...(secondFix && "edits" in secondFix && { secondFix }),
    identity: identityOf(ruleId, ctx.file.source.relativePath, subject),
  };
}

const byPlace = (a: Finding, b: Finding): number =>
  a.start - b.start || a.end - b.end || (a.ruleId < b.ruleId ? -1 : 1);
