import { classify } from "./classify.ts";
import { createLogReader } from "./dialects/recognise.ts";
import type { ErrorContext } from "./error-paths/model.ts";
import type { Parsed, Source } from "./model.ts";
import { type Aliases, NO_ALIASES } from "./modules/aliases.ts";
import { createModules, type LinkedModules, type Modules } from "./modules/modules.ts";
import { parse, syntaxErrors } from "./parse.ts";
import { lintFileOf } from "./rules/file.ts";
import { findingsOf } from "./rules/findings.ts";
import type { FileFindings, LintOptions } from "./rules/model.ts";
import { chooseNames } from "./syntax/names.ts";
import { findOurs } from "./syntax/ours.ts";

/** Files as the lint reads them: those that are linted, and those that they import. */
export type LintSources = {
  /** By absolute path; undefined where there is no such source file. */
  readonly read: (path: string) => Source | undefined;
  readonly exists: (path: string) => boolean;
  /** @default none */
  readonly aliases?: Aliases | undefined;
};

export type Linter = {
  /** One file through every stage in order: parse → facts → link → findings. */
  readonly lint: (source: Source) => FileFindings;
  /** Absolute paths of the files that its findings depend on, its own left out. */
  readonly consulted: (source: Source) => ReadonlySet<string>;
};

/**
 * Opens a project for linting. What another file exports is read when a handler of this one gives it its error, so that
 * one file can be linted by itself. Pure but for `sources`, which the caller reads for it.
 */
export function createLinter(sources: LintSources, options: LintOptions): Linter {
  const contexts = new Map<string, ErrorContext | undefined>();
  const load = (path: string): ErrorContext | undefined => {
    if (!contexts.has(path)) {
      const source = sources.read(path);
      contexts.set(path, source && contextOf(parse(source), options, modules));
    }
    return contexts.get(path);
  };
  const modules: LinkedModules<ErrorContext> = createModules({
    exists: sources.exists,
    load,
    aliases: sources.aliases ?? NO_ALIASES,
  });
  return {
    lint: (source) => {
      const ctx = contexts.get(source.path) ?? contextOf(parse(source), options, modules);
      contexts.set(source.path, ctx);
      const [broken] = syntaxErrors(ctx.file.ast);
      if (broken) return { path: source.relativePath, source, findings: [], suppressed: [], failure: broken };
      return { path: source.relativePath, source, ...findingsOf(lintFileOf(ctx), options) };
    },
    consulted: ({ path }) => modules.consulted(path),
  };
}

/** A file with what the analysis asks of it. Category and names are worked out when a fix needs them. */
function contextOf(parsed: Parsed, options: LintOptions, modules: Modules<ErrorContext>): ErrorContext {
  const ours = findOurs(parsed.ast);
  let classified: ReturnType<typeof classify> | undefined;
  const classification = (): ReturnType<typeof classify> => {
    classified ??= classify(parsed, options);
    return classified;
  };
  return {
    file: {
      ...parsed,
      get module() {
        return classification().module;
      },
      get component() {
        return classification().component;
      },
      at: (node) => classification().at(node),
    },
    get names() {
      return chooseNames(parsed.ast);
    },
    ours,
    logCall: createLogReader(parsed, ours, options.dialects),
    modules,
    policy: options.policy,
  };
}
