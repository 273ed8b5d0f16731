import { Argument, Command } from "commander";
import { EXIT, type ExitCode } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { SHELLS, type Shell, script } from "./script.ts";

/** `blog-migrate completion <shell>` */
export const completionCommand = (terminal: Terminal, done: (code: ExitCode) => void): Command =>
  new Command("completion")
    .description("print a script that completes commands and options in your shell")
    .addArgument(new Argument("<shell>", "the shell that reads it").choices(SHELLS))
    .addHelpText("after", EXAMPLES)
    .action((shell: Shell, _: unknown, command: Command) => {
      if (command.parent) terminal.out(script(command.parent, shell));
      done(EXIT.clean);
    });

const EXAMPLES = `
Examples:
  blog-migrate completion bash >> ~/.bashrc
  blog-migrate completion zsh > "\${fpath[1]}/_blog-migrate"
  blog-migrate completion fish > ~/.config/fish/completions/blog-migrate.fish`;
