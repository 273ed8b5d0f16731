import { posix } from "node:path";
import { ts } from "../syntax/ts.ts";
import { firstText } from "./conditions.ts";
import { createWorkspaces, type ListFolders } from "./workspaces.ts";

/** Paths, without an ending, that a specifier which is not relative may stand for. */
export type Aliases = (from: string, specifier: string) => readonly string[];

/** Reads a text file; undefined where there is none. */
export type ReadText = (path: string) => string | undefined;

export const NO_ALIASES: Aliases = () => [];

type Mapping = { readonly folder: string; readonly paths: Readonly<Record<string, readonly string[]>> };

/**
 * Aliases of the nearest tsconfig.json or jsconfig.json (`paths`, `baseUrl`, through `extends` of files), `imports` of
 * the nearest package.json, and the names of packages of the workspace. Out of scope: `extends` of packages, conditions
 * beyond the first.
 */
export function createAliases(read: ReadText, list: ListFolders = () => []): Aliases {
  const workspaces = createWorkspaces(read, list);
  const mappings = new Map<string, readonly Mapping[]>();
  const at = (folder: string): readonly Mapping[] => {
    const known = mappings.get(folder);
    if (known) return known;
    const own = [...fromTsconfig(folder, read), ...fromPackage(folder, read)];
    const parent = posix.dirname(folder);
    const found = own.length > 0 || parent === folder ? own : at(parent);
    mappings.set(folder, found);
    return found;
  };
  return (from, specifier) => [
    ...at(posix.dirname(from)).flatMap((mapping) => targets(mapping, specifier)),
    ...workspaces(from, specifier),
  ];
}

function targets({ folder, paths }: Mapping, specifier: string): readonly string[] {
  return Object.entries(paths).flatMap(([pattern, to]) => {
    const [before = "", after] = pattern.split("*");
    if (after === undefined)
      return pattern === specifier ? to.map((target) => posix.join(folder, target)) : [];
    if (!specifier.startsWith(before) || !specifier.endsWith(after)) return [];
    const rest = specifier.slice(before.length, specifier.length - after.length);
    return to.map((target) =>
      posix.join(
        folder,
        target.replace("*", () => rest),
      ),
    );
  });
}

function fromTsconfig(folder: string, read: ReadText): readonly Mapping[] {
  for (const name of ["tsconfig.json", "jsconfig.json"]) {
    const found = readTsconfig(posix.join(folder, name), read, 5);
    if (found) return found;
  }
  return [];
}

function readTsconfig(path: string, read: ReadText, depth: number): readonly Mapping[] | undefined {
  const text = read(path);
  if (text === undefined || depth === 0) return undefined;
  const { config = {} } = ts.parseConfigFileTextToJson(path, text) as {
    config?: {
      extends?: string | readonly string[];
      compilerOptions?: { baseUrl?: string; paths?: Record<string, string[]> };
    };
  };
  const folder = posix.dirname(path);
  const { baseUrl, paths } = config.compilerOptions ?? {};
  const base = posix.join(folder, baseUrl ?? ".");
  const own = [
    ...(paths ? [{ folder: base, paths }] : []),
    ...(baseUrl === undefined ? [] : [{ folder: base, paths: { "*": ["*"] } }]),
  ];
  if (paths) return own;
  const inherited = [config.extends ?? []].flat().flatMap((parent) => {
    if (!parent.startsWith(".")) return [];
    const file = posix.join(folder, parent);
    return readTsconfig(file, read, depth - 1) ?? readTsconfig(`${file}.json`, read, depth - 1) ?? [];
  });
  return [...own, ...inherited];
}

function fromPackage(folder: string, read: ReadText): readonly Mapping[] {
  const text = read(posix.join(folder, "package.json"));
  if (text === undefined) return [];
  try {
    const { imports } = JSON.parse(text) as { imports?: Record<string, unknown> };
    const paths = Object.entries(imports ?? {}).flatMap(([key, value]) => {
      const target = firstText(value);
      return target === undefined ? [] : [[key, [target]] as const];
    });
    return paths.length > 0 ? [{ folder, paths: Object.fromEntries(paths) }] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
