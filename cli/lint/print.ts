import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { countOf, failuresOf, type LintResult } from "../reporters/lint/result.ts";
import { noColors, type Terminal } from "../terminal.ts";
import type { LintCommandOptions } from "./options.ts";

/** To stdout or the output file, and to stderr what a person should see beside it. */
export async function printFindings(
  result: LintResult,
  options: Pick<LintCommandOptions, "format" | "output" | "quiet">,
  terminal: Terminal,
): Promise<void> {
  const { LINT_REPORTERS } = await import("../reporters/lint/index.ts");
  const inActions = process.env.GITHUB_ACTIONS === "true" && options.output === undefined;
  const format = options.format ?? (inActions ? "github" : "pretty");
  const colors = options.output === undefined ? terminal.outColors : noColors;
  const text = LINT_REPORTERS[format](result, { colors, quiet: options.quiet });
  if (options.output === undefined) terminal.out(text);
  else {
    await writeFile(resolve(terminal.cwd, options.output), text).catch((error: Error) => {
      throw new UserError("output", error.message);
    });
  }
  if (options.quiet) return;
  if (options.output !== undefined) terminal.err(`Report written to ${options.output}\n`);
  if (format === "pretty") return;
  for (const { rule, file, function: name } of result.stale)
    terminal.err(`no longer found, though in the baseline: ${file} ${rule}${name ? ` in ${name}` : ""}\n`);
}

export function exitCodeOf(
  result: LintResult,
  { maxWarnings, updateBaseline }: Pick<LintCommandOptions, "maxWarnings" | "updateBaseline">,
): ExitCode {
  if (failuresOf(result).length > 0) return EXIT.findings;
  if (updateBaseline) return EXIT.clean;
  const tooMany = maxWarnings !== undefined && countOf(result, "warn") > maxWarnings;
  return countOf(result, "error") > 0 || tooMany ? EXIT.findings : EXIT.clean;
}
