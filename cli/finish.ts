import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "./errors.ts";
import type { Format, WriteOptions } from "./options.ts";
import { REPORTERS } from "./reporters/index.ts";
import { pretty, total } from "./reporters/pretty.ts";
import type { Result } from "./reporters/result.ts";
import { type Colors, noColors, type Terminal } from "./terminal.ts";

/** Prints the result: to stdout or the file what was asked for, to stderr what a person should see beside it. */
export async function finish(result: Result, options: WriteOptions, terminal: Terminal): Promise<void> {
  const format: Format = options.format ?? (options.dryRun ? "diff" : "pretty");
  const render = (as: Format, colors: Colors): string =>
    REPORTERS[as](result, { colors, quiet: options.quiet });
  if (options.output === undefined) {
    terminal.out(render(format, terminal.outColors));
  } else {
    const text = render(format, noColors);
    await writeFile(resolve(terminal.cwd, options.output), text).catch((error: Error) => {
      throw new UserError("output", error.message);
    });
    if (!options.quiet) terminal.err(`Report written to ${options.output}\n`);
  }
  if (format === "diff") {
    terminal.err(pretty(result, { colors: terminal.errColors, quiet: options.quiet }));
  } else if ((format === "json" || options.output !== undefined) && !options.quiet) {
    terminal.err(`${total(result.report)}\n`);
  }
}
