import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { completionCommand } from "./completion/command.ts";
import { EDITS, type EditsName } from "./config/define.ts";
import { doctorCommand } from "./doctor/command.ts";
import { EXIT, type ExitCode, UserError } from "./errors.ts";
import { initCommand } from "./init/command.ts";
import { lintCommand } from "./lint/command.ts";
import { didYouMean } from "./nearest.ts";
import { FORMATS, type Format, type MigrateCommandOptions, type WriteOptions } from "./options.ts";
import { printable } from "./printable.ts";
import { mergeCommand } from "./shards/command.ts";
import { parseShard, type Shard } from "./shards/shard.ts";
import { processTerminal, type Terminal } from "./terminal.ts";
import { ownVersion } from "./version.ts";
import { parseWorkers } from "./workers/option.ts";

/** Runs one command line (without `node` and the script) and gives its exit code. Nothing heavy is loaded for `--help`. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const terminal = processTerminal(!args.includes("--no-color"));
  let code: ExitCode = EXIT.clean;
  try {
    await createProgram(terminal, (result) => {
      code = result;
    }).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.couldNotRun;
    if (!(error instanceof UserError)) throw error;
    const label = terminal.errColors.red("error:");
    terminal.err(
      `${terminal.redraws ? "\r\x1b[K" : ""}${label} ${safe(error.message)}\n${safe(error.remedy)}\n`,
    );
    return EXIT.couldNotRun;
  }
}

const safe = (text: string): string => text.split("\n").map(printable).join("\n");

type Done = (code: ExitCode) => void;

/** `migrate` is what the program itself does, so its options are those that `--help` shows first. */
function createProgram(terminal: Terminal, done: Done): Command {
  const program = migrateOptions(new Command("blog-migrate"))
    .description(
      "Moves a TypeScript or JavaScript backend to the dual-logger pattern: mirrors its log calls, logs its silent " +
        "error paths, traces the functions that matter. What was there stays byte for byte.",
    )
    .version(ownVersion(), "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText("after", AFTER_HELP)
    .action((paths: string[], _: unknown, command: Command) =>
      runMigrate(paths, given(command), terminal, done),
    );
  const migrate = migrateOptions(new Command("migrate"))
    .description("what blog-migrate does without a command")
    .action((paths: string[], _: unknown, command: Command) =>
      runMigrate(paths, given(command), terminal, done),
    );
  const revert = writeOptions(new Command("revert"))
    .description("take everything out again that migrate added; needs no git")
    .addOption(new Option("--force", "as migrate has it; revert never refuses").hideHelp())
    .action((paths: string[], _: unknown, command: Command) =>
      runRevert(paths, given(command), terminal, done),
    );
  const explain = new Command("explain")
    .description("say why a file has its category, and why each edit is made or declined")
    .argument("<file[:line]>", "a source file, and a line of it")
    .option("--config <file>", "configuration to use")
    .option("--no-color", "no colours")
    .action(async (target: string, _: unknown, command: Command) => {
      const { explain: run } = await import("./commands/explain.ts");
      done(await run(target, given(command).config, terminal));
    });
  const apply = new Command("apply")
    .description(
      "make the edits that a plan of --plan says yes to, in the files that are as they were planned",
    )
    .argument("<plan>", "the plan, with its decisions")
    .option("--dry-run", "write nothing; print a unified diff")
    .option("--force", "write files with uncommitted changes, too")
    .option("--no-verify", "do not check types before and after (all other checks stay)")
    .addOption(new Option("--format <name>", "form of the result").choices(FORMATS))
    .option("--output <file>", "write the result there instead of to stdout")
    .option("--config <file>", "the configuration that the plan was made with")
    .option("--quiet", "no progress, no summary: failures only")
    .option("--no-color", "no colours")
    .action(async (plan: string, _: unknown, command: Command) => {
      const { apply: run } = await import("./commands/apply.ts");
      done(await run(plan, migrating({ ...given(command), includeGenerated: true }), terminal));
    });
  for (const command of [
    migrate,
    apply,
    revert,
    explain,
    lintCommand(terminal, done),
    initCommand(terminal, done),
    doctorCommand(terminal, done),
    mergeCommand(terminal, done),
    completionCommand(terminal, done),
  ])
    program.addCommand(command.copyInheritedSettings(program));
  return program;
}

const AFTER_HELP = `
Exit codes: 0 clean, 1 findings (a file that failed; --check when something would change), 2 could not run.
The result goes to stdout, progress and messages to stderr.

Examples:
  blog-migrate src/                          migrate a folder
  blog-migrate --dry-run src/ > blog.patch   the same as a patch for git apply; nothing is written
  blog-migrate --only error-paths src/       only log the silent error paths
  blog-migrate revert src/                   take it all back
  blog-migrate lint src/                     find the error paths that nobody hears of`;

type Raw = {
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly format?: Format;
  readonly output?: string;
  readonly config?: string;
};
type RawMigrate = Raw & {
  readonly check?: boolean;
  readonly verify?: boolean;
  readonly includeGenerated?: boolean;
  readonly only?: readonly EditsName[];
  readonly workers?: number;
  readonly report?: string;
  readonly interactive?: boolean;
  readonly formatFiles?: boolean;
  readonly finalize?: boolean;
  readonly plan?: string;
  readonly shard?: Shard;
};

/** What was given, in front of the command's name (`blog-migrate --dry-run revert`) or behind it, without defaults. */
function given(command: Command): RawMigrate {
  const own = Object.entries(command.opts()).filter(
    ([key]) => command.getOptionValueSource(key) !== "default",
  );
  return { ...(command.parent ? given(command.parent) : {}), ...Object.fromEntries(own) };
}

function writeOptions(command: Command): Command {
  return command
    .argument("[paths...]", "files, folders and globs (default: the current folder)")
    .option("--dry-run", "write nothing; print a unified diff")
    .addOption(
      new Option("--format <name>", "form of the result (default: pretty; diff on a dry run)").choices(
        FORMATS,
      ),
    )
    .option("--output <file>", "write the result there instead of to stdout")
    .option("--config <file>", "configuration to use (default: blog.config.* and its like, from here up)")
    .option("--quiet", "no progress, no summary: failures only")
    .option("--no-color", "no colours (also by NO_COLOR; FORCE_COLOR for the opposite)");
}

function migrateOptions(command: Command): Command {
  return writeOptions(command)
    .option("--force", "write files with uncommitted changes, too")
    .option("--check", "write nothing; exit with 1 when something would change")
    .option("--only <kinds>", `kinds of edit, of ${EDITS.join(",")}`, parseOnly)
    .option("--no-verify", "do not check types before and after (all other checks stay)")
    .option("--include-generated", "take files that say they are generated, too")
    .option(
      "--finalize",
      "the last step: take the legacy log calls out that have a production line, and loggers that nothing uses then",
    )
    .option("--interactive", "show each edit with its reasons and ask about it; what you say no to stays out")
    .option("--plan <file>", "write what would be done there, for a review; `apply` carries it out")
    .option("--format-files", "format the changed files with the project's own formatter")
    .option(
      "--shard <i/n>",
      "only the i-th of n equal shares of the files; `merge` makes one run of them",
      parseShard,
    )
    .option("--report <file>", "also write the run as one HTML page, for a review")
    .option(
      "--workers <n>",
      "threads that plan (default: by processors and amount of work); the result is the same",
      parseWorkers,
    );
}

function parseOnly(value: string, before: readonly EditsName[] = []): readonly EditsName[] {
  const names = value.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !(EDITS as readonly string[]).includes(name));
  if (wrong !== undefined) {
    throw new InvalidArgumentError(
      `"${wrong}" is no kind.${didYouMean(wrong, EDITS)} Kinds: ${EDITS.join(", ")}.`,
    );
  }
  return [...before, ...(names as EditsName[])];
}

