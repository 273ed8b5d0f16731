import { posix } from "node:path";
import type { ReadText } from "./aliases.ts";
import { firstText } from "./conditions.ts";

/** Names of the folders in a folder; none where it is none. */
export type ListFolders = (path: string) => readonly string[];

/** Name of a package of the workspace → its folder. */
type Packages = ReadonlyMap<string, string>;

/** How deep `**` looks for packages. */
const DEPTH = 4;

/**
 * Where a specifier may lead inside the packages of the workspace around a file: `@acme/log`, `@acme/log/child`. Sources
 * come before what is built from them, which need not be there.
 */
export function createWorkspaces(
  read: ReadText,
  list: ListFolders,
): (from: string, specifier: string) => readonly string[] {
  const byFolder = new Map<string, Packages>();
  const around = (folder: string): Packages => {
    const known = byFolder.get(folder);
    if (known) return known;
    const patterns = patternsOf(folder, read);
    const parent = posix.dirname(folder);
    const found =
      patterns.length > 0
        ? packagesOf(folder, patterns, { read, list })
        : parent === folder
          ? NONE
          : around(parent);
    byFolder.set(folder, found);
    return found;
  };
  return (from, specifier) => {
    const [, name = "", path = ""] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
    const folder = around(posix.dirname(from)).get(name);
    return folder === undefined ? [] : entries(folder, path, read);
  };
}

const NONE: Packages = new Map();

/** `workspaces` of package.json, `packages` of pnpm-workspace.yaml. */
function patternsOf(folder: string, read: ReadText): readonly string[] {
  const { workspaces } = manifest(folder, read);
  const own = Array.isArray(workspaces) ? workspaces : (workspaces as { packages?: unknown })?.packages;
  const pnpm = read(posix.join(folder, "pnpm-workspace.yaml")) ?? "";
  const listed = /^packages:\s*\n((?:\s+-.*\n?|\s*#.*\n?|\s*\n)*)/m.exec(pnpm)?.[1] ?? "";
  const items = [...listed.matchAll(/^\s+-\s*["']?([^"'#\n]+?)["']?\s*(?:#.*)?$/gm)].map(
    ([, item = ""]) => item,
  );
  return [...(Array.isArray(own) ? own.filter((p) => typeof p === "string") : []), ...items];
}

type Reading = { readonly read: ReadText; readonly list: ListFolders };

function packagesOf(root: string, patterns: readonly string[], { read, list }: Reading): Packages {
  const folders = patterns
    .filter((pattern) => !pattern.startsWith("!"))
    .flatMap((pattern) => expand(root, pattern.replace(/^\.\//, "").split("/").filter(Boolean), list, DEPTH));
  const named = folders.flatMap((folder) => {
    const { name } = manifest(folder, read);
    return typeof name === "string" ? [[name, folder] as const] : [];
  });
  return new Map(named);
}

/** Folders that a pattern such as `packages/*` or `apps/**` names. */
function expand(
  folder: string,
  [part, ...rest]: readonly string[],
  list: ListFolders,
  depth: number,
): readonly string[] {
  if (part === undefined) return [folder];
  if (!part.includes("*")) return expand(posix.join(folder, part), rest, list, depth);
  const below = list(folder).filter((name) => name !== "node_modules" && !name.startsWith("."));
  if (part !== "**") {
    const fits = new RegExp(`^${part.split("*").map(escaped).join(".*")}$`);
    return below
      .filter((name) => fits.test(name))
      .flatMap((name) => expand(posix.join(folder, name), rest, list, depth));
  }
  const deeper = depth > 0 ? below : [];
  return [
    ...expand(folder, rest, list, depth),
    ...deeper.flatMap((name) => expand(posix.join(folder, name), [part, ...rest], list, depth - 1)),
  ];
}

const escaped = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");

/** Paths that an entry of a package may stand for. */
function entries(folder: string, path: string, read: ReadText): readonly string[] {
  const { exports, main, module, types, source } = manifest(folder, read);
  const table = exports as Readonly<Record<string, unknown>> | undefined;
  const exported = path === "" ? firstText(table?.["."] ?? table) : firstText(table?.[`./${path}`]);
  const given = [...(path === "" ? [source, exported, module, main, types] : [exported])].filter(
    (target): target is string => typeof target === "string",
  );
  const inner = path === "" ? "index" : path;
  const targets = [...given.flatMap(sourceOf), `src/${inner}`, inner, ...given];
  return [...new Set(targets)].map((target) => posix.join(folder, target));
}

/** `src/index` of `./dist/esm/index.d.ts` */
function sourceOf(target: string): readonly string[] {
  const bare = target.replace(/^\.\//, "").replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
  const inner = bare.replace(/^(?:dist|build|lib|out|esm|cjs|es)\/(?:(?:esm|cjs|es|src|types)\/)*/, "");
  return inner === bare ? [] : [`src/${inner}`, inner];
}

function manifest(folder: string, read: ReadText): Readonly<Record<string, unknown>> {
  const text = read(posix.join(folder, "package.json"));
  if (text === undefined) return {};
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
