import { createReadStream, createWriteStream, statSync, unlinkSync } from "node:fs";
import { rename, unlink } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Archive, Archives } from "./archives.ts";

/** Taken at load, before a test's fake timers can replace it. */
const { setTimeout: setTimer } = globalThis;

/** How long an old file is left alone: another process may not have noticed yet that it is one. In milliseconds. */
export const QUIET_MS = 5_000;
/** A compression that has not got on for so long was given up by a process that ended. */
const STALE_MS = 600_000;

export type Tidying = {
  readonly archives: Archives;
  readonly keep: number;
  readonly gzip: boolean;
  readonly failed: (error: unknown) => void;
};

/**
 * Deletes old files beyond `keep`, and compresses the others off the caller's path, one after another; also those that an
 * earlier process left. Nothing of it keeps the process alive but a compression that has begun.
 * @returns how to ask for it
 */
export function createTidy({ archives, keep, gzip, failed }: Tidying): () => void {
  let waits = false;
  let busy = false;

  function later(): void {
    if (waits) return;
    waits = true;
    setTimer(() => {
      waits = false;
      void compressAll();
    }, QUIET_MS + 100).unref();
  }

  async function compressAll(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      const plain = archives.list().filter(({ isCompressed }) => !isCompressed);
      const ripe = plain.filter(({ modified }) => Date.now() - modified >= QUIET_MS);
      for (const { path } of ripe) await compress(path);
      if (ripe.length < plain.length) later();
    } catch (error) {
      failed(error);
    } finally {
      busy = false;
    }
  }

  return () => {
    try {
      for (const { path } of surplus(archives.list(), keep)) unlinkSync(path);
      if (gzip) later();
    } catch (error) {
      failed(error);
    }
  };
}

/** An archive and its compressed self, for a moment beside each other, are one. */
const surplus = (all: readonly Archive[], keep: number): readonly Archive[] =>
  all.slice(0, Math.max(0, all.length - keep));

/** In place of the file only when it is whole, and the file did not grow meanwhile. */
async function compress(path: string): Promise<void> {
  const unfinished = `${path}.gz.tmp`;
  const before = statSync(path, { throwIfNoEntry: false });
  if (before === undefined) return;
  try {
    await pipeline(createReadStream(path), createGzip(), createWriteStream(unfinished, { flags: "wx" }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      await unlink(unfinished).catch(() => {
        // It may never have been made; what failed is told below.
      });
      throw error;
    }
    const other = statSync(unfinished, { throwIfNoEntry: false });
    if (other !== undefined && Date.now() - other.mtimeMs > STALE_MS) await unlink(unfinished);
    return;
  }
  const after = statSync(path, { throwIfNoEntry: false });
  if (after?.size === before.size) {
    await rename(unfinished, `${path}.gz`);
    await unlink(path);
  } else await unlink(unfinished);
}
