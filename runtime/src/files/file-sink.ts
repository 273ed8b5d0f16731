import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Sink } from "../destination.ts";
import { archivesOf } from "./archives.ts";
import { bytesOf, KEPT, type Rotation } from "./rotation.ts";
import { createTidy } from "./tidy.ts";

export type FileDestination = { readonly path: string } & Rotation;

type Parts = {
  /** Opens the file for appending. Throws where it cannot. */
  readonly open: (path: string) => Sink;
  readonly failed: (error: unknown) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** How often it is looked whether the file is still the one under its name, in milliseconds. */
const LOOK_MS = 1_000;
/** Taken at load, before a test's can replace it. */
const SystemDate = Date;

/**
 * A log file that gives way to a new one by size or by day, between two lines, so that each line is in a file when
 * `write` returns. A file that was moved or deleted with its folder (by another process's rotation, by `logrotate`) is
 * noticed within a second and opened anew. pino-roll and rotating-file-stream write behind a queue, so a process that is
 * killed would lose lines: this one uses neither.
 */
export function fileSink(destination: FileDestination, { open, failed, now }: Parts): Sink {
  const { path, daily = false, keep = KEPT, gzip = false } = destination;
  const maxSize = bytesOf(destination.maxSize) ?? Number.POSITIVE_INFINITY;
  const rotates = daily || maxSize < Number.POSITIVE_INFINITY;
  const archives = archivesOf(path);
  const tidy = rotates ? createTidy({ archives, keep, gzip, failed }) : () => {};
  let inner = open(path);
  let inode: number | undefined;
  let size = 0;
  let day = "";
  let nextDay = Number.POSITIVE_INFINITY;
  let nextLook = 0;
  let retryAt = 0;

  /** What is under the file's name now. */
  function read(): void {
    const stats = statSync(path, { throwIfNoEntry: false });
    inode = stats?.ino;
    size = stats?.size ?? 0;
    if (daily || size > 0) day = dayOf(size > 0 ? (stats?.mtimeMs ?? now()) : now());
    if (daily) nextDay = endOf(day);
    nextLook = now() + LOOK_MS;
  }

  /** Not while the disk refuses what is held for the file that was: it would be lost. */
  function reopen(): void {
    if (!inner.flush()) return;
    mkdirSync(dirname(path), { recursive: true });
    const next = open(path);
    inner.close();
    inner = next;
    read();
  }

  function rotate(): void {
    if (!inner.flush()) return;
    if (statSync(path, { throwIfNoEntry: false })?.ino === inode) archives.put(path, day || dayOf(now()));
    reopen();
    tidy();
  }

  function look(): void {
    nextLook = now() + LOOK_MS;
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined || stats.ino !== inode) reopen();
    else size = Math.max(size, stats.size);
  }

  /** What fails is tried again a second later; until then lines go where they went. */
  function attend(length: number): void {
    const time = now();
    if (time < retryAt) return;
    try {
      if (time >= nextLook) look();
      if ((size > 0 && size + length > maxSize) || (time >= nextDay && size > 0)) rotate();
      else if (time >= nextDay) read();
    } catch (error) {
      retryAt = time + LOOK_MS;
      failed(error);
    }
  }

  read();
  tidy();
  return {
    write(line) {
      const length = rotates ? Buffer.byteLength(line) : 0;
      attend(length);
      inner.write(line);
      size += length;
    },
    spans: undefined,
    flush: () => inner.flush(),
    close: () => inner.close(),
  };
}

/** `2026-11-25`, in the process's time zone. */
export function dayOf(time: number): string {
  const date = new SystemDate(time);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function endOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new SystemDate(year, month - 1, date + 1).getTime();
}
