import { classify } from "./classify.ts";
import { createFollow, type Follow } from "./dialects/follow.ts";
import { createLoggers, type Loggers } from "./dialects/recognise.ts";
import type { ErrorContext } from "./error-paths/model.ts";
import type { Policy } from "./error-paths/policy.ts";
import { createKept } from "./kept.ts";
import type { MigrateOptions, Parsed, Source } from "./model.ts";
import { type Aliases, NO_ALIASES } from "./modules/aliases.ts";
import { createModules, type LinkedModules } from "./modules/modules.ts";
import { parse } from "./parse.ts";
import { chooseNames } from "./syntax/names.ts";
import { findOurs } from "./syntax/ours.ts";

/** Files by absolute path, as those who look into other files ask for them. */
export type Files = {
  /** Undefined where there is no such source file. */
  readonly read: (path: string) => Source | undefined;
  readonly exists: (path: string) => boolean;
  /** @default none */
  readonly aliases?: Aliases | undefined;
};

/** A file, its loggers, and through `modules` what the files that it imports export. */
export type LinkedFile = ErrorContext & { readonly loggers: Loggers };

/** The files of a project, each of which may ask what others export. */
export type Links = {
  /** A file to be looked at: the same tree for itself and for those that import it. */
  readonly open: (source: Source) => LinkedFile;
  /** Absolute paths of the files that were asked for on behalf of a file, its own left out. */
  readonly consulted: (path: string) => ReadonlySet<string>;
};

type LinkOptions = Pick<MigrateOptions, "dialects" | "categories"> & { readonly policy?: Policy | undefined };

/** Characters of source whose trees are kept for files that import them; a tree takes some 50 bytes for each. */
const MOST_KEPT = 1_000_000;

/**
 * Opens a project. What another file exports is read when somebody asks: a call that looks like a log call, a handler
 * that gives its error away. So one file can be looked at by itself. Pure but for `files`, which the caller reads for it.
 */
export function createLinks(files: Files, options: LinkOptions): Links {
  const contexts = createKept<LinkedFile | undefined>(MOST_KEPT);
  const contextFor = (source: Source): LinkedFile => contextOf(parse(source), options, { modules, follow });
  const load = (path: string): LinkedFile | undefined =>
    contexts.get(path, () => {
      const source = files.read(path);
      return { value: source && contextFor(source), size: source?.text.length ?? 0 };
    });
  const modules: LinkedModules<LinkedFile> = createModules({
    exists: files.exists,
    load,
    mentions: (path, name) => files.read(path)?.text.includes(name) ?? false,
    aliases: files.aliases ?? NO_ALIASES,
  });
  const follow = createFollow(modules, ({ loggers }) => loggers);
  return {
    open: (source) => {
      // Between two files alone: within one, a file that it imports twice has to be the same tree both times.
      contexts.trim();
      const kept = contexts.get(source.path, () => ({ value: contextFor(source), size: source.text.length }));
      // What was read for a file that imports it may be an older text, or know less of its package.
      if (kept && isSame(kept.file.source, source)) return kept;
      const fresh = contextFor(source);
      contexts.put(source.path, fresh, source.text.length);
      return fresh;
    },
    consulted: modules.consulted,
  };
}

const isSame = (a: Source, b: Source): boolean =>
  a === b ||
  (a.text === b.text &&
    a.relativePath === b.relativePath &&
    a.packageType === b.packageType &&
    a.package?.name === b.package?.name);

type Known = { readonly modules: LinkedModules<LinkedFile>; readonly follow: Follow };

/** A file with what the planners and rules ask of it. Category and names are worked out when somebody needs them. */
export function contextOf(parsed: Parsed, options: LinkOptions, known?: Known): LinkedFile {
  const ours = findOurs(parsed.ast);
  const loggers = createLoggers(parsed, ours, options.dialects, known?.follow(parsed.source.path));
  let classified: ReturnType<typeof classify> | undefined;
  const classification = (): ReturnType<typeof classify> => {
    classified ??= classify(parsed, options);
    return classified;
  };
  let names: ReturnType<typeof chooseNames> | undefined;
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
      names ??= chooseNames(parsed.ast);
      return names;
    },
    ours,
    loggers,
    logCall: loggers.logCall,
    modules: known?.modules,
    policy: options.policy,
  };
}
