import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname, relative } from "node:path";
import { promisify } from "node:util";
import { gitRoot } from "../transforms/discover/ignores.ts";
import { slashed } from "../transforms/slashed.ts";
import { UserError } from "./errors.ts";

export type Uncommitted = { readonly path: string; readonly state: "changed" | "not in git yet" };

export type GitState = {
  readonly uncommitted: readonly Uncommitted[];
  /** Files that are in no repository, so that nothing can be said about them. */
  readonly outside: readonly string[];
};

/** Above this many files git is asked about the whole repository instead of each. */
const MAX_PATHS = 300;

/**
 * Which of the files (absolute paths) have work that git does not hold: changed, staged, or never added.
 * A file that was never added counts, as it does for `cargo fix` and `@next/codemod`: git could not give it back.
 */
export async function gitState(paths: readonly string[]): Promise<GitState> {
  const byRoot = new Map<string, Map<string, string>>();
  const outside: string[] = [];
  const roots = new Map<string, string | undefined>();
  for (const path of paths) {
    const real = realpathSync.native(path);
    const folder = dirname(real);
    if (!roots.has(folder)) roots.set(folder, gitRoot(folder));
    const root = roots.get(folder);
    if (root === undefined) {
      outside.push(path);
      continue;
    }
    const files = byRoot.get(root) ?? new Map<string, string>();
    byRoot.set(root, files.set(slashed(relative(root, real)), path));
  }
  const found = await Promise.all([...byRoot].map(([root, files]) => ask(root, files)));
  return { uncommitted: found.flat(), outside };
}

async function ask(root: string, files: ReadonlyMap<string, string>): Promise<readonly Uncommitted[]> {
  const status = await gitStatus(root, files.size > MAX_PATHS ? [] : [...files.keys()]);
  return status.split("\0").flatMap((entry) => {
    const path = files.get(entry.slice(3));
    if (path === undefined) return [];
    return [{ path, state: entry.startsWith("??") ? ("not in git yet" as const) : ("changed" as const) }];
  });
}

async function gitStatus(root: string, paths: readonly string[]): Promise<string> {
  const flags = ["--porcelain=v1", "-z", "--untracked-files=all", "--no-renames"];
  const args = ["--no-optional-locks", "-C", root, "status", ...flags, "--", ...paths];
  const options = { maxBuffer: 1 << 28, env: { ...process.env, GIT_LITERAL_PATHSPECS: "1" } };
  try {
    return (await promisify(execFile)("git", args, options)).stdout;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new UserError("git", (stderr?.trim() || message).split("\n")[0] ?? "");
  }
}
