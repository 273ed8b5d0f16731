import { Command, InvalidArgumentError } from "commander";
import type { DoctorCommandOptions } from "../commands/doctor.ts";
import type { ExitCode } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/** `blog-migrate doctor [folder]` */
export function doctorCommand(terminal: Terminal, done: (code: ExitCode) => void): Command {
  return new Command("doctor")
    .description(
      "the deployment checklist: settings, services, redaction, sampling; exit code 1 when a line fails",
    )
    .argument("[folder]", "folder of the application, with its environment set as in production", ".")
    .option("--json", "print the checks and all settings as JSON")
    .option("--settings", "show every setting, its value and where it is from")
    .option("--no-network", "send no test error and no test span")
    .option("--sample <text>", "try redaction on a text of your own")
    .option("--rate <n>", "records per second for the simulation of sampling (default: 5000)", parseRate)
    .option("--no-color", "no colours")
    .addHelpText("after", EXAMPLES)
    .action(async (folder: string, _: unknown, command: Command) => {
      const { doctor } = await import("../commands/doctor.ts");
      const {
        json = false,
        settings = false,
        network = true,
        sample,
        rate,
      } = command.opts<Partial<DoctorCommandOptions>>();
      done(await doctor(folder, { json, settings, network, sample, rate }, terminal));
    });
}

function parseRate(value: string): number {
  const rate = Number(value);
  if (rate > 0 && rate <= 1_000_000) return rate;
  throw new InvalidArgumentError("A number above 0 is needed, at most 1000000.");
}

const EXAMPLES = `
Examples:
  blog-migrate doctor                             all checks, with a test error and span to the services
  blog-migrate doctor --no-network --settings     nothing is sent; where each setting is from
  blog-migrate doctor --sample "call +44 20 7946 0958"
  LOG_ENABLE_SAMPLING=true blog-migrate doctor --rate 20000`;
