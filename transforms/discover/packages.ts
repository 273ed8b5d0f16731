import { dirname, join } from "node:path";
import type { Source } from "../model.ts";
import { textAt } from "./disk.ts";

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
export function packages(): (folder: string) => Packaged {
  const known = new Map<string, Packaged>();
  const lookUp = (folder: string): Packaged => {
    const before = known.get(folder);
    if (before) return before;
    const found = nearest(folder, read(folder));
    known.set(folder, found);
    return found;
  };
  const nearest = (folder: string, own: Manifest | undefined): Packaged => {
    if (own?.about) return { packageType: own.type ?? undefined, package: own.about };
    const above = dirname(folder) === folder ? {} : lookUp(dirname(folder));
    return own === undefined ? above : { ...above, packageType: own.type ?? undefined };
  };
  return lookUp;
}

/** A package.json without a `type`, or one that cannot be read as JSON, ends the search for it as Node.js does. */
function read(folder: string): Manifest | undefined {
  const text = textAt(join(folder, "package.json"));
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
