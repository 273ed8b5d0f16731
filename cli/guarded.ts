import type { Follow } from "../transforms/dialects/follow.ts";
import type { MigrateOptions, Source } from "../transforms/model.ts";
import type { FileOutcome } from "../transforms/report.ts";

type MigrateFile = (
  source: Source,
  options: MigrateOptions,
  inCycle: boolean,
  follow?: Follow,
) => FileOutcome;

/** The outcome of one file; a file on which the engine breaks is a failed one, and the others go on. */
export function guarded(migrateFile: MigrateFile): MigrateFile {
  return (source, options, inCycle, follow) => {
    try {
      return migrateFile(source, options, inCycle, follow);
    } catch (error) {
      return failed(source, error);
    }
  };
}

function failed({ relativePath }: Source, error: unknown): FileOutcome {
  const { stack = "", message = String(error) } = error instanceof Error ? error : {};
  const place = /\n\s+at (.+)/.exec(stack)?.[1];
  return {
    kind: "failed",
    path: relativePath,
    reason: `a bug in blog-migrate, please report it: ${message}${place ? ` (${place})` : ""}`,
  };
}
