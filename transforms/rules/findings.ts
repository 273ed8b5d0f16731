import { CATALOG, type RuleId, type Severity } from "./catalog.ts";
import { identityOf } from "./identity.ts";
import { RULES } from "./index.ts";
import type { FileFindings, Finding, LintFile, LintOptions, Problem, Rule } from "./model.ts";
import { applySuppressions, suppressionsOf } from "./suppressions.ts";

const SUPPRESSION_RULE = "err/unused-suppression";

/** What the rules find in a file, less what comments suppress. */
export function findingsOf(
  file: LintFile,
  { rules }: Pick<LintOptions, "rules">,
): Pick<FileFindings, "findings" | "suppressed"> {
  const severityOf = (rule: RuleId): Severity => rules[rule] ?? CATALOG[rule].severity;
  const all = RULES.flatMap((rule) => ofRule(file, rule, severityOf(rule.id)));
  const suppressions = suppressionsOf(file.ctx.file.source.text);
  const applied = applySuppressions(all, suppressions, severityOf);
  const severity = severityOf(SUPPRESSION_RULE);
  const problems = applied.problems.map(
    (problem): Problem => ({ ...problem, steps: [], subject: file.ctx.file.ast.endOfFileToken }),
  );
  const unused = severity === "off" ? [] : problems.map((p) => finding(file, p, SUPPRESSION_RULE, severity));
  return { findings: [...applied.findings, ...unused].sort(byPlace), suppressed: applied.suppressed };
}

function ofRule(file: LintFile, { id, check }: Rule, severity: Severity): readonly Finding[] {
  return severity === "off" ? [] : check(file).map((problem) => finding(file, problem, id, severity));
}

function finding(
  { ctx }: LintFile,
  { subject, mend: _mend, ...problem }: Problem,
  ruleId: RuleId,
  severity: Finding["severity"],
): Finding {
  return {
    ...problem,
    ruleId,
    severity,
    identity: identityOf(ruleId, ctx.file.source.relativePath, subject),
  };
}

const byPlace = (a: Finding, b: Finding): number =>
  a.start - b.start || a.end - b.end || (a.ruleId < b.ruleId ? -1 : 1);