async function runMigrate(
  paths: readonly string[],
  raw: RawMigrate,
  terminal: Terminal,
  done: Done,
): Promise<void> {
  const { migrate } = await import("./commands/migrate.ts");
  done(await migrate(orHere(paths), migrating(raw), terminal));
}

function migrating(raw: RawMigrate): MigrateCommandOptions {
  const {
    check = false,
    verify = true,
    includeGenerated = false,
    interactive = false,
    formatFiles = false,
    finalize = false,
  } = raw;
  const { only, workers, report, plan, shard } = raw;
  return {
    ...writing(raw),
    check,
    verify,
    includeGenerated,
    interactive,
    formatFiles,
    finalize,
    only,
    workers,
    report,
    plan,
    shard,
  };
}

async function runRevert(paths: readonly string[], raw: Raw, terminal: Terminal, done: Done): Promise<void> {
  const { revert } = await import("./commands/revert.ts");
  done(await revert(orHere(paths), writing(raw), terminal));
}

const orHere = (paths: readonly string[]): readonly string[] => (paths.length === 0 ? ["."] : paths);

function writing({
  dryRun = false,
  force = false,
  quiet = false,
  format,
  output,
  config,
}: Raw): WriteOptions {
  return { dryRun, force, quiet, format, output, config };
}
