import type { Source } from "../../transforms/model.ts";
import { blankFile, type FileReport, type Report, reportFiles } from "../../transforms/report.ts";
import { mayHaveAdded } from "../../transforms/target.ts";
import { type Config, loadConfig } from "../config.ts";
import { EXIT, type ExitCode } from "../errors.ts";
import { TOO_DEEP } from "../failures.ts";
import { finish } from "../finish.ts";
import { inputs } from "../inputs.ts";
import type { WriteOptions } from "../options.ts";
import { checkOutput } from "../output.ts";
import { createProgress, type Progress } from "../progress.ts";
import { type Reverted, refusal } from "../reverted.ts";
import type { Terminal } from "../terminal.ts";
import type { ThreadData } from "../workers/tasks.ts";
import { type Rewrite, writeAll } from "../write.ts";

/**
 * `blog-migrate revert [paths…]`: configuration → discover → revert each file → write → report.
 * Uncommitted work does not stop it: what it takes out is what `migrate` added, and all else stays byte for byte.
 */
export async function revert(
  paths: readonly string[],
  options: WriteOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const started = performance.now();
  const progress = createProgress(terminal, options.quiet);

  await checkOutput(options.output, terminal.cwd);
  const config = await loadConfig(terminal.cwd, options.config);
  progress.stage("Reading");
  const found = inputs(paths, config, terminal, ["generated"]);
  const reverted = await revertAll(found.sources, progress);
  const rewrites = reverted.flatMap(({ source, after }) =>
    after === undefined ? [] : [{ path: source.path, before: source.text, after }],
  );
  const writes = !options.dryRun;
  const failures = writes ? await writeAll(rewrites) : new Map<string, string>();
  progress.end();

  const files = reverted.map(({ source, file }) => withFailure(file, failures.get(source.path)));
  const rest = [...found.skipped, ...found.failed];
  const run = { command: "revert", dryRun: !writes, durationMs: performance.now() - started };
  const result = {
    report: reportFiles(files, rest, run),
    paths,
    texts: texts(reverted, failures),
    notes: [
      ...(rewrites.length === 0 ? ["There is nothing that blog-migrate added."] : []),
      ...ownNote(config),
    ],
    next: [],
  };
  await finish(result, options, terminal);
  return exitCode(result.report);
}

/** No journal is kept, and what the user's own transforms made of a file cannot be told from what a person wrote. */
function ownNote({ transforms = [] }: Config): readonly string[] {
  if (transforms.length === 0) return [];
  const names = transforms.map((transform) => (typeof transform === "string" ? transform : transform.path));
  const what = `What your own transforms changed (${names.join(", ")}) is not taken back`;
  return [`${what}: it is your code, and version control can undo it.`];
}

const exitCode = ({ totals }: Report): ExitCode => (totals.failed > 0 ? EXIT.findings : EXIT.clean);

const texts = (reverted: readonly Reverted[], failures: ReadonlyMap<string, string>): readonly Rewrite[] =>
  reverted.flatMap(({ source, after }) =>
    after === undefined || failures.has(source.path)
      ? []
      : [{ path: source.relativePath, before: source.text, after }],
  );

const withFailure = (file: FileReport, reason: string | undefined): FileReport =>
  reason === undefined ? file : { ...file, status: "failed", reason };

/** Every file once, those that may have something of ours in them first. */
export async function revertAll(
  sources: readonly Source[],
  progress: Pick<Progress, "stage" | "at">,
): Promise<readonly Reverted[]> {
  const suspects = sources.filter(({ text }) => mayHaveAdded(text));
  const others = sources.filter((source) => !suspects.includes(source));
  const unchanged = others.map((source) => ({ source, file: blank(source, "unchanged") }));
  if (suspects.length === 0) return unchanged;
  // Loads the engine's part, and the compiler with it.
  const { revertOne } = await import("../revert-one.ts");
  progress.stage("Reverting");
  const reverted = suspects.map((source, n) => {
    progress.at(n, suspects.length, source.relativePath);
    return revertOne(source);
  });
  const deep = suspects.filter((_, n) => reverted[n]?.file.reason === TOO_DEEP);
  const again = deep.length > 0 ? await revertApart(deep) : [];
  return [...reverted.map((one, n) => again[deep.indexOf(suspects[n]!)] ?? one), ...unchanged];
}

/** In a thread, which has a larger stack than the main one can be given. */
async function revertApart(sources: readonly Source[]): Promise<readonly Reverted[]> {
  const { createPool } = await import("../workers/pool.ts");
  const { startWorker } = await import("../workers/start.ts");
  const workerData: ThreadData = { options: { only: [], dialects: [], categories: [] }, cwd: "" };
  const pool = createPool(1, () => startWorker("migrate", { workerData }));
  try {
    const results = await pool.run(sources.map((source) => ({ kind: "revert", source })));
    return results.map((result, n) =>
      result.kind === "reverted"
        ? { ...result.reverted, source: sources[n]! }
        : refusal(sources[n]!, TOO_DEEP),
    );
  } finally {
    await pool.end();
  }
}

const blank = ({ relativePath }: Source, status: FileReport["status"]): FileReport =>
  blankFile(relativePath, status);
