import { randomBytes } from "node:crypto";
import { open, readdir, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { UserError } from "./errors.ts";
import { gitState } from "./git.ts";
import { printable } from "./printable.ts";

/** A file to write: `before` is what was read, `after` what is to stand there. */
export type Rewrite = {
  /** Absolute. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
};

/** Refuses to go on when a file that would be written has uncommitted work; says what it cannot know. */
export async function guard(
  rewrites: readonly Rewrite[],
  cwd: string,
): Promise<{ readonly notes: readonly string[] }> {
  if (rewrites.length === 0) return { notes: [] };
  const { uncommitted, outside } = await gitState(rewrites.map(({ path }) => path));
  if (uncommitted.length > 0) {
    const shown = uncommitted
      .slice(0, 20)
      .map(({ path, state }) => `  ${printable(relative(cwd, path))} (${state})`);
    if (uncommitted.length > shown.length) shown.push(`  and ${uncommitted.length - shown.length} more`);
    throw new UserError("dirty", shown.join("\n"));
  }
  if (outside.length === 0) return { notes: [] };
  const files = outside.length === 1 ? "1 file is" : `${outside.length} files are`;
  return {
    notes: [
      `${files} in no git repository: uncommitted work could not be looked for. \`revert\` works without git.`,
    ],
  };
}

/** Files written at once. */
const OPEN_FILES = 8;

const INTERRUPTED = "not written: stopped by Ctrl-C before it; run the same command again to go on";

/**
 * Writes each file or says why not; the reasons are by path. The first Ctrl-C ends it behind the files that are being
 * written, so that the run can say what was written and what was not; the second one ends the process.
 */
export async function writeAll(
  rewrites: readonly Rewrite[],
  written: (done: number) => void = () => {},
  begins: () => void = () => {},
): Promise<ReadonlyMap<string, string>> {
  const failures = new Map<string, string>();
  let next = 0;
  let done = 0;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
  };
  const worker = async (): Promise<void> => {
    for (let n = next++; n < rewrites.length; n = next++) {
      const rewrite = rewrites[n]!;
      if (stopped) {
        failures.set(rewrite.path, INTERRUPTED);
        continue;
      }
      const failure = await write(rewrite);
      if (failure) failures.set(rewrite.path, failure);
      written(++done);
    }
  };
  process.once("SIGINT", stop);
  await tidy(rewrites);
  // Told only now: who hears of it may press Ctrl-C at once.
  begins();
  try {
    await Promise.all(Array.from({ length: OPEN_FILES }, worker));
  } finally {
    process.off("SIGINT", stop);
  }
  return failures;
}

/**
 * Replaces one file at once: whoever reads it, after a crash too, sees all of the old or all of the new.
 * A link stays a link, and what it points to is written. The mode is kept; where the file belongs to somebody else,
 * the owner is kept if we may.
 */
async function write({ path, before, after }: Rewrite): Promise<string | undefined> {
  try {
    const target = await realpath(path);
    const { mode, uid, gid } = await stat(target);
    // A rename needs no right to write the file itself; its mode is asked for on purpose, root included.
    if ((mode & 0o222) === 0) return "is read-only";
    if (!(await readFile(target)).equals(Buffer.from(before, "utf8")))
      return "changed on disk since it was read";
    const temporary = temporaryFor(target);
    try {
      const file = await open(temporary, "wx", mode & 0o7777);
      try {
        await file.writeFile(after, "utf8");
        // blog-ignore-next-line err/swallowed-rejection -- the owner is kept if we may, and the file is written all the same
        if (process.getuid?.() !== uid) await file.chown(uid, gid).catch(() => {});
        await file.chmod(mode & 0o7777);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return undefined;
  } catch (error) {
    return `cannot be written: ${(error as Error).message}`;
  }
}

const temporaryFor = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`);

const TEMPORARY = /^\..+\.(\d+)-[0-9a-f]{8}\.tmp$/;

/** Takes away what a run that was killed left beside the files; what another that still runs is about to rename stays. */
async function tidy(rewrites: readonly Rewrite[]): Promise<void> {
  const folders = new Set(rewrites.map(({ path }) => dirname(path)));
  for (const folder of folders) {
    // blog-ignore-next-line err/swallowed-rejection -- what stands in the way of writing is told when the file is written
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names) {
      const pid = Number(TEMPORARY.exec(name)?.[1]);
      if (pid > 0 && !isAlive(pid)) await rm(join(folder, name), { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
