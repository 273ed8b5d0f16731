import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import type { CosmiconfigResult } from "cosmiconfig";
import { gitRoot } from "../transforms/discover/ignores.ts";
import { DEFAULT_POLICY } from "../transforms/error-paths/policy.ts";
import type { MigrateOptions } from "../transforms/model.ts";
import type { LintOptions } from "../transforms/rules/model.ts";
import { slashed } from "../transforms/slashed.ts";
import { checkConfig } from "./config/check.ts";
import { type BlogConfig, EDITS, type EditsName, ONLY, ONLY_NAMES } from "./config/define.ts";
import { rebase } from "./config/rebase.ts";
import { UserError } from "./errors.ts";

/** A configuration that was checked, and where it is from. */
export type Config = BlogConfig & {
  /** Absolute path of the file; undefined when there is none. */
  readonly file?: string | undefined;
  /** Absolute folder that its globs start from: the file's own, or the current one with `--config`. */
  readonly folder: string;
};

/**
 * Reads the configuration of `cwd`: the nearest file from there up to the root of the repository, or the one named.
 * A `.ts`, `.js`, `.mjs` or `.cjs` file is a program of the user's and is run.
 */
export async function loadConfig(cwd: string, named?: string): Promise<Config> {
  const found = named === undefined ? await search(cwd) : await load(resolve(cwd, named));
  if (!found || found.isEmpty) return { folder: cwd };
  const [problem, ...more] = checkConfig(found.config);
  if (problem) {
    const others = more.map(({ message }) => `\n  ${message}`).join("");
    const place = await placeOf(found.filepath, problem.written);
    throw new UserError("config", `${relative(cwd, found.filepath)}${place}: ${problem.message}${others}`);
  }
  const folder = named === undefined ? dirname(found.filepath) : cwd;
  return { ...(found.config as BlogConfig), file: found.filepath, folder };
}

/** What the planners read. The command line wins over the file. */
export function migrateOptions(config: Config, cwd: string, only?: readonly EditsName[]): MigrateOptions {
  const below = slashed(relative(config.folder, cwd));
  const wanted: readonly EditsName[] = only ?? config.only ?? EDITS;
  return {
    only: ONLY_NAMES.filter((name) => wanted.includes(name)).map((name) => ONLY[name]),
    dialects: config.dialects ?? [],
    categories: (config.categories ?? []).flatMap(({ files, category }) => {
      const glob = rebase(files, below);
      return glob === undefined ? [] : [{ files: glob, category }];
    }),
  };
}

/** What the lint reads. The command line wins over the file. */
export function lintOptions(config: Config, cwd: string, rules: LintOptions["rules"] = {}): LintOptions {
  const { dialects, categories } = migrateOptions(config, cwd);
  return {
    rules: { ...config.rules, ...rules },
    policy: { ...DEFAULT_POLICY, ...config.lint },
    dialects,
    categories,
  };
}

async function search(cwd: string): Promise<CosmiconfigResult> {
  const explorer = await createExplorer();
  const top = gitRoot(cwd) ?? cwd;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = await guarded(folder, () => explorer.search(folder));
    if (found || folder === top) return found;
  }
}

async function load(path: string): Promise<CosmiconfigResult> {
  const explorer = await createExplorer();
  return guarded(path, () => explorer.load(path));
}

/** An error of the file, or of the code in it, is the user's to mend. */
async function guarded(path: string, read: () => Promise<CosmiconfigResult>): Promise<CosmiconfigResult> {
  try {
    return await read();
  } catch (error) {
    const { message, filepath } = error as Error & { filepath?: string };
    const where = filepath ?? path;
    throw new UserError("config-load", message.includes(where) ? message : `${where}: ${message}`);
  }
}

async function createExplorer(): Promise<{
  readonly search: (from: string) => Promise<CosmiconfigResult>;
  readonly load: (path: string) => Promise<CosmiconfigResult>;
}> {
  const { cosmiconfig } = await import("cosmiconfig");
  const loadTs = async (path: string, text: string): Promise<unknown> =>
    (await import("./config/load-ts.ts")).loadTs(path, text);
  return cosmiconfig("blog", {
    searchPlaces: SEARCH_PLACES,
    searchStrategy: "none",
    loaders: { ".ts": loadTs, ".mts": loadTs },
  });
}

const SEARCH_PLACES = [
  "package.json",
  ...["ts", "mts", "mjs", "js", "cjs", "json", "yaml", "yml"].map((ending) => `blog.config.${ending}`),
  ".blogrc",
  ...["json", "yaml", "yml", "ts", "mjs", "js", "cjs"].map((ending) => `.blogrc.${ending}`),
];

/** `:12:3` of the first place where the key or value is written; empty for one that was computed. */
async function placeOf(path: string, written: string): Promise<string> {
  // blog-ignore-next-line err/swallowed-rejection -- the place is a help beside the message, which stands without it
  const text = await readFile(path, "utf8").catch(() => "");
  const word = written.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const match = new RegExp(`(?<![\\w$-])${word}(?![\\w$-])`).exec(text);
  if (!match) return "";
  const before = text.slice(0, match.index).split("\n");
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
