import { createHash } from "node:crypto";
import type { Identity } from "../../../transforms/rules/model.ts";
import { positions } from "../../../transforms/syntax/positions.ts";
import { failuresOf, type LintReporter, located } from "./result.ts";

const SEVERITY = { warn: "minor", error: "major" } as const;

/** GitLab's code quality report; the fingerprint is the identity, so that a moved finding stays the same one. */
export const gitlab: LintReporter = (result, { quiet }) => {
  const seen = new Map<string, number>();
  const findings = located(result, quiet).map(({ file, finding }) => ({
    description: finding.message,
    check_name: finding.ruleId,
    fingerprint: fingerprint(finding.identity, seen),
    severity: SEVERITY[finding.severity],
    location: { path: file.path, lines: { begin: positions(file.source.text)(finding.start).line } },
  }));
  const failures = failuresOf(result).map(({ path, reason }) => ({
    description: reason,
    check_name: "parse",
    fingerprint: createHash("sha256").update(`${path}\0${reason}`).digest("hex"),
    severity: "blocker",
    location: { path, lines: { begin: 1 } },
  }));
  return `${JSON.stringify([...findings, ...failures], undefined, 2)}\n`;
};

/** Of findings with one identity, the second and further get their number. */
function fingerprint({ rule, file, function: name, source }: Identity, seen: Map<string, number>): string {
  const key = [rule, file, name, source].join("\0");
  const n = seen.get(key) ?? 0;
  seen.set(key, n + 1);
  return createHash("sha256")
    .update(n === 0 ? key : `${key}\0${n}`)
    .digest("hex");
}
