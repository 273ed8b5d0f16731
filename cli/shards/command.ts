import { Command, Option } from "commander";
import type { ExitCode } from "../errors.ts";
import { parseWarnings } from "../lint/max-warnings.ts";
import { FORMATS } from "../options.ts";
import { LINT_FORMATS } from "../reporters/lint/formats.ts";
import type { Terminal } from "../terminal.ts";

/** `blog-migrate merge <parts…>` */
export const mergeCommand = (terminal: Terminal, done: (code: ExitCode) => void): Command =>
  new Command("merge")
    .description("make one report of the runs of all shares, each written by --shard i/n --format blob")
    .argument("<parts...>", "the files, one a share")
    .addOption(
      new Option(
        "--format <name>",
        "form of the result, as the command itself has it (default: pretty)",
      ).choices([...new Set([...FORMATS, ...LINT_FORMATS])]),
    )
    .option("--output <file>", "write the result there instead of to stdout")
    .option("--report <file>", "of migrate: also write the run as one HTML page")
    .option("--max-warnings <n>", "of lint: exit with 1 when there are more warnings", parseWarnings)
    .option("--config <file>", "configuration to use for --report")
    .option("--quiet", "failures only; of lint: errors only")
    .option("--no-color", "no colours")
    .action(async (parts: string[], _: unknown, command: Command) => {
      const { merge } = await import("../commands/merge.ts");
      done(await merge(parts, { ...command.parent?.opts(), ...command.opts() }, terminal));
    });
