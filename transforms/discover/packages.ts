import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Source } from "../model.ts";

/** What files know of the package.json files above them. */
export type Packaged = Pick<Source, "packageType" | "package">;

type Manifest = {
  readonly type: Source["packageType"] | null;
  readonly about: NonNullable<Source["package"]> | undefined;
};

/**
 * Looks up the `type` of the nearest package.json of a folder, and the name and keywords of the nearest that
 * has a name: one that only sets a `type` for its folder names no package. Each folder is read once.
 */
export function packages(): (folder: string) => Promise<Packaged> {
  const known = new Map<string, Promise<Packaged>>();
  const lookUp = (folder: string): Promise<Packaged> => {
    const before = known.get(folder);
    if (before) return before;
    const found = read(folder).then(async (own) => {
      if (own?.about) return { packageType: own.type ?? undefined, package: own.about };
      const above = dirname(folder) === folder ? {} : await lookUp(dirname(folder));
      return own === undefined ? above : { ...above, packageType: own.type ?? undefined };
    });
    known.set(folder, found);
    return found;
  };
  return lookUp;
}

/** A package.json without a `type`, or one that cannot be read as JSON, ends the search for it as Node.js does. */
async function read(folder: string): Promise<Manifest | undefined> {
  // blog-ignore-next-line err/swallowed-rejection -- a manifest that cannot be read says nothing of its modules
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { type, name, keywords } = JSON.parse(text) as Record<string, unknown>;
    return {
      type: type === "module" || type === "commonjs" ? type : null,
      about: typeof name === "string" && name !== "" ? { name, keywords: texts(keywords) } : undefined,
    };
    // blog-ignore-next-line err/swallowed-catch -- a manifest that cannot be read says nothing of its modules
  } catch {
    return { type: null, about: undefined };
  }
}

/** More keywords than these are there to be found, and say little. */
const MOST_KEYWORDS = 12;

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.filter((one): one is string => typeof one === "string").slice(0, MOST_KEYWORDS)
    : [];
