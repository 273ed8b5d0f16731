import { positions } from "../../../transforms/syntax/positions.ts";
import { countOf, failuresOf, type LintReporter, located } from "./result.ts";

const COMMAND = { warn: "warning", error: "error" } as const;

/** Workflow commands of GitHub Actions, which shows them at the lines of the change. */
export const github: LintReporter = (result, { quiet }) => {
  const lines = located(result, quiet).map(({ file, finding }) => {
    const at = positions(file.source.text);
    const start = at(finding.start);
    const end = at(finding.end);
    const columns = start.line === end.line ? { endColumn: end.column } : {};
    return command(COMMAND[finding.severity], finding.message, {
      file: file.path,
      line: start.line,
      col: start.column,
      endLine: end.line,
      ...columns,
      title: finding.ruleId,
    });
  });
  const failures = failuresOf(result).map(({ path, reason }) => command("error", reason, { file: path }));
  const total = quiet ? [] : [`${countOf(result, "error")} errors, ${countOf(result, "warn")} warnings`];
  return `${[...lines, ...failures, ...total].join("\n")}\n`;
};

function command(
  name: string,
  message: string,
  properties: Readonly<Record<string, string | number>>,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${list.join(",")}::${data(message)}`;
}

const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
