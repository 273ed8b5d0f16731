import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { statsAt } from "../../transforms/discover/disk.ts";
import type { Takeable } from "../../transforms/discover/left-alone.ts";
import type { Source } from "../../transforms/model.ts";
import type { FileFindings } from "../../transforms/rules/model.ts";

/** Size, time of change and time of the last change of any kind, both in milliseconds, of a file. */
type Stamp = readonly [size: number, mtimeMs: number, ctimeMs: number];

/** Findings of one file, and the files that they depend on, by the hash of their text. */
type Entry = {
  readonly hash: string;
  /** What the file was like when it was read; `undefined` where it had changed just before. */
  readonly stamp?: Stamp | undefined;
  readonly consulted: Readonly<Record<string, string>>;
  readonly result: Omit<FileFindings, "source" | "path">;
};
type Stored = {
  readonly key: string;
  /** What was linted that is left alone otherwise. */
  readonly take: readonly Takeable[];
  readonly files: Readonly<Record<string, Entry>>;
};

/** A cache whose file was read, in front of the sources, so that those it knows need not be read. */
export type CacheFile = {
  /** Whether a file is as it was when its entry was made, by its stamp. Asked before the file is read. */
  readonly isUnchanged: (path: string) => boolean;
  /**
   * `key` stands for all that is the same for each file: the version, the options, the aliases and the list of files.
   */
  readonly open: (key: string, textAt: (path: string) => string | undefined) => Cache;
};

export type Cache = {
  /** What an earlier run found, where neither the file nor what it depends on has changed. */
  readonly get: (source: Source) => FileFindings | undefined;
  readonly set: (found: FileFindings, consulted: ReadonlySet<string>) => void;
  /** Writes it; says why where that is not possible. */
  readonly save: () => Promise<string | undefined>;
};

const NO_CACHE: Cache = { get: () => undefined, set: () => {}, save: async () => undefined };

export const NO_CACHE_FILE: CacheFile = { isUnchanged: () => false, open: () => NO_CACHE };

/** A file that changes twice within this time may have one stamp for two texts, as in git's index. */
const RACY_MS = 2000;

/** Reads a cache. One that cannot be read is an empty one, and one that cannot be written costs time, no result. */
export async function readCache(file: string, take: readonly Takeable[]): Promise<CacheFile> {
  const stored = await read(file);
  const known = stored.take.join() === take.join() ? stored.files : {};
  const stamps = new Map<string, Stamp>();
  const hashes = new Map<string, string>();
  return {
    isUnchanged: (path) => {
      const stamp = stampAt(path);
      if (!stamp) return false;
      stamps.set(path, stamp);
      const entry = known[path];
      if (!entry || !isSame(entry.stamp, stamp)) return false;
      hashes.set(path, entry.hash);
      return true;
    },
    open: (key, textAt) => {
      const hashAt = (path: string): string => {
        const found = hashes.get(path) ?? hashOf(textAt(path) ?? "");
        hashes.set(path, found);
        return found;
      };
      const before = stored.key === key ? stored.files : {};
      const now = new Map(Object.entries(before));
      let isChanged = false;
      const keep = (path: string, entry: Entry): void => {
        isChanged = true;
        now.set(path, entry);
      };
      return {
        get: (source) => {
          const { path } = source;
          const entry = before[path];
          if (!entry || entry.hash !== hashAt(path)) return undefined;
          if (Object.entries(entry.consulted).some(([other, hash]) => hashAt(other) !== hash))
            return undefined;
          const stamp = stamps.get(path);
          if (!isSame(entry.stamp, stamp)) keep(path, { ...entry, stamp });
          return { ...entry.result, path: source.relativePath, source };
        },
        set: ({ source: { path }, path: _path, source: _source, ...result }, consulted) => {
          const dependsOn = Object.fromEntries([...consulted].map((other) => [other, hashAt(other)]));
          keep(path, { hash: hashAt(path), stamp: stamps.get(path), consulted: dependsOn, result });
        },
        save: async () =>
          isChanged ? write(file, { key, take, files: Object.fromEntries(now) }) : undefined,
      };
    },
  };
}

/** What a file is like; nothing where it changed so lately that the next change might not be seen. */
function stampAt(path: string): Stamp | undefined {
  const stats = statsAt(path);
  if (!stats || Math.max(stats.mtimeMs, stats.ctimeMs) > Date.now() - RACY_MS) return undefined;
  return [stats.size, stats.mtimeMs, stats.ctimeMs];
}

const isSame = (a: Stamp | undefined, b: Stamp | undefined): boolean =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1] && a?.[2] === b?.[2];

export const hashOf = (text: string): string => createHash("sha1").update(text).digest("base64url");

const EMPTY: Stored = { key: "", take: [], files: {} };

async function read(file: string): Promise<Stored> {
  try {
    return { ...EMPTY, ...(JSON.parse(await readFile(file, "utf8")) as Partial<Stored>) };
    // blog-ignore-next-line err/swallowed-catch -- a cache that cannot be read is an empty one
  } catch {
    // There is none yet, or a run was cut off while it wrote: everything is looked at anew.
    return EMPTY;
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
