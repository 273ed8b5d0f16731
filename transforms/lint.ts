import { classify } from "./classify.ts";
import { createFollow, type Follow } from "./dialects/follow.ts";
import { createLoggers, type Loggers } from "./dialects/recognise.ts";
import type { ErrorContext } from "./error-paths/model.ts";
import { createKept } from "./kept.ts";
import type { Files } from "./links.ts";
import type { Parsed, Source } from "./model.ts";
import { NO_ALIASES } from "./modules/aliases.ts";
import { createModules, type LinkedModules, type Modules } from "./modules/modules.ts";
import { parse, syntaxErrors } from "./parse.ts";
import { lintFileOf } from "./rules/file.ts";
import { findingsOf } from "./rules/findings.ts";
import type { FileFindings, LintOptions } from "./rules/model.ts";
import { chooseNames } from "./syntax/names.ts";
import { findOurs } from "./syntax/ours.ts";

export type Linter = {
  /** One file through every stage in order: parse → facts → link → findings. */
  readonly lint: (source: Source) => FileFindings;
  /** Absolute paths of the files that its findings depend on, its own left out. */
  readonly consulted: (source: Source) => ReadonlySet<string>;
};

/** Characters of source whose trees are kept for files that import them; a tree takes some 50 bytes for each. */
const MOST_KEPT = 1_000_000;

/**
 * Opens a project for linting. What another file exports is read when a handler of this one gives it its error, so that
 * one file can be linted by itself. Pure but for `sources`, which the caller reads for it.
 */
export function createLinter(sources: Files, options: LintOptions): Linter {
  const contexts = createKept<LintContext | undefined>(MOST_KEPT);
  const contextFor = (source: Source): LintContext => contextOf(parse(source), options, { modules, follow });
  const load = (path: string): LintContext | undefined =>
    contexts.get(path, () => {
      const source = sources.read(path);
      return { value: source && contextFor(source), size: source?.text.length ?? 0 };
    });
  const modules: LinkedModules<LintContext> = createModules({
    exists: sources.exists,
    load,
    mentions: (path, name) => sources.read(path)?.text.includes(name) ?? false,
    aliases: sources.aliases ?? NO_ALIASES,
  });
  const follow = createFollow(modules, ({ loggers }) => loggers);
  return {
    lint: (source) => {
      // Between two files alone: within one, a file that it imports twice has to be the same tree both times.
      contexts.trim();
      const fresh = (): LintContext => contextFor(source);
      const ctx = contexts.get(source.path, () => ({ value: fresh(), size: source.text.length })) ?? fresh();
      const [broken] = syntaxErrors(ctx.file.ast);
      if (broken) return { path: source.relativePath, source, findings: [], suppressed: [], failure: broken };
      return { path: source.relativePath, source, ...findingsOf(lintFileOf(ctx), options) };
    },
    consulted: ({ path }) => modules.consulted(path),
  };
}

type LintContext = ErrorContext & { readonly loggers: Loggers };
type Links = { readonly modules: Modules<LintContext>; readonly follow: Follow };

/** A file with what the analysis asks of it. Category and names are worked out when a fix needs them. */
function contextOf(parsed: Parsed, options: LintOptions, { modules, follow }: Links): LintContext {
  const ours = findOurs(parsed.ast);
  const loggers = createLoggers(parsed, ours, options.dialects, follow(parsed.source.path));
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
    loggers,
    logCall: loggers.logCall,
    modules,
    policy: options.policy,
  };
}
