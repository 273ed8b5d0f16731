import type { Linter } from "../../transforms/lint.ts";
import type { LintOptions } from "../../transforms/rules/model.ts";
import type { Disk } from "../disk.ts";

/** Loads the engine, which is the slow part of a start, and opens it on files. */
export async function openLinter(
  { read, exists, text, folders }: Disk,
  options: LintOptions,
): Promise<Linter> {
  const { createLinter } = await import("../../transforms/lint.ts");
  const { createAliases } = await import("../../transforms/modules/aliases.ts");
  return createLinter({ read, exists, aliases: createAliases(text, folders) }, options);
}
