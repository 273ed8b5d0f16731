import { createFollow, type Follow } from "./dialects/follow.ts";
import { createLoggers, type Loggers } from "./dialects/recognise.ts";
import type { MigrateOptions, Parsed, Source } from "./model.ts";
import { type Aliases, NO_ALIASES } from "./modules/aliases.ts";
import { createModules } from "./modules/modules.ts";
import { parse } from "./parse.ts";
import { findOurs } from "./syntax/ours.ts";

/** Files by absolute path, as those who look into other files ask for them. */
export type Files = {
  /** Undefined where there is no such source file. */
  readonly read: (path: string) => Source | undefined;
  readonly exists: (path: string) => boolean;
  /** @default none */
  readonly aliases?: Aliases | undefined;
};

type Definition = { readonly file: Parsed; readonly loggers: Loggers };

/** How many files are kept parsed: loggers are defined in few. */
const KEPT = 8;

/**
 * Follows the imports of files to the loggers that they define: only those files are read, and only when a call that
 * looks like a log call asks. Pure but for `files`, which the caller reads for it.
 */
export function followLoggers(
  { read, exists, aliases = NO_ALIASES }: Files,
  { dialects }: Pick<MigrateOptions, "dialects">,
): Follow {
  const definitions = new Map<string, Definition | undefined>();
  const open = (path: string): Definition | undefined => {
    const source = read(path);
    if (!source) return undefined;
    const file = parse(source);
    return { file, loggers: createLoggers(file, findOurs(file.ast), dialects, follow(path)) };
  };
  const load = (path: string): Definition | undefined => {
    const kept = definitions.has(path) ? definitions.get(path) : open(path);
    definitions.delete(path);
    definitions.set(path, kept);
    const [oldest] = definitions.keys();
    if (definitions.size > KEPT && oldest !== undefined) definitions.delete(oldest);
    return kept;
  };
  const mentions = (path: string, name: string): boolean => read(path)?.text.includes(name) ?? false;
  const modules = createModules<Definition>({ exists, load, mentions, aliases });
  const follow = createFollow(modules, ({ loggers }) => loggers);
  return follow;
}
