import { posix } from "node:path";
import type { ts } from "../syntax/ts.ts";
import type { Aliases } from "./aliases.ts";
import { type Exports, exportsOf, WHOLE } from "./exports.ts";

/** Endings tried for a specifier: the source of a `.js` import may be a `.ts` file. */
const ENDINGS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"] as const;

/** How often a name may be exported again on its way. */
const STEPS = 10;

/** What is kept of a file, its tree among it. */
export type Loaded = { readonly file: { readonly ast: ts.SourceFile } };

export type ModuleHost<C extends Loaded> = {
  /** Whether there is a source file at an absolute path. */
  readonly exists: (path: string) => boolean;
  /** The file, parsed; undefined where it cannot be read. */
  readonly load: (path: string) => C | undefined;
  /** Whether a file has a name anywhere in its text, which is quicker to see than what it exports. @default true */
  readonly mentions?: (path: string, name: string) => boolean;
  readonly aliases: Aliases;
};

/** The declaration or value that a name of another file stands for; the file itself for `*`. */
export type Exported<C> = { readonly ctx: C; readonly node: ts.Node };

/** Finds what other files export. */
export type Modules<C> = {
  readonly exported: (from: string, specifier: string, name: string) => Exported<C> | undefined;
};

export type LinkedModules<C> = Modules<C> & {
  /** Files that were asked for on behalf of a file, that file left out. */
  readonly consulted: (path: string) => ReadonlySet<string>;
};

/** Finds what the files of a project export; each file is parsed when it is first asked for. */
export function createModules<C extends Loaded>({
  exists,
  load,
  mentions = () => true,
  aliases,
}: ModuleHost<C>): LinkedModules<C> {
  // By the file as it is loaded: who lets go of a tree lets go of this as well.
  const tables = new WeakMap<C, Exports>();
  const consulted = new Map<string, Set<string>>();
  const resolved = new Map<string, string | undefined>();

  const find = (from: string, specifier: string): string | undefined => {
    const key = `${posix.dirname(from)}\0${specifier}`;
    if (!resolved.has(key)) resolved.set(key, candidates(from, specifier, aliases).find(exists));
    return resolved.get(key);
  };

  const exported = (
    from: string,
    specifier: string,
    name: string,
    steps = STEPS,
  ): Exported<C> | undefined => {
    if (steps === 0) return undefined;
    const path = specifier === from ? from : find(from, specifier);
    const ctx = path === undefined ? undefined : load(path);
    if (path === undefined || !ctx) return undefined;
    const asked = consulted.get(from) ?? new Set();
    consulted.set(from, asked.add(path));
    if (name === "*") return { ctx, node: ctx.file.ast };
    const table = tables.get(ctx) ?? exportsOf(ctx.file.ast);
    tables.set(ctx, table);
    const found = table.named.get(name);
    if (found?.kind === "own") return { ctx, node: found.node };
    if (found) return exported(path, found.specifier, found.name, steps - 1);
    if (name === "default" || name === WHOLE) return undefined;
    for (const other of table.all) {
      const at = find(path, other);
      const hasMore = at !== undefined && (mentions(at, name) || mentions(at, "export *"));
      if (!hasMore) continue;
      const further = exported(path, other, name, steps - 1);
      if (further) return further;
    }
    return undefined;
  };

  return {
    exported,
    consulted: (path) => {
      const reached = new Set<string>();
      const visit = (from: string): void => {
        for (const next of consulted.get(from) ?? []) {
          if (reached.has(next)) continue;
          reached.add(next);
          visit(next);
        }
      };
      visit(path);
      reached.delete(path);
      return reached;
    },
  };
}

function candidates(from: string, specifier: string, aliases: Aliases): readonly string[] {
  const targets = /^\.{1,2}(?:\/|$)/.test(specifier)
    ? [posix.join(posix.dirname(from), specifier)]
    : aliases(from, specifier);
  return targets.flatMap((target) => {
    const bare = target.replace(/\.[cm]?[jt]sx?$/, "");
    const withEnding = (path: string): readonly string[] => ENDINGS.map((ending) => path + ending);
    return [
      ...(bare === target ? [] : [target]),
      ...withEnding(bare),
      ...withEnding(target),
      ...withEnding(`${target}/index`),
    ];
  });
}
