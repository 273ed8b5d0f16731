import type { Finding } from "../../../transforms/rules/model.ts";
import { lineOf, positions } from "../../../transforms/syntax/positions.ts";
import { printable } from "../../printable.ts";
import type { Colors } from "../../terminal.ts";
import { countOf, failuresOf, type LintReporter, type LintResult, type Located, located } from "./result.ts";

/** For people: each finding with the code around it and the way that the error takes. */
export const pretty: LintReporter = (result, { colors, quiet }) => {
  const findings = located(result, quiet).map((found) => findingText(found, colors));
  const failures = failuresOf(result).map(
    ({ path, reason }) => `${colors.red("failed")} ${printable(path)}: ${printable(reason)}`,
  );
  const stale = quiet ? [] : staleText(result, colors);
  const total = quiet ? [] : [totalText(result, colors)];
  const parts = [...findings, ...failures, ...stale, ...total];
  return parts.length === 0 ? "" : `${parts.join("\n\n")}\n`;
};

function findingText({ file, finding }: Located, colors: Colors): string {
  const { line, column } = positions(file.source.text)(finding.start);
  const severity = finding.severity === "error" ? colors.red("error") : colors.yellow("warning");
  const place = colors.cyan(`${printable(file.path)}:${line}:${column}`);
  return [
    `${place} ${severity} ${colors.dim(finding.ruleId)}`,
    `  ${printable(finding.message)}`,
    ...frame(finding, file.source.text, colors),
  ].join("\n");
}

/** Lines that the finding and its steps are in, with one before and behind the finding, and marks under it. */
function frame({ start, end, steps }: Finding, text: string, colors: Colors): readonly string[] {
  const at = positions(text);
  const from = at(start);
  const to = at(end);
  const wanted = new Set([
    from.line - 1,
    from.line,
    from.line + 1,
    ...steps.map(({ offset }) => at(offset).line),
  ]);
  const shown = [...wanted].filter((n) => lineOf(text, n) !== undefined).sort((a, b) => a - b);
  const width = String(shown.at(-1) ?? 0).length;
  return shown.flatMap((n, index) => {
    const gap =
      index > 0 && n - (shown[index - 1] ?? n) > 1 ? [colors.dim(`  ${" ".repeat(width)} ...`)] : [];
    const line = lineOf(text, n) ?? "";
    const source = line.replaceAll("\t", "  ").slice(0, 160);
    const isHere = n === from.line;
    const head = `${isHere ? colors.red(">") : " "} ${colors.dim(`${String(n).padStart(width)} |`)}`;
    const row = `${head} ${printable(source)}`.trimEnd();
    if (!isHere) return [...gap, row];
    const tabs = line.slice(0, from.column - 1).split("\t").length - 1;
    const length = Math.max(1, (to.line === from.line ? to.column : source.length + 1) - from.column);
    const marks = `${" ".repeat(from.column - 1 + tabs)}${"^".repeat(Math.min(length, 120))}`;
    return [...gap, row, `  ${" ".repeat(width)} ${colors.dim("|")} ${colors.red(marks)}`];
  });
}

function staleText({ stale }: LintResult, colors: Colors): readonly string[] {
  if (stale.length === 0) return [];
  const entries = stale.map(
    (entry) =>
      `  ${printable(entry.file)} ${entry.rule}${entry.function ? ` in ${printable(entry.function)}` : ""}`,
  );
  return [
    [
      colors.bold("No longer found, though in the baseline (--update-baseline takes them out)"),
      ...entries,
    ].join("\n"),
  ];
}

function totalText(result: LintResult, colors: Colors): string {
  const errors = countOf(result, "error");
  const warnings = countOf(result, "warn");
  const failed = failuresOf(result).length;
  const parts = [
    `${plural(result.files.length, "file")}:`,
    `${(errors > 0 ? colors.red : colors.green)(plural(errors, "error"))},`,
    (warnings > 0 ? colors.yellow : colors.green)(plural(warnings, "warning")),
    ...(result.known > 0 ? [`, ${result.known} in the baseline`] : []),
    ...(result.fixed > 0 ? [`, ${result.fixed} mended`] : []),
    ...(failed > 0 ? [`, ${failed} failed`] : []),
    `(${(result.durationMs / 1000).toFixed(1)} s)`,
  ];
  return parts.join(" ").replaceAll(" ,", ",");
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
