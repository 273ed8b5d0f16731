import { exceptionsOf, type Result } from "./examine.ts";

/** How many places of a list are shown. */
const SHOWN = 20;

export function pretty(result: Result): string {
  const { totals } = result;
  const { logCalls, errorPaths, functions } = totals;
  const sites = { "log calls": logCalls, "error paths": errorPaths, functions };
  return [
    `${result.repository}: ${totals.files} files, ${totals.changed} changed, in ${result.seconds.toFixed(1)} s`,
    ...Object.entries(sites).map(
      ([name, { found, done, declined }]) => `  ${name}: ${found} found, ${done} done, ${declined} declined`,
    ),
    `  edits: ${counts(result.edits)}`,
    `  declined: ${counts(result.declined)}`,
    ...exceptions("files that do not parse as they are (no exception)", result.unparsable),
    ...exceptions("failed files", result.failed),
    ...exceptions("outputs that do not parse", result.outputsThatDoNotParse),
    ...exceptions("originals that are no subsequence", result.notSubsequences),
    ...exceptions("edits of a second run", result.secondRunEdits),
    ...exceptions("differences after revert", result.revertDifferences),
    ...exceptions("lint findings left that a line would mend", result.lintLeft),
    ...(result.newTypeErrors && result.typeErrors
      ? exceptions(
          `new type errors (${result.typeErrors.before} before, ${result.typeErrors.after} after)`,
          result.newTypeErrors,
        )
      : [`  own type check: not run; type gate: ${result.gate}`]),
    `  own tests: ${tests(result)}`,
    `  exceptions: ${exceptionsOf(result)}`,
  ].join("\n");
}

const counts = (all: Result["edits"]): string =>
  Object.entries(all)
    .map(([name, n]) => `${name} ${n}`)
    .join(", ") || "none";

function exceptions(name: string, list: readonly string[]): readonly string[] {
  const shown = list.slice(0, SHOWN).map((place) => `    ${place}`);
  const more = list.length > SHOWN ? [`    and ${list.length - SHOWN} more`] : [];
  return [`  ${name}: ${list.length}`, ...shown, ...more];
}

function tests({ tests }: Result): string {
  if (!tests) return "not run";
  const shown = ({ passed, failed, exit }: (typeof tests)["before"]): string =>
    `${passed} passed, ${failed} failed (exit ${exit})`;
  return `${shown(tests.before)} before; ${shown(tests.after)} after`;
}

export const MARKDOWN_HEAD = [
  "| repository | files | changed | log calls | error paths | functions | type errors | tests | failed | unparsed outputs | not kept | second run | revert | lint |",
  "| --- | --: | --: | --: | --: | --: | --- | --- | --: | --: | --: | --: | --: | --: |",
].join("\n");

/** One row of the table in docs/repositories.md. */
export function markdown(result: Result): string {
  const { totals, typeErrors } = result;
  const ratio = ({ found, done }: Result["totals"]["logCalls"]): string => `${done} of ${found}`;
  const cells = [
    result.repository,
    totals.files,
    totals.changed,
    ratio(totals.logCalls),
    ratio(totals.errorPaths),
    ratio(totals.functions),
    typeErrors ? `${typeErrors.before} → ${typeErrors.after}` : result.gate === "ran" ? "gate" : "–",
    result.tests
      ? `${result.tests.before.passed} → ${result.tests.after.passed} passed, ${result.tests.before.failed} → ${result.tests.after.failed} failed`
      : "–",
    ...[
      result.failed,
      result.outputsThatDoNotParse,
      result.notSubsequences,
      result.secondRunEdits,
      result.revertDifferences,
      result.lintLeft,
    ].map((list) => list.length),
  ];
  return `| ${cells.join(" | ")} |`;
}
