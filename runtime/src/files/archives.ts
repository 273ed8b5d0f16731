import { closeSync, existsSync, openSync, readdirSync, renameSync, statSync, unlinkSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";

/** The names of a log file's old files: `app.2026-11-25.1.log` of `app.log`, compressed `app.2026-11-25.1.log.gz`. */
export type Archives = {
  /** Moves the log file aside. */
  readonly put: (path: string, day: string) => void;
  /** Those there are, the oldest first. */
  readonly list: () => readonly Archive[];
};

export type Archive = { readonly path: string; readonly modified: number; readonly isCompressed: boolean };

export function archivesOf(path: string): Archives {
  const folder = dirname(path);
  const extension = extname(path);
  const stem = basename(path, extension);
  const name = new RegExp(
    `^${literally(stem)}\\.(\\d{4}-\\d\\d-\\d\\d)\\.(\\d+)${literally(extension)}(\\.gz)?$`,
  );

  /** A name that no other process has, nor had: it is taken before the file is moved there. */
  function reserve(day: string): string {
    const taken = list().flatMap(({ path }) => {
      const [, date, count] = name.exec(basename(path)) ?? [];
      return date === day ? [Number(count)] : [];
    });
    for (let count = Math.max(0, ...taken) + 1; ; count++) {
      const free = join(folder, `${stem}.${day}.${count}${extension}`);
      if (existsSync(`${free}.gz`)) continue;
      try {
        closeSync(openSync(free, "wx"));
        return free;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }

  function list(): readonly Archive[] {
    const found = readdirSync(folder).flatMap((file) => {
      const match = name.exec(file);
      if (match === null) return [];
      const path = join(folder, file);
      const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      return [
        {
          path,
          modified,
          isCompressed: match[3] !== undefined,
          order: [match[1] ?? "", Number(match[2])] as const,
        },
      ];
    });
    return found.sort(
      (a, b) =>
        a.order[0].localeCompare(b.order[0]) ||
        a.order[1] - b.order[1] ||
        Number(a.isCompressed) - Number(b.isCompressed),
    );
  }

  return {
    list,
    put(file, day) {
      const to = reserve(day);
      try {
        renameSync(file, to);
      } catch (error) {
        unlinkSync(to);
        throw error;
      }
    },
  };
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
