import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { FileFindings } from "../../transforms/rules/model.ts";
import { lintOptions, loadConfig } from "../config.ts";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { checkOutput } from "../finish.ts";
import { inputs } from "../inputs.ts";
import { compare, readBaseline, writeBaseline } from "../lint/baseline.ts";
import { changedFiles } from "../lint/changed.ts";
import type { LintCommandOptions } from "../lint/options.ts";
import { lintAll } from "../lint/run.ts";
import { sinksText } from "../lint/sinks.ts";
import { ownVersion } from "../lint/version.ts";
import { createProgress } from "../progress.ts";
import { countOf, failuresOf, type LintResult } from "../reporters/lint/result.ts";
import { noColors, type Terminal } from "../terminal.ts";

/** `blog-migrate lint [paths…]`: configuration → discover → lint each file → baseline → report. */
export async function lint(
  paths: readonly string[],
  options: LintCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const started = performance.now();
  const { cwd } = terminal;
  await checkOutput(options.output, cwd);
  const config = await loadConfig(cwd, options.config);
  const settings = lintOptions(config, cwd, options.rules);
  if (options.printSinks) {
    terminal.out(await sinksText(settings.policy.sinks));
    return EXIT.clean;
  }
  const progress = createProgress(terminal, options.quiet);
  progress.stage("Reading");
  const found = await inputs(paths, config, terminal, options.includeGenerated);
  const wanted = options.changed === undefined ? undefined : await changedFiles(options.changed, cwd);
  const sources = wanted ? found.sources.filter(({ path }) => wanted.has(path)) : found.sources;
  const run = await lintAll(sources, found.sources, settings, { ...options, cwd, progress });
  progress.end();
  const result = await compared(run, options, {
    failed: found.failed,
    durationMs: performance.now() - started,
    cwd,
    version: ownVersion(),
  });
  await print(result, options, terminal);
  return exitCode(result, options);
}

type Run = { readonly files: readonly FileFindings[]; readonly fixed: number };

/** The result of a run, less what the baseline knows; a baseline that is being written knows everything. */
async function compared(
  { files, fixed }: Run,
  { baseline, updateBaseline }: LintCommandOptions,
  facts: Pick<LintResult, "failed" | "durationMs" | "cwd" | "version">,
): Promise<LintResult> {
  if (baseline === undefined) return { files, fixed, known: 0, stale: [], ...facts };
  const before = await readBaseline(baseline, facts.cwd, updateBaseline);
  const isGone = (file: string): boolean => !existsSync(resolve(facts.cwd, file));
  if (!updateBaseline) return { ...compare(files, before, isGone), fixed, ...facts };
  const looked = new Set(files.map(({ path }) => path));
  const others = before.filter(({ file }) => !looked.has(file) && !isGone(file));
  const identities = files.flatMap(({ findings }) => findings.map(({ identity }) => identity));
  await writeBaseline(baseline, facts.cwd, [...others, ...identities]);
  return { ...compare(files, identities, isGone), fixed, ...facts };
}

async function print(result: LintResult, options: LintCommandOptions, terminal: Terminal): Promise<void> {
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

function exitCode(result: LintResult, { maxWarnings, updateBaseline }: LintCommandOptions): ExitCode {
  if (failuresOf(result).length > 0) return EXIT.findings;
  if (updateBaseline) return EXIT.clean;
  const tooMany = maxWarnings !== undefined && countOf(result, "warn") > maxWarnings;
  return countOf(result, "error") > 0 || tooMany ? EXIT.findings : EXIT.clean;
}
