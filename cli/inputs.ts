import type { Takeable } from "../transforms/discover/left-alone.ts";
import { type Discovered, discover } from "../transforms/discover.ts";
import type { Config } from "./config.ts";
import { UserError } from "./errors.ts";
import { COMMANDS } from "./names.ts";
import { didYouMean } from "./nearest.ts";
import type { Terminal } from "./terminal.ts";

/** Everything below the paths of the command line. A path that does not exist is a mistake, never an empty result. */
export function inputs(
  paths: readonly string[],
  config: Config,
  { cwd }: Pick<Terminal, "cwd">,
  take: readonly Takeable[],
  isUnchanged?: (path: string) => boolean,
): Discovered {
  const ignore = config.ignore ? { folder: config.folder, patterns: config.ignore } : undefined;
  const found = discover(paths, { cwd, ignore, take, isUnchanged });
  if (found.missing.length === 0) return found;
  const hint = paths.length > 0 ? didYouMean(paths[0] ?? "", COMMANDS) : "";
  throw new UserError(
    "no-such-path",
    found.missing.join(", ") + (hint && `.${hint.replace("?", " (a command)?")}`),
  );
}
