import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { RULE_IDS, type RuleId, SEVERITIES, type Severity } from "../../transforms/rules/catalog.ts";
import type { ExitCode } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { LINT_FORMATS, type LintFormat } from "../reporters/lint/formats.ts";
import { parseShard, type Shard } from "../shards/shard.ts";
import type { Terminal } from "../terminal.ts";
import { parseWorkers } from "../workers/option.ts";
import { isCommit } from "./changed.ts";
import { parseWarnings } from "./max-warnings.ts";
import type { LintCommandOptions } from "./options.ts";

type Rules = Readonly<Partial<Record<RuleId, Severity>>>;

type Raw = {
  readonly format?: LintFormat;
  readonly output?: string;
  readonly config?: string;
  readonly quiet?: boolean;
  readonly fix?: boolean;
  readonly force?: boolean;
  readonly verify?: boolean;
  readonly baseline?: string | true;
  readonly updateBaseline?: boolean;
  readonly maxWarnings?: number;
  readonly rule?: Rules;
  readonly changed?: string | true;
  readonly cache?: string | true;
  readonly shard?: Shard;
  readonly workers?: number;
  readonly printSinks?: boolean;
  readonly includeGenerated?: boolean;
};

const BASELINE = "blog-baseline.json";
const CACHE = "node_modules/.cache/blog-migrate/lint.json";

/** `blog-migrate lint [paths…]` */
export function lintCommand(terminal: Terminal, done: (code: ExitCode) => void): Command {
  return new Command("lint")
    .description("find error paths that nobody hears of; exit code 1 when there are any")
    .argument("[paths...]", "files, folders and globs (default: the current folder)")
    .addOption(
      new Option(
        "--format <name>",
        "form of the result (default: pretty; github inside GitHub Actions)",
      ).choices(LINT_FORMATS),
    )
    .option("--output <file>", "write the result there instead of to stdout")
    .option("--fix", "log what is lost, the project's own way")
    .option("--force", "with --fix: write files with uncommitted changes, too")
    .option("--no-verify", "with --fix: do not check types before and after (all other checks stay)")
    .option("--rule <id=severity>", "severity of a rule: off, warn or error; may be repeated", parseRule)
    .option("--max-warnings <n>", "exit with 1 when there are more warnings", parseWarnings)
    .option("--baseline [file]", `known findings, which are not reported (default: ${BASELINE})`)
    .option("--update-baseline", "write the findings of this run to the baseline")
    .option("--changed [ref]", "only files that differ from a commit (default: HEAD)")
    .option(
      "--shard <i/n>",
      "only the i-th of n equal shares of the files; `merge` makes one run of them",
      parseShard,
    )
    .option("--cache [file]", `keep findings for the next run (default: ${CACHE})`)
    .option(
      "--workers <n>",
      "threads (default: by processors and amount of work); the result is the same",
      parseWorkers,
    )
    .option("--print-sinks", "list what counts as logging, and stop")
    .option("--include-generated", "take files that say they are generated, too")
    .option("--config <file>", "configuration to use (default: blog.config.* and its like, from here up)")
    .option("--quiet", "no progress, no summary, no warnings: errors only")
    .option("--no-color", "no colours (also by NO_COLOR; FORCE_COLOR for the opposite)")
    .action(async (paths: string[], _: unknown, command: Command) => {
      const { lint } = await import("../commands/lint.ts");
      const raw = { ...command.parent?.opts<Raw>(), ...command.opts<Raw>() };
      const { own, further } = await withoutPaths(raw, terminal.cwd);
      const all = [...further, ...paths];
      done(await lint(all.length === 0 ? ["."] : all, options({ ...raw, ...own }), terminal));
    });
}

type Optional = Pick<Raw, "baseline" | "changed" | "cache">;

/**
 * Of `--changed src`, `src` is a path to lint and no commit: what stands behind an option whose value may be missing
 * is a path where it can only be one.
 */
async function withoutPaths(
  raw: Raw,
  cwd: string,
): Promise<{ readonly own: Optional; readonly further: readonly string[] }> {
  const own: { -readonly [key in keyof Optional]: Optional[key] } = {};
  const further: string[] = [];
  for (const key of ["baseline", "changed", "cache"] as const) {
    const value = raw[key];
    if (typeof value !== "string" || !isSource(value, cwd)) continue;
    if (key === "changed" && (await isCommit(value, cwd))) continue;
    own[key] = true;
    further.push(value);
  }
  return { own, further };
}

/** Whether a path is a folder, or a file that can be linted. */
const isSource = (path: string, cwd: string): boolean =>
  /\.[cm]?[jt]sx?$/.test(path) ||
  (existsSync(resolve(cwd, path)) && statSync(resolve(cwd, path)).isDirectory());

function options(raw: Raw): LintCommandOptions {
  const { format, output, config, baseline, maxWarnings, changed, cache, updateBaseline = false } = raw;
  return {
    format: (LINT_FORMATS as readonly string[]).includes(format ?? "") ? format : undefined,
    output,
    config,
    quiet: raw.quiet ?? false,
    fix: raw.fix ?? false,
    force: raw.force ?? false,
    verify: raw.verify ?? true,
    baseline: baseline === true || (updateBaseline && baseline === undefined) ? BASELINE : baseline,
    updateBaseline,
    maxWarnings,
    workers: raw.workers,
    shard: raw.shard,
    rules: raw.rule ?? {},
    changed: changed === true ? "HEAD" : changed,
    cache: cache === true ? CACHE : cache,
    printSinks: raw.printSinks ?? false,
    includeGenerated: raw.includeGenerated ?? false,
  };
}

/** `err/lost-cause=off`, `lost-cause=off` */
function parseRule(value: string, before: Rules = {}): Rules {
  const [name = "", severity = ""] = value.split(/[=:]/, 2);
  const id = name.startsWith("err/") ? name : `err/${name}`;
  if (!(RULE_IDS as readonly string[]).includes(id))
    throw new InvalidArgumentError(`There is no rule "${name}".${didYouMean(id, RULE_IDS)}`);
  if (!(SEVERITIES as readonly string[]).includes(severity))
    throw new InvalidArgumentError(`A severity is needed, as in ${id}=warn: ${SEVERITIES.join(", ")}.`);
  return { ...before, [id]: severity };
}
