import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Source } from "../../transforms/model.ts";
import type { FileFindings } from "../../transforms/rules/model.ts";

/** Findings of one file, and the files that they depend on, by the hash of their text. */
type Entry = {
  readonly hash: string;
  readonly consulted: Readonly<Record<string, string>>;
  readonly result: Omit<FileFindings, "source" | "path">;
};
type Stored = { readonly key: string; readonly files: Readonly<Record<string, Entry>> };

export type Cache = {
  /** What an earlier run found, where neither the file nor what it depends on has changed. */
  readonly get: (source: Source) => FileFindings | undefined;
  readonly set: (found: FileFindings, consulted: ReadonlySet<string>) => void;
  /** Writes it; says why where that is not possible. */
  readonly save: () => Promise<string | undefined>;
};

export const NO_CACHE: Cache = { get: () => undefined, set: () => {}, save: async () => undefined };

/**
 * Opens a cache. `key` stands for all that is the same for each file: the version, the options, the aliases and the
 * list of files. A cache that cannot be read is an empty one, and one that cannot be written costs time, no result.
 */
export async function openCache(
  file: string,
  key: string,
  textAt: (path: string) => string | undefined,
): Promise<Cache> {
  const hashes = new Map<string, string>();
  const hashAt = (path: string): string => {
    const known = hashes.get(path) ?? hashOf(textAt(path) ?? "");
    hashes.set(path, known);
    return known;
  };
  const before = await read(file, key);
  const now = new Map<string, Entry>();
  let isChanged = false;
  return {
    get: (source) => {
      const entry = before[source.path];
      if (!entry || entry.hash !== hashAt(source.path)) return undefined;
      if (Object.entries(entry.consulted).some(([path, hash]) => hashAt(path) !== hash)) return undefined;
      now.set(source.path, entry);
      return { ...entry.result, path: source.relativePath, source };
    },
    set: ({ source, path: _path, ...result }, consulted) => {
      isChanged = true;
      const dependsOn = Object.fromEntries([...consulted].map((path) => [path, hashAt(path)]));
      now.set(source.path, { hash: hashAt(source.path), consulted: dependsOn, result });
    },
    save: async () => {
      if (!isChanged && now.size === Object.keys(before).length) return undefined;
      return write(file, { key, files: Object.fromEntries(now) });
    },
  };
}

export const hashOf = (text: string): string => createHash("sha1").update(text).digest("base64url");

async function read(file: string, key: string): Promise<Stored["files"]> {
  try {
    const stored = JSON.parse(await readFile(file, "utf8")) as Stored;
    return stored.key === key ? stored.files : {};
    // blog-ignore-next-line err/swallowed-catch -- a cache that cannot be read is an empty one
  } catch {
    // There is none yet, or a run was cut off while it wrote: everything is looked at anew.
    return {};
  }
}

async function write(file: string, stored: Stored): Promise<string | undefined> {
  const temporary = `${resolve(file)}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, JSON.stringify(stored));
    await rename(temporary, file);
    return undefined;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {}); // there may be no folder for it
    return `the cache cannot be written: ${(error as Error).message}`;
  }
}
