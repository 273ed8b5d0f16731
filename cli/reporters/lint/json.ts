import { resolve } from "node:path";
import { replacementOf } from "../../../transforms/fix/replacement.ts";
import type { FileFindings, Finding } from "../../../transforms/rules/model.ts";
import { type Position, positions } from "../../../transforms/syntax/positions.ts";
import type { LintReporter } from "./result.ts";

const SEVERITY = { warn: 1, error: 2 } as const;

/** ESLint's own result shape, so that what reads ESLint's JSON reads this. */
export const json: LintReporter = ({ files, failed, cwd }, { quiet }) => {
  const results = [
    ...files.map((file) => result(file, cwd, quiet)),
    ...failed.map(({ path, reason }) =>
      summed(resolve(cwd, path), [fatal(reason, { line: 0, column: 0 })], []),
    ),
  ];
  return `${JSON.stringify(results, undefined, 2)}\n`;
};

type Message = ReturnType<typeof message> | ReturnType<typeof fatal>;

function result({ path, source, findings, suppressed, failure }: FileFindings, cwd: string, quiet: boolean) {
  const at = positions(source.text);
  const shown = findings.filter(({ severity }) => !quiet || severity === "error");
  const messages: Message[] = failure
    ? [fatal(`Parsing error: ${failure.message}`, at(failure.offset))]
    : shown.map((finding) => message(finding, at, source.text));
  const silenced = suppressed.map((finding) => ({
    ...message(finding, at, source.text),
    suppressions: [{ kind: "directive", justification: finding.reason }],
  }));
  return summed(resolve(cwd, path), messages, silenced);
}

function summed(filePath: string, messages: readonly Message[], suppressedMessages: readonly object[]) {
  const count = (severity: number, fixable: boolean): number =>
    messages.filter((m) => m.severity === severity && (!fixable || "fix" in m)).length;
  return {
    filePath,
    messages,
    suppressedMessages,
    errorCount: count(2, false),
    fatalErrorCount: messages.filter((m) => "fatal" in m).length,
    warningCount: count(1, false),
    fixableErrorCount: count(2, true),
    fixableWarningCount: count(1, true),
    usedDeprecatedRules: [],
  };
}

function message(finding: Finding, at: (offset: number) => Position, text: string) {
  const start = at(finding.start);
  const end = at(finding.end);
  const fix = finding.fix && replacementOf(text, finding.fix);
  return {
    ruleId: finding.ruleId,
    severity: SEVERITY[finding.severity],
    message: finding.message,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    nodeType: null,
    ...(fix && { fix: { range: [fix.start, fix.end], text: fix.text } }),
  };
}

function fatal(text: string, { line, column }: Position) {
  return { ruleId: null, fatal: true as const, severity: 2, message: text, line, column, nodeType: null };
}
