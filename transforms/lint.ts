import { createLinks, type Files } from "./links.ts";
import type { Source } from "./model.ts";
import { syntaxErrors } from "./parse.ts";
import { lintFileOf } from "./rules/file.ts";
import { findingsOf } from "./rules/findings.ts";
import type { FileFindings, LintOptions } from "./rules/model.ts";

export type Linter = {
  /** One file through every stage in order: parse → facts → link → findings. */
  readonly lint: (source: Source) => FileFindings;
  /** Absolute paths of the files that its findings depend on, its own left out. */
  readonly consulted: (source: Source) => ReadonlySet<string>;
};

/**
 * Opens a project for linting: one file can be linted by itself, as what others export is read when it asks for it.
 * Pure but for `files`, which the caller reads for it.
 */
export function createLinter(files: Files, options: LintOptions): Linter {
  const links = createLinks(files, options);
  return {
    lint: (source) => {
      const ctx = links.open(source);
      const [broken] = syntaxErrors(ctx.file.ast);
      if (broken) return { path: source.relativePath, source, findings: [], suppressed: [], failure: broken };
      return { path: source.relativePath, source, ...findingsOf(lintFileOf(ctx), options) };
    },
    consulted: ({ path }) => links.consulted(path),
  };
}
