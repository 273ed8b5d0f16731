import { loadConfig } from "../config.ts";
import { EXIT, type ExitCode, UserError } from "../errors.ts";
import { finish } from "../finish.ts";
import { inputs } from "../inputs.ts";
import { exitCodeOf, printFindings } from "../lint/print.ts";
import { FORMATS, type Format } from "../options.ts";
import { checkOutput } from "../output.ts";
import { writePage } from "../page-file.ts";
import { createProgress } from "../progress.ts";
import { LINT_FORMATS, type LintFormat } from "../reporters/lint/formats.ts";
import type { Result } from "../reporters/result.ts";
import { readBlobs } from "../shards/blob.ts";
import { mergeLintResults, mergeResults } from "../shards/merge.ts";
import type { Terminal } from "../terminal.ts";

export type MergeOptions = {
  readonly format?: Format | LintFormat;
  readonly output?: string;
  readonly report?: string;
  readonly maxWarnings?: number;
  readonly config?: string;
  readonly quiet?: boolean;
};

/** `blog-migrate merge <parts…>`: what one run over all files would have reported, with its exit code. */
export async function merge(
  parts: readonly string[],
  options: MergeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  await checkOutput(options.output, terminal.cwd);
  await checkOutput(options.report, terminal.cwd);
  const blobs = await readBlobs(parts, terminal.cwd);
  const quiet = options.quiet ?? false;
  const [first] = blobs;
  if (first?.kind === "lint") {
    if (options.report !== undefined)
      throw new UserError("merge", "--report is of migrate, and these are of lint");
    const result = mergeLintResults(
      blobs.flatMap((blob) => (blob.kind === "lint" ? [blob.result] : [])),
      terminal.cwd,
    );
    const format = formatOf(options.format, LINT_FORMATS, "lint");
    await printFindings(result, { format, output: options.output, quiet }, terminal);
    return exitCodeOf(result, { maxWarnings: options.maxWarnings, updateBaseline: false });
  }
  const result = mergeResults(blobs.flatMap((blob) => (blob.kind === "run" ? [blob.result] : [])));
  const format = formatOf(options.format, FORMATS, first?.command ?? "");
  if (options.report !== undefined) await writeMergedPage(options.report, result, options, terminal);
  await finish(result, { ...options, format, quiet, dryRun: false, force: false }, terminal);
  return result.report.totals.failed > 0 ? EXIT.findings : EXIT.clean;
}

/** The choices of the option are those of all commands. */
function formatOf<F extends string>(
  format: string | undefined,
  allowed: readonly F[],
  command: string,
): F | undefined {
  const found = allowed.find((name) => name === format);
  if (format === undefined || found !== undefined) return found;
  throw new UserError("unknown-value", `${command} has no format ${format}: ${allowed.join(", ")}`);
}

/** The page shows what lint finds in the files, so they are read: from here, as the shares had them. */
async function writeMergedPage(
  file: string,
  result: Result,
  options: MergeOptions,
  terminal: Terminal,
): Promise<void> {
  const config = await loadConfig(terminal.cwd, options.config);
  const progress = createProgress(terminal, options.quiet ?? false);
  const { sources } = inputs(result.paths, config, terminal, ["generated"]);
  await writePage({ file, cwd: terminal.cwd, config, sources, result, progress });
  progress.end();
}
