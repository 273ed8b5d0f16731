import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Source } from "../model.ts";

type PackageType = Source["packageType"];

/** Looks up the `type` of the nearest package.json of a folder; each folder is read once. */
export function packageTypes(): (folder: string) => Promise<PackageType> {
  const known = new Map<string, Promise<PackageType>>();
  const lookUp = (folder: string): Promise<PackageType> => {
    const before = known.get(folder);
    if (before) return before;
    const found = read(folder).then((own) =>
      own !== undefined || dirname(folder) === folder ? (own?.type ?? undefined) : lookUp(dirname(folder)),
    );
    known.set(folder, found);
    return found;
  };
  return lookUp;
}

/** A package.json without a `type`, or one that cannot be read as JSON, ends the search as Node.js does. */
async function read(folder: string): Promise<{ readonly type: PackageType | null } | undefined> {
  // blog-ignore-next-line err/swallowed-rejection -- a manifest that cannot be read says nothing of its modules
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { type } = JSON.parse(text) as { type?: unknown };
    return { type: type === "module" || type === "commonjs" ? type : null };
    // blog-ignore-next-line err/swallowed-catch -- a manifest that cannot be read says nothing of its modules
  } catch {
    return { type: null };
  }
}
