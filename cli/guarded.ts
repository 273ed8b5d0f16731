import type { Links } from "../transforms/links.ts";
import type { MigrateOptions, Source } from "../transforms/model.ts";
import type { FileOutcome } from "../transforms/report.ts";
import { failureOf } from "./failures.ts";

type MigrateFile = (source: Source, options: MigrateOptions, inCycle: boolean, links?: Links) => FileOutcome;

/** The outcome of one file; a file on which the engine breaks is a failed one, and the others go on. */
export function guarded(migrateFile: MigrateFile): MigrateFile {
  return (source, options, inCycle, links) => {
    try {
      return migrateFile(source, options, inCycle, links);
    } catch (error) {
      return failed(source, error);
    }
  };
}

const failed = ({ relativePath }: Source, error: unknown): FileOutcome => ({
  kind: "failed",
  path: relativePath,
  reason: failureOf(error),
});
