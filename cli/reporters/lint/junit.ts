import { positions } from "../../../transforms/syntax/positions.ts";
import { failuresOf, type LintReporter, type Located, located } from "./result.ts";

/** JUnit's XML: a suite a file, a failed case a finding. A file without findings is one case that passed. */
export const junit: LintReporter = (result, { quiet }) => {
  const all = located(result, quiet);
  const failures = failuresOf(result);
  const suites = result.files.map(({ path }) => {
    const cases = all.filter(({ file }) => file.path === path).map(caseText);
    const broken = failures.filter((f) => f.path === path).map(({ reason }) => errorText(path, reason));
    return suite(path, [...cases, ...broken]);
  });
  const unread = result.failed.map(({ path, reason }) => suite(path, [errorText(path, reason)]));
  const count = [...suites, ...unread].join("").split("<testcase ").length - 1;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<testsuites name="blog-migrate lint" tests="${count}" failures="${all.length}" errors="${failures.length}">`,
    ...suites,
    ...unread,
    "</testsuites>",
    "",
  ].join("\n");
};

function suite(path: string, cases: readonly string[]): string {
  const errors = cases.filter((text) => text.includes("<error ")).length;
  const body = cases.length > 0 ? cases : [`    <testcase name="${xml(path)}" classname="${xml(path)}" />`];
  const counts = `tests="${body.length}" failures="${cases.length - errors}" errors="${errors}"`;
  return [`  <testsuite name="${xml(path)}" ${counts}>`, ...body, "  </testsuite>"].join("\n");
}

function caseText({ file, finding }: Located): string {
  const { line, column } = positions(file.source.text)(finding.start);
  return [
    `    <testcase name="${xml(finding.ruleId)}" classname="${xml(file.path)}">`,
    `      <failure type="${finding.severity}" message="${xml(finding.message)}">${xml(`${file.path}:${line}:${column} ${finding.message}`)}</failure>`,
    "    </testcase>",
  ].join("\n");
}

const errorText = (path: string, reason: string): string =>
  `    <testcase name="parse" classname="${xml(path)}"><error type="parse" message="${xml(reason)}" /></testcase>`;

/** Text for XML 1.0, which has no place for most control characters. */
const xml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has no place
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
