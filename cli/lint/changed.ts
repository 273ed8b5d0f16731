import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { slashed } from "../../transforms/slashed.ts";
import { UserError } from "../errors.ts";

/** Absolute paths of the files that differ from a commit, and of those that git does not have yet. */
export async function changedFiles(ref: string, cwd: string): Promise<ReadonlySet<string>> {
  const root = (await git(cwd, ["rev-parse", "--show-toplevel"])).trim();
  const commit = (
    await git(cwd, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`])
  ).trim();
  const changed = await git(root, ["diff", "--name-only", "--diff-filter=d", "-z", commit, "--"]);
  const added = await git(root, ["ls-files", "--others", "--exclude-standard", "-z"]);
  return new Set(
    `${changed}${added}`.split("\0").flatMap((path) => (path === "" ? [] : [slashed(resolve(root, path))])),
  );
}

/** Whether git knows a name as a commit. */
export async function isCommit(ref: string, cwd: string): Promise<boolean> {
  const args = ["-C", cwd, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  return promisify(execFile)("git", args).then(
    () => true,
    () => false,
  );
}

async function git(cwd: string, args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)("git", ["-C", cwd, ...args], { maxBuffer: 1 << 28 })).stdout;
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    const reason =
      stderr.trim().split("\n")[0] || (message.includes("rev-parse") ? "no such commit" : message);
    throw new UserError(
      "usage",
      `git cannot say what changed: ${reason}`,
      "Name a commit that exists with --changed=REF.",
    );
  }
}
