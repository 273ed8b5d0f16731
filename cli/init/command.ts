import { Command } from "commander";
import type { InitOptions } from "../commands/init.ts";
import type { ExitCode } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/** `blog-migrate init` */
export function initCommand(terminal: Terminal, done: (code: ExitCode) => void): Command {
  return new Command("init")
    .description(
      "look at the project, write its configuration, and add the packages and a script to package.json",
    )
    .option("--yes", "ask nothing; what is not named is left out")
    .option("--workflow", "add a GitHub workflow that uploads the lint check as SARIF")
    .option("--no-workflow", "add none, and do not ask")
    .option("--install", "install the packages at the end")
    .option("--no-install", "install nothing, and do not ask")
    .option("--dry-run", "print a unified diff, write nothing")
    .option("--undo", "take back what init did, as far as it is still as it was made")
    .option("--no-color", "no colours")
    .addHelpText("after", EXAMPLES)
    .action(async (_: unknown, command: Command) => {
      const { init } = await import("../commands/init.ts");
      const { dryRun = command.parent?.opts().dryRun, ...own } = command.opts<Partial<InitOptions>>();
      const { yes = false, undo = false, workflow, install } = own;
      done(await init({ yes, undo, workflow, install, dryRun: dryRun === true }, terminal));
    });
}

const EXAMPLES = `
Examples:
  blog-migrate init                            asks, on a terminal
  blog-migrate init --yes --workflow           for scripts: all but the installation
  blog-migrate init --dry-run                  what it would do, as a diff
  blog-migrate init --undo                     take it back`;
